"""Keys and tokens of forms: what a browser without JavaScript sends, and what is refused."""

import re

import pytest

from webapp.changes.models import Change, Receipt

FIELDS = {"present": "parol-2026", "new": "лето-и-море", "again": "лето-и-море"}


def key_in(page) -> str:
    return re.findall(r'name="key" value="([0-9a-f]+)"', page.text)[0]


def token_in(page) -> str:
    return re.findall(r'name="csrf_token" value="([^"]+)"', page.text)[0]


@pytest.fixture
def guarded(app):
    """The application with its tokens checked, as it is served."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["WTF_CSRF_ENABLED"] = False


def test_the_key_of_a_page_repeats_until_its_viewer_writes(visit, cast):
    visitor = visit("orlova")
    first = key_in(visitor.get("/password"))
    assert key_in(visitor.get("/password")) == first
    visitor.post("/password", FIELDS)
    assert key_in(visitor.get("/password")) != first


def test_the_keys_of_two_viewers_and_of_two_sessions_differ(visit, cast):
    keys = {key_in(visit(name).get("/password")) for name in ("orlova", "orlova", "orlov")}
    assert len(keys) == 3


def test_a_partial_holds_neither_key_nor_token(visit, cast):
    text = visit("orlova").get("/password", partial=True).text
    assert "<noscript>" not in text
    assert "csrf_token" not in text


def test_a_post_without_a_key_changes_nothing(visit, cast):
    visitor = visit("orlova")
    for key in ("", "short", "spaces in it", "ключ-кириллицей", "x" * 65):
        answer = visitor.client.post("/password", data={**FIELDS, "key": key})
        assert answer.status_code == 400, key
    assert (Receipt.select().count(), Change.select().count()) == (0, 0)


def test_a_form_without_javascript_brings_key_and_token_itself(guarded, visit, cast):
    visitor = visit("orlova")
    page = visitor.get("/password")
    answer = visitor.client.post(
        "/password", data={**FIELDS, "key": key_in(page), "csrf_token": token_in(page)}
    )
    assert (answer.status_code, answer.location) == (303, "/")
    assert Receipt.get().key == key_in(page)


@pytest.mark.parametrize("token", [None, "stale", "ImZha2Ui.forged.signature"])
def test_a_missing_or_stale_token_asks_for_a_fresh_one(guarded, visit, cast, token):
    visitor = visit("orlova")
    answer = visitor.post("/password", FIELDS, headers={"X-CSRFToken": token} if token else {})
    assert (answer.status_code, answer.headers["Zvonok-Reason"]) == (401, "token")
    assert Receipt.select().count() == 0


def test_a_token_of_another_session_is_refused_and_a_fetched_one_accepted(guarded, visit, cast):
    theirs, mine = visit("orlov"), visit("orlova")
    foreign = theirs.get("/token").json["token"]
    assert mine.post("/password", FIELDS, headers={"X-CSRFToken": foreign}).status_code == 401
    fresh = mine.get("/token")
    assert fresh.headers["Cache-Control"] == "no-store"
    assert fresh.json["owner"] == cast.users["orlova"]
    assert mine.post("/password", FIELDS, headers={"X-CSRFToken": fresh.json["token"]}).status_code == 303


def test_sign_in_asks_for_a_token_too(guarded, visit, cast):
    fields = {"login": "orlova", "password": "parol-2026"}
    visitor = visit(None)
    assert visitor.post("/sign-in", fields).headers["Zvonok-Reason"] == "token"
    page = visitor.get("/sign-in")
    assert visitor.client.post("/sign-in", data={**fields, "csrf_token": token_in(page)}).status_code == 303
