"""Who signs which week of whose diary, and from when on; without HTTP."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from webapp import clock
from webapp.changes.log import versions
from webapp.changes.models import Change
from webapp.changes.once import Refused
from webapp.people.models import GroupStudent, Guardianship, Student
from webapp.school.models import School
from webapp.signatures.models import WeekSignature
from webapp.signatures.opening import is_open, last_open, opens
from webapp.signatures.signing import sign
from webapp.timetable.models import CANCELLED, Lesson

WEEK = "2026-W47"
NOON = "2026-11-20T12:00:00+03:00"


@pytest.fixture
def masha(cast):
    return Student.get_by_id(cast.students["masha"])


def signed():
    return sorted((row.guardian.login, row.week) for row in WeekSignature.select())


def refusal(student, week, by, **when):
    with pytest.raises(Refused) as refused:
        sign(student, week, by=by, **when)
    return refused.value.message


@pytest.mark.parametrize(
    ("zone", "noon"),
    [
        ("Europe/Moscow", "2026-11-20T09:00:00+00:00"),
        ("Europe/Kaliningrad", "2026-11-20T10:00:00+00:00"),
        ("Asia/Vladivostok", "2026-11-20T02:00:00+00:00"),
        ("Asia/Kamchatka", "2026-11-20T00:00:00+00:00"),
        ("America/New_York", "2026-11-20T17:00:00+00:00"),
    ],
)
def test_a_week_opens_at_friday_noon_where_the_school_is(at, zone, noon):
    school = School(timezone=zone)
    assert opens(WEEK, school).astimezone(UTC).isoformat() == noon
    at((datetime.fromisoformat(noon) - timedelta(seconds=1)).isoformat())
    assert not is_open(WEEK, school)
    assert last_open(school) == "2026-W46"
    at(noon)
    assert is_open(WEEK, school)
    assert last_open(school) == WEEK


def test_noon_stays_noon_when_the_clocks_are_changed():
    school = School(timezone="Europe/Berlin")
    hours = [opens(week, school).astimezone(UTC).hour for week in ("2026-W43", "2026-W44")]
    assert hours == [10, 11]


def test_nobody_signs_a_second_before_noon_and_everybody_from_noon_on(masha, who, at):
    at("2026-11-20T11:59:59+03:00")
    assert "с пятницы: 20 ноября, 12:00" in refusal(masha, WEEK, who("orlova"))
    at(NOON)
    sign(masha, WEEK, by=who("orlova"))
    row = WeekSignature.get()
    assert row.signed_at == row.made_at == datetime.fromisoformat(NOON)
    assert row.device_at is None


def test_the_other_schools_noon_is_its_own(cast, who, at):
    student = Student.get_by_id(cast.students["far_student"])
    at("2026-11-20T04:59:59+03:00")
    refusal(student, WEEK, who("far_guardian"))
    at("2026-11-20T05:00:00+03:00")
    sign(student, WEEK, by=who("far_guardian"))
    assert signed() == [("far_guardian", WEEK)]


def test_a_signature_is_judged_by_when_it_was_made(masha, who, at):
    at("2026-11-21T09:00+03:00")
    early = datetime.fromisoformat("2026-11-20T11:59:59+03:00")
    text = refusal(masha, WEEK, who("orlova"), made_at=early)
    assert "20 ноября, 11:59" in text
    assert "подпишите ещё раз" in text
    made = datetime.fromisoformat(NOON)
    sign(masha, WEEK, by=who("orlova"), made_at=made, device_at=made + timedelta(hours=3))
    row = WeekSignature.get()
    assert (row.made_at, row.signed_at) == (made, clock.now())
    assert row.device_at == made + timedelta(hours=3)


def test_what_the_device_says_opens_nothing(masha, who, at):
    at("2026-11-20T11:00+03:00")
    later = datetime.fromisoformat("2026-11-20T18:00+03:00")
    refusal(masha, WEEK, who("orlova"), made_at=later, device_at=later)
    at(NOON)
    sign(masha, WEEK, by=who("orlova"), made_at=later, device_at=later)
    assert WeekSignature.get().made_at == datetime.fromisoformat(NOON)


def test_each_guardian_signs_for_himself_and_each_child_apart(masha, cast, who, at):
    at(NOON)
    sign(masha, WEEK, by=who("orlova"))
    sign(masha, WEEK, by=who("orlov"))
    sign(Student.get_by_id(cast.students["petya"]), WEEK, by=who("orlova"))
    assert signed() == [("orlov", WEEK), ("orlova", WEEK), ("orlova", WEEK)]


def test_a_second_signature_changes_nothing(masha, who, at):
    at(NOON)
    first = sign(masha, WEEK, by=who("orlova"))
    at("2026-11-23T08:00+03:00")
    assert sign(masha, WEEK, by=who("orlova")) == first
    assert WeekSignature.get().signed_at == datetime.fromisoformat(NOON)
    assert Change.select().where(Change.kind == "signature.given").count() == 1


@pytest.mark.parametrize(
    "login",
    ["nina", "masha", "kuznetsova", "gromova", "sokolov", "kim", "belova", "chuzhova", "far_guardian"],
)
def test_nobody_else_signs(masha, who, at, login):
    at(NOON)
    assert "только родитель" in refusal(masha, WEEK, who(login))
    assert signed() == []


def test_a_guardian_whose_right_has_ended_signs_no_more(masha, cast, who, at):
    at(NOON)
    mine = Guardianship.guardian == cast.users["orlov"]
    Guardianship.update(ends=date(2026, 11, 19)).where(mine).execute()
    refusal(masha, WEEK, who("orlov"))
    Guardianship.update(ends=date(2026, 11, 20)).where(mine).execute()
    sign(masha, WEEK, by=who("orlov"))
    assert signed() == [("orlov", WEEK)]


def test_past_weeks_stay_open_and_coming_ones_closed(masha, who, at):
    at("2026-11-25T08:00+03:00")
    sign(masha, "2026-W46", by=who("orlova"))
    sign(masha, WEEK, by=who("orlova"))
    refusal(masha, "2026-W48", who("orlova"))
    refusal(masha, "2026-W49", who("orlova"))
    assert signed() == [("orlova", "2026-W46"), ("orlova", WEEK)]


def test_weeks_without_own_lessons_need_no_signature(masha, cast, who, at):
    at("2026-11-25T08:00+03:00")
    assert "не было уроков" in refusal(masha, "2026-W45", who("orlova"))
    GroupStudent.update(starts=date(2026, 11, 16)).where(GroupStudent.student == masha).execute()
    refusal(masha, "2026-W46", who("orlova"))
    Lesson.update(state=CANCELLED).where(Lesson.week == WEEK).execute()
    refusal(masha, WEEK, who("orlova"))
    assert signed() == []


def test_the_change_log_tells_and_the_childs_week_is_anew(masha, cast, who, at):
    at(NOON)
    pairs = [(masha.scope, WEEK), (f"class:{cast.classes['7А']}", WEEK)]
    before = versions(pairs)
    sign(masha, WEEK, by=who("orlova"))
    change = Change.get(Change.kind == "signature.given")
    assert (change.user_id, change.student_id, change.week) == (cast.users["orlova"], masha.id, WEEK)
    assert json.loads(change.after or "")["made_at"] == datetime.fromisoformat(NOON).isoformat()
    assert before == "0.0"
    assert versions(pairs) == "1.0"
