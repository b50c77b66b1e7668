"""Forged headers of a write that waited: whose it is, about which child, when it was made."""

from uuid import uuid4

import pytest

from tests.cast import TODAY
from webapp.absence.models import AbsenceNotice
from webapp.changes.models import Change, Receipt
from webapp.marks.models import Mark
from webapp.people.models import Guardianship

FIVE = {"value": "5", "scale": "5"}
ILL = {"starts": TODAY, "ends": TODAY, "extent": "whole", "reason": "ill"}


@pytest.fixture
def marks(cast):
    return f"/lessons/{cast.lesson('maths', TODAY).id}/students/{cast.students['masha']}/marks"


def said(owner, **more):
    return {"Zvonok-Outbox": "receipt", "Zvonok-Owner": str(owner), **more}


def nothing_is_written():
    return (Receipt.select().count(), Change.select().count()) == (0, 0)


@pytest.mark.parametrize("owner", ["another", "", "0", "-1", " 1", "1,2", "null", "²"])
def test_a_write_of_another_owner_is_held_and_not_written(visit, cast, marks, owner):
    named = str(cast.users["lis"]) if owner == "another" else owner.encode().decode("latin-1")
    answer = visit("kuznetsova").post(marks, FIVE, headers=said(named))
    assert (answer.status_code, answer.headers["Zvonok-Reason"]) == (401, "owner")
    assert nothing_is_written()


def test_a_write_from_an_outbox_that_names_no_owner_is_held(visit, cast, marks):
    answer = visit("kuznetsova").post(marks, FIVE, headers={"Zvonok-Outbox": "receipt"})
    assert (answer.status_code, answer.headers["Zvonok-Reason"]) == (401, "owner")
    assert nothing_is_written()


def test_naming_the_owner_gives_no_rights(visit, cast, marks):
    """Чужова says that she is Кузнецова, and that she is herself: neither lets her in."""
    for owner, status in (("kuznetsova", 401), ("chuzhova", 404)):
        answer = visit("chuzhova").post(marks, FIVE, headers=said(cast.users[owner]))
        assert answer.status_code == status
    assert visit(None).post(marks, FIVE, headers=said(cast.users["kuznetsova"])).status_code == 401
    assert nothing_is_written()


def test_the_owner_is_asked_for_before_the_token(app, visit, cast, marks):
    """Otherwise a device would fetch the token of whoever is signed in now, and try again with it."""
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        theirs = visit("kuznetsova").post(marks, FIVE, headers=said(cast.users["lis"]))
        mine = visit("kuznetsova").post(marks, FIVE, headers=said(cast.users["kuznetsova"]))
        nobodys = visit(None).post(marks, FIVE, headers=said(cast.users["kuznetsova"]))
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    reasons = [answer.headers["Zvonok-Reason"] for answer in (theirs, mine, nobodys)]
    assert reasons == ["owner", "token", "sign-in"]
    assert {answer.status_code for answer in (theirs, mine, nobodys)} == {401}
    assert nothing_is_written()


def test_a_receipt_asks_for_the_token_too(app, visit, cast, marks):
    visitor, key = visit("kuznetsova"), uuid4().hex
    visitor.post(marks, FIVE, key=key, headers=said(cast.users["kuznetsova"]))
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = visitor.post(marks, FIVE, key=key, headers=said(cast.users["kuznetsova"]))
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert (answer.status_code, answer.headers["Zvonok-Reason"]) == (401, "token")


@pytest.mark.parametrize("child", ["petya", "artyom", "", "0", "masha,petya"])
def test_a_write_made_on_another_childs_page_is_refused(visit, cast, child):
    named = ",".join(str(cast.students.get(one, one)) for one in child.split(","))
    headers = said(cast.users["orlova"], **{"Zvonok-Child": named})
    answer = visit("orlova").post(f"/students/{cast.students['masha']}/absences/", ILL, headers=headers)
    assert (answer.status_code, answer.json["title"]) == (403, "Это страница другого ребёнка")
    assert nothing_is_written()


def test_the_child_is_checked_for_a_browser_that_wants_a_page_too(visit, cast):
    headers = {"Zvonok-Child": str(cast.students["petya"])}
    answer = visit("orlova").post(f"/students/{cast.students['masha']}/absences/", ILL, headers=headers)
    assert answer.status_code == 403
    assert "другого ребёнка" in answer.text
    assert nothing_is_written()


def test_a_notice_is_its_childs_whatever_the_address_names(visit, cast):
    mother, masha = visit("orlova"), cast.students["masha"]
    mother.post(f"/students/{masha}/absences/", ILL)
    url = f"/absences/{AbsenceNotice.get().id}/withdrawal"
    for child, status in (("petya", 403), ("masha", 200)):
        headers = said(cast.users["orlova"], **{"Zvonok-Child": str(cast.students[child])})
        assert mother.post(url, {}, headers=headers).status_code == status


def test_the_right_child_gives_no_rights(visit, cast):
    for child in ("masha", "artyom"):
        headers = said(cast.users["chuzhova"], **{"Zvonok-Child": str(cast.students[child])})
        answer = visit("chuzhova").post(f"/students/{cast.students['masha']}/absences/", ILL, headers=headers)
        assert answer.status_code == 404
    assert nothing_is_written()


def test_another_users_key_brings_no_receipt(visit, cast, marks):
    key = uuid4().hex
    visit("kuznetsova").post(marks, FIVE, key=key, headers=said(cast.users["kuznetsova"]))
    answer = visit("chuzhova").post(marks, FIVE, key=key, headers=said(cast.users["chuzhova"]))
    assert answer.status_code == 404
    assert "Zvonok-Receipt" not in answer.headers
    assert "mark" not in answer.text


def test_a_receipt_is_told_for_the_same_fields_only(visit, cast):
    """Her access has ended: with the key she is told what she wrote, and nothing else."""
    mother, key, masha = visit("orlova"), uuid4().hex, cast.students["masha"]
    url, headers = f"/students/{masha}/absences/", said(cast.users["orlova"])
    mother.post(url, ILL, key=key, headers=headers)
    Guardianship.delete().where(Guardianship.guardian == cast.users["orlova"]).execute()
    assert mother.post(url, ILL, key=key, headers=headers).status_code == 200
    assert mother.post(url, {**ILL, "reason": "family"}, key=key, headers=headers).status_code == 404


def test_a_forged_time_does_not_open_the_past_or_the_future(visit, cast, at):
    """Three school days back from fourteen days ago is the farthest that a family reaches."""
    at("2026-11-30T12:00+03:00")
    forged = {"Zvonok-Made": "2026-01-01T00:00:00Z", "Zvonok-Sent": "2026-12-31T00:00:00Z"}
    url, headers = f"/students/{cast.students['masha']}/absences/", said(cast.users["orlova"], **forged)
    for day, status in (("2026-11-11", 422), ("2026-11-12", 200)):
        answer = visit("orlova").post(url, {**ILL, "starts": day, "ends": day}, headers=headers)
        assert answer.status_code == status, day
    ahead = {"Zvonok-Made": "2027-01-01T00:00:00Z", "Zvonok-Sent": "2026-11-30T00:00:00Z"}
    tomorrow = cast.lesson("maths", TODAY).id
    at("2026-11-17T12:00+03:00")
    headers = said(cast.users["kuznetsova"], **ahead)
    url = f"/lessons/{tomorrow}/students/{cast.students['masha']}/marks"
    assert visit("kuznetsova").post(url, FIVE, headers=headers).status_code == 422
    assert Mark.select().count() == 0
