"""When a write that waited was made: what the server believes of a device's clock."""

from datetime import datetime, timedelta

import pytest

from tests.cast import NOW, TODAY
from webapp.absence.models import AbsenceNotice
from webapp.changes.models import Change
from webapp.marks.models import Mark
from webapp.offline import made_at

LATER = "2026-11-24T12:00+03:00"


def iso(instant: datetime) -> str:
    """As a browser writes it."""
    return instant.strftime("%Y-%m-%dT%H:%M:%S.000Z")


@pytest.mark.parametrize(
    "off_by", [timedelta(), timedelta(hours=-7), timedelta(days=4000), timedelta(minutes=3)]
)
def test_only_the_difference_of_a_clock_is_believed(built_app, off_by):
    made, sent = NOW - timedelta(hours=2) + off_by, NOW + off_by
    with built_app.test_request_context(headers={"Zvonok-Made": iso(made), "Zvonok-Sent": iso(sent)}):
        assert made_at() == NOW - timedelta(hours=2)


@pytest.mark.parametrize(
    ("made", "sent", "waited"),
    [
        ("2026-11-18T09:00:00Z", "2026-11-18T08:00:00Z", timedelta()),
        ("2026-01-01T00:00:00Z", "2026-11-18T08:00:00Z", timedelta(days=14)),
        ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", timedelta(days=14)),
        ("2026-11-18T07:00:00+03:00", "2026-11-18T05:00:00Z", timedelta(hours=1)),
        ("2026-11-18T07:00:00", "2026-11-18T05:00:00Z", timedelta()),
        ("вчера", "2026-11-18T05:00:00Z", timedelta()),
        ("1763445600", "1763449200", timedelta()),
        ("", "", timedelta()),
    ],
)
def test_what_cannot_be_is_not_believed(built_app, made, sent, waited):
    headers = {"Zvonok-Made": made.encode().decode("latin-1"), "Zvonok-Sent": sent}
    with built_app.test_request_context(headers=headers):
        assert made_at() == NOW - waited


@pytest.mark.parametrize("only", ["Made", "Sent"])
def test_one_of_the_two_says_nothing(built_app, only):
    with built_app.test_request_context(headers={f"Zvonok-{only}": iso(NOW - timedelta(days=1))}):
        assert made_at() == NOW


def test_a_notice_made_in_time_and_sent_a_week_later_is_accepted(device, places, at):
    """On Wednesday she writes of Monday in a village without a network; on Tuesday that is too far back."""
    fields = {"starts": "2026-11-16", "ends": "2026-11-17", "extent": "whole", "reason": "ill"}
    at(LATER)
    phone = device("orlova")
    late = phone.send(places["notices"], fields)
    assert late.status_code == 422
    assert late.json["errors"][0]["field"] == "starts"
    said = {"made": "2026-11-18T05:05:00Z", "sent": "2026-11-24T09:00:00Z"}
    assert phone.send(places["notices"], fields, **said).status_code == 200
    assert Change.get(kind="notice.given").at == AbsenceNotice.get().created_at


def test_a_notice_changed_and_withdrawn_in_time_is_judged_by_that_time(device, places, at):
    fields = {"starts": TODAY, "ends": "2026-11-20", "extent": "whole", "reason": "ill"}
    phone = device("orlova")
    url = f"/absences/{phone.send(places['notices'], fields).json['ids']['notice']}"
    device("kuznetsova").send(f"{url}/answer", {"decision": "accept", "version": 0})
    at(LATER)
    said = {"made": "2026-11-18T05:05:00Z", "sent": "2026-11-24T09:00:00Z"}
    moved = {**fields, "starts": "2026-11-19", "version": 1}
    assert phone.send(url, moved).status_code == 422
    assert phone.send(url, moved, **said).json["ids"] == {"version": 2}
    device("kuznetsova").send(f"{url}/answer", {"decision": "accept", "version": 2})
    assert phone.send(f"{url}/withdrawal", {}).status_code == 422
    assert phone.send(f"{url}/withdrawal", {}, **said).status_code == 200
    assert AbsenceNotice.get().state == "withdrawn"


@pytest.mark.parametrize(("minutes", "status"), [(0, 422), (59, 200), (62, 422)])
def test_undoing_a_mark_believes_an_hour_of_waiting(device, places, at, minutes, status):
    """It was pressed at once and waited for minutes; 0: pressed an hour later, and sent at once."""
    tablet = device("kuznetsova")
    mark = tablet.send(places["marks"], {"value": "2", "scale": "5"}).json["ids"]["mark"]
    now = NOW + timedelta(minutes=minutes or 59)
    at(now.isoformat())
    said = {"made": iso(NOW), "sent": iso(NOW + timedelta(minutes=minutes))}
    assert tablet.send(f"/marks/{mark}/withdrawal", {"version": 1}, **said).status_code == status
    assert (Mark.get().withdrawn_at is not None) == (status == 200)
