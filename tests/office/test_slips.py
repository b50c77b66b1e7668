"""Slips with temporary passwords: shown once, kept nowhere, used once."""

import re

import pytest

from webapp.changes.models import Change, Receipt
from webapp.people.models import User

SECRET = re.compile(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}")


@pytest.fixture
def home(cast) -> str:
    return f"/office/{cast.schools['home']}"


def test_the_class_teacher_prints_slips_and_the_family_signs_in_and_picks_a_password(visit, cast):
    url = f"/classes/{cast.classes['7А']}/access"
    users = [cast.users["masha"], cast.users["orlova"]]
    answer = visit("kuznetsova").post(url, {"users": users})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    maria, elena = SECRET.findall(answer.text)
    family = visit(None)
    assert family.post("/sign-in", {"login": "masha", "password": elena}).status_code == 422
    assert family.post("/sign-in", {"login": "masha", "password": maria}).status_code == 303
    assert family.get("/").location == "/password"


def test_a_replay_of_the_same_key_shows_no_password_and_leaves_the_first_one_valid(visit, cast, home):
    url, visitor = f"{home}/people/{cast.users['orlova']}/access", visit("kim")
    first = visitor.post(url, key="the-same-key")
    again = visitor.post(url, key="the-same-key")
    assert "уже выданы" in again.text
    assert not SECRET.search(again.text)
    assert again.headers["Cache-Control"] == "no-store"
    password = SECRET.findall(first.text)[0]
    assert visit(None).post("/sign-in", {"login": "orlova", "password": password}).status_code == 303


def test_a_password_issued_again_ends_the_one_before(visit, cast, home):
    url, visitor = f"{home}/people/{cast.users['orlova']}/access", visit("kim")
    old, new = (SECRET.findall(visitor.post(url).text)[0] for _ in range(2))
    assert visit(None).post("/sign-in", {"login": "orlova", "password": old}).status_code == 422
    assert visit(None).post("/sign-in", {"login": "orlova", "password": new}).status_code == 303


def test_a_reissue_ends_the_sessions_of_the_user(visit, cast, home):
    orlova = visit("orlova")
    visit("tikhaya").post(f"{home}/people/{cast.users['orlova']}/access")
    assert orlova.get("/password").status_code == 302


def test_the_password_stands_in_no_table(visit, cast, home):
    answer = visit("kim").post(f"{home}/people/{cast.users['orlova']}/access")
    password = SECRET.findall(answer.text)[0]
    rows = [str(row) for table in (Change, Receipt, User) for row in table.select().dicts()]
    assert not any(password in row for row in rows)


def test_the_address_of_a_slip_leads_to_the_person_when_opened_anew(visit, cast, home):
    person = f"{home}/people/{cast.users['orlova']}"
    assert visit("kim").get(f"{person}/access").location == person


def test_a_password_that_one_may_not_issue_is_refused_in_words(visit, cast, home):
    answer = visit("tikhaya").post(f"{home}/people/{cast.users['sokolov']}/access")
    assert answer.status_code == 422
    assert "выдаёт оператор" in answer.text
    assert not SECRET.search(answer.text)


def test_strangers_ticked_in_a_forged_form_are_left_out(visit, cast):
    url = f"/classes/{cast.classes['7А']}/access"
    forged = [cast.users[name] for name in ("masha", "artyom", "sokolov", "far_student")]
    answer = visit("kuznetsova").post(url, {"users": forged})
    assert len(SECRET.findall(answer.text)) == 1
    assert "Чужов" not in answer.text


def test_nobody_ticked_is_told_and_those_without_a_password_are_ticked(visit, cast):
    url, visitor = f"/classes/{cast.classes['3Б']}/access", visit("kim")
    assert visitor.post(url).status_code == 422
    page = visitor.get(url).text
    assert re.search(rf'value="{cast.users["petya"]}"\s+checked', page)
    assert not re.search(rf'value="{cast.users["orlova"]}"\s+checked', page)
