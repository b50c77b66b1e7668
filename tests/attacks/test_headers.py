"""Every page forbids what it does not need: foreign scripts, frames, sniffing, leaking its address."""

import pytest

from webapp.people.models import User

PAGES = {
    "a page": ("orlova", "/password"),
    "the sign-in page": (None, "/sign-in"),
    "a redirect to sign-in": (None, "/password"),
    "a page that is not there": ("orlova", "/no-such-page"),
    "a page that is forbidden": ("orlova", "/office/{home}/"),
    "an office page": ("kim", "/office/{home}/people"),
    "the token": ("orlova", "/token"),
    "health": (None, "/health"),
}


@pytest.mark.parametrize("which", PAGES)
def test_security_headers_stand_on(visit, cast, which):
    member, path = PAGES[which]
    answer = visit(member).get(path.format(home=cast.schools["home"]))
    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_what_speaks_of_a_document_stands_on_whole_pages_and_not_on_their_parts(visit):
    whole, part = (visit("orlova").get("/more", partial=partial) for partial in (False, True))
    for name in ("Cross-Origin-Opener-Policy", "Permissions-Policy"):
        assert whole.headers[name]
        assert name not in part.headers
    assert part.headers["Content-Security-Policy"] == whole.headers["Content-Security-Policy"]


def test_pages_of_people_are_kept_by_no_shared_cache(visit, cast):
    for path in ("/password", f"/office/{cast.schools['home']}/people"):
        answer = visit("kim").get(path)
        assert "private" in answer.headers["Cache-Control"]
        assert "Cookie" in answer.headers["Vary"]


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(visit, cast):
    answer = visit(None).post("/sign-in", {"login": "orlova", "password": "parol-2026"})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_session_begins_anew_at_sign_in(visit, cast):
    visitor = visit(None)
    visitor.get("/sign-in")
    with visitor.client.session_transaction() as before:
        before["planted"] = "by somebody else"
    visitor.post("/sign-in", {"login": "orlova", "password": "parol-2026"})
    with visitor.client.session_transaction() as after:
        assert "planted" not in after


@pytest.mark.parametrize("value", ["1.0", "6.0; DROP", "x", "", "-1.0", "99999.0", "6"])
def test_a_forged_session_is_nobodys(app, cast, value):
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = value
    client.set_cookie("session", client.get_cookie("session").value[:-2] + "xx")
    assert client.get("/password").status_code == 302


def test_the_session_of_an_earlier_password_is_nobodys(visit, cast):
    visitor = visit("orlova")
    User.update(epoch=User.epoch + 1).where(User.id == cast.users["orlova"]).execute()
    assert visitor.get("/password").status_code == 302


@pytest.mark.parametrize("path", ["/hello%0d%0aSet-Cookie:%20x=1", "/sign-in?next=/%0d%0aSet-Cookie:%20x=1"])
def test_line_breaks_in_an_address_make_no_header(visit, cast, path):
    answer = visit("orlova").get(path)
    assert "x=1" not in answer.headers.get("Set-Cookie", "")
    assert "\r" not in answer.headers.get("Location", "")
    assert "\n" not in answer.headers.get("Location", "")


@pytest.mark.parametrize(
    "header", ["HX-Current-URL", "X-Forwarded-Host", "Host", "HX-Request-Type", "If-None-Match"]
)
def test_strange_headers_break_nothing(visit, cast, header):
    answer = visit("orlova").get("/password", headers={header: 'evil.example/"><script>' + "я" * 50})
    assert answer.status_code in (200, 400)
    assert "<script>" not in answer.text.replace('<script type="module"', "")
