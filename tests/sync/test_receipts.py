"""What a device is told of a write: accepted, waiting, refused; and that it is told once and for all."""

import json

import pytest

from tests.cast import TODAY
from webapp.absence.models import AbsenceNotice
from webapp.changes.models import Change, Receipt
from webapp.changes.once import Busy
from webapp.marks.models import Mark
from webapp.people.models import GroupTeacher, Guardianship, User

FIVE = {"value": "5", "scale": "5"}
ILL = {"starts": TODAY, "ends": TODAY, "extent": "whole", "reason": "ill"}


def test_what_took_effect_is_told_by_its_key_and_never_by_a_redirect(device, places):
    tablet = device("kuznetsova")
    answer = tablet.send(places["marks"], FIVE)
    assert answer.status_code == 200
    assert answer.headers["Zvonok-Receipt"] == answer.json["key"] == tablet.key
    assert answer.json["ids"] == json.loads(answer.headers["Zvonok-Ids"]) == {"mark": Mark.get().id}
    assert answer.json["location"].startswith("/lessons/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Zvonok-Build" in answer.headers


def test_a_piece_carries_the_receipt_and_the_ids(device, places):
    tablet = device("kuznetsova")
    answer = tablet.send(places["register"], {"kind": "absent"}, outbox="piece")
    assert answer.mimetype == "text/html"
    assert answer.headers["Zvonok-Receipt"] == tablet.key
    assert json.loads(answer.headers["Zvonok-Ids"]) == {"seen": 1}


def test_where_there_is_no_piece_the_receipt_is_json(device, places):
    answer = device("orlova").send(places["notices"], ILL, outbox="piece")
    assert answer.json["ids"] == {"notice": AbsenceNotice.get().id}


@pytest.mark.parametrize("outbox", ["piece", "receipt"])
def test_a_replay_is_told_the_same_and_changes_nothing(device, places, outbox):
    tablet = device("kuznetsova")
    first = tablet.send(places["marks"], FIVE, outbox=outbox)
    before = Change.select().count()
    second = tablet.again(places["marks"], FIVE, outbox=outbox)
    for name in ("Zvonok-Receipt", "Zvonok-Ids"):
        assert second.headers[name] == first.headers[name]
    assert (Mark.select().count(), Change.select().count()) == (1, before)


@pytest.mark.parametrize("outbox", ["piece", "receipt"])
def test_a_replay_is_told_though_the_access_has_ended(device, places, cast, outbox):
    tablet = device("orlova")
    tablet.send(places["notices"], ILL, outbox=outbox)
    Guardianship.delete().where(Guardianship.guardian == cast.users["orlova"]).execute()
    assert tablet.again(places["notices"], ILL, outbox=outbox).headers["Zvonok-Receipt"] == tablet.key
    assert tablet.send(places["notices"], ILL, outbox=outbox).status_code == 404


@pytest.mark.parametrize("outbox", ["piece", "receipt"])
def test_a_replay_is_told_though_the_rule_would_now_refuse(device, places, cast, outbox):
    tablet = device("kuznetsova")
    tablet.send(places["marks"], FIVE, outbox=outbox)
    lesson = cast.lesson("maths", TODAY)
    lesson.state = "cancelled"
    lesson.save()
    assert tablet.again(places["marks"], FIVE, outbox=outbox).headers["Zvonok-Receipt"] == tablet.key
    assert tablet.send(places["marks"], FIVE, outbox=outbox).status_code == 422


def test_a_piece_that_cannot_be_drawn_does_not_hide_that_the_write_took_effect(device, places, monkeypatch):
    def broken(*args, **settings):
        raise RuntimeError("no piece today")

    monkeypatch.setattr("webapp.journal.mark_routes.pupil", broken)
    tablet = device("kuznetsova")
    answer = tablet.send(places["marks"], FIVE, outbox="piece")
    assert (answer.status_code, answer.headers["Zvonok-Receipt"]) == (200, tablet.key)
    assert tablet.again(places["marks"], FIVE, outbox="piece").json["ids"] == answer.json["ids"]
    assert Mark.select().count() == 1


def test_a_refusal_names_the_field_for_people_and_leaves_the_key_unused(device, places):
    tablet = device("kuznetsova")
    answer = tablet.send(places["marks"], {"value": "7", "scale": "5"})
    assert (answer.status_code, answer.json["status"]) == (422, 422)
    error = answer.json["errors"][0]
    assert (error["field"], error["label"]) == ("value", "Оценка")
    assert error["text"]
    assert "Zvonok-Receipt" not in answer.headers
    assert Receipt.select().count() == 0
    assert tablet.again(places["marks"], FIVE).json["ids"]


def test_a_field_left_empty_is_refused_by_its_name(device, places):
    errors = device("orlova").send(places["notices"], {**ILL, "reason": ""}).json["errors"]
    assert [(error["field"], error["label"]) for error in errors] == [("reason", "Причина")]


def test_a_used_key_with_another_payload_is_refused_and_says_so(device, places):
    tablet = device("kuznetsova")
    tablet.send(places["marks"], FIVE)
    answer = tablet.again(places["marks"], {**FIVE, "value": "2"})
    assert answer.status_code == 422
    assert "другое" in answer.json["title"]
    assert [mark.value for mark in Mark.select()] == ["5"]


@pytest.mark.parametrize(
    ("path", "status"), [("/no-such-place", 404), ("/sign-in", 403), ("/health", 405), ("/token", 405)]
)
def test_what_is_not_there_or_not_kept_is_told_in_json(device, cast, path, status):
    answer = device("orlova").send(path, {})
    assert (answer.status_code, answer.json["status"]) == (status, status)
    assert answer.json["errors"][0]["text"]


def test_a_crash_is_told_in_json_and_uses_up_no_key(device, places, monkeypatch):
    def broken(*args, **settings):
        raise RuntimeError("broken")

    monkeypatch.setattr("webapp.journal.mark_routes.give_mark", broken)
    tablet = device("kuznetsova")
    answer = tablet.send(places["marks"], FIVE)
    assert (answer.status_code, answer.json["status"]) == (500, 500)
    monkeypatch.undo()
    assert Receipt.select().count() == 0


def test_a_write_without_a_key_is_refused_in_json(visit, places, cast):
    headers = {"Zvonok-Outbox": "receipt", "Zvonok-Owner": str(cast.users["kuznetsova"])}
    for key in ("", "short"):
        sent = {**headers, "Idempotency-Key": key}
        answer = visit("kuznetsova").client.post(places["marks"], data=FIVE, headers=sent)
        assert (answer.status_code, answer.json["status"]) == (400, 400)
    assert Mark.select().count() == 0


def test_a_write_too_large_steps_aside(device, places, app, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 10_000)
    answer = device("kuznetsova").send(places["marks"], {**FIVE, "comment": "а" * 10_000})
    assert (answer.status_code, answer.json["status"]) == (413, 413)


def test_a_busy_server_asks_to_come_again(device, places, monkeypatch):
    def busy(*args, **settings):
        raise Busy

    monkeypatch.setattr("webapp.saving.once", busy)
    answer = device("kuznetsova").send(places["marks"], FIVE)
    assert (answer.status_code, answer.headers["Retry-After"], answer.json["status"]) == (503, "3", 503)


def test_a_session_that_ended_holds_the_write(device, places, visit, cast):
    headers = {"Zvonok-Outbox": "receipt", "Zvonok-Owner": str(cast.users["kuznetsova"])}
    answer = visit(None).post(places["marks"], FIVE, headers=headers)
    assert (answer.status_code, answer.headers["Zvonok-Reason"]) == (401, "sign-in")
    assert answer.json["status"] == 401


def test_a_temporary_password_holds_the_write_and_does_not_redirect_it(device, places, cast):
    tablet = device("kuznetsova")
    User.update(must_change=True).where(User.id == cast.users["kuznetsova"]).execute()
    answer = tablet.send(places["marks"], FIVE)
    assert (answer.status_code, answer.headers["Zvonok-Reason"]) == (401, "sign-in")


def test_access_that_ended_meanwhile_is_told_in_words(device, places, cast):
    tablet = device("kuznetsova")
    GroupTeacher.delete().where(GroupTeacher.teacher == cast.users["kuznetsova"]).execute()
    lesson = cast.lesson("maths", TODAY)
    lesson.teacher = cast.users["lis"]
    lesson.save()
    answer = tablet.send(places["marks"], FIVE)
    assert (answer.status_code, answer.json["title"]) == (404, "Записать уже некуда")


def test_without_these_headers_everything_is_as_for_a_browser_without_scripts(visit, places, cast):
    visitor = visit("kuznetsova")
    accepted = visitor.post(places["marks"], FIVE, key="key-of-mine-1")
    assert accepted.status_code == 303
    assert "Zvonok-Receipt" not in accepted.headers
    assert visitor.post(places["marks"], FIVE, key="key-of-mine-1").status_code == 303
    refused = visitor.post(places["marks"], {"value": "7", "scale": "5"})
    assert (refused.status_code, refused.mimetype) == (422, "text/html")
    assert visitor.post("/no-such-place", {}).mimetype == "text/html"
    unknown = visitor.post(places["marks"], FIVE, headers={"Zvonok-Outbox": "something"})
    assert unknown.status_code == 303
