"""Lessons filled from the weekly pattern, and taken back when the timetable changes."""

from datetime import date, datetime, time

import pytest

from webapp.absence.models import Register
from webapp.changes.models import Change, Version
from webapp.homework.models import Homework
from webapp.people.models import Group
from webapp.school.models import AcademicYear, Bell, BellDay, BellScheme, Holiday, School
from webapp.timetable import filling
from webapp.timetable.filling import fill, letter_of_week
from webapp.timetable.models import CANCELLED, Lesson, Slot
from webapp.timetable.withdrawing import withdraw_pattern

SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))


@pytest.fixture
def home(cast):
    return School.get_by_id(cast.schools["home"])


@pytest.fixture
def year(home):
    return AcademicYear.get(school=home)


def _slots(cast, group):
    return list(Slot.select().where(Slot.group == cast.groups[group]))


def _days(cast, group, *between):
    query = Lesson.select().where(Lesson.group == cast.groups[group], Lesson.date.between(*between))
    return [lesson.date for lesson in query.order_by(Lesson.date)]


def test_a_month_is_filled_with_the_teacher_and_the_room_of_the_pattern(cast, home, year):
    made = fill(home, year, _slots(cast, "maths"), first=SEPTEMBER[0], last=SEPTEMBER[1])
    assert made == 26
    lesson = cast.lesson("maths", date(2026, 9, 1))
    assert (lesson.teacher_id, lesson.room.name) == (cast.users["kuznetsova"], "21")
    assert (lesson.week, lesson.number, lesson.starts_at) == ("2026-W36", 1, time(8, 30))


def test_a_second_run_adds_nothing(cast, home, year, monkeypatch):
    monkeypatch.setattr(filling, "BATCH", 100)
    there = Lesson.select().where(Lesson.school == home).count()
    assert fill(home, year) == 761
    assert Lesson.select().where(Lesson.school == home).count() == there + 761
    assert fill(home, year) == 0
    assert Change.select().where(Change.kind == "timetable.filled").count() == 1


def test_a_moved_lesson_is_not_made_anew_on_its_first_day(cast, home, year):
    day, later = date(2026, 11, 23), date(2026, 11, 24)
    Lesson.update(date=later, moved_date=day, number=5).where(
        Lesson.id == cast.lesson("maths", day).id
    ).execute()
    assert fill(home, year, _slots(cast, "maths"), first=day, last=later) == 0


def test_holidays_are_left_out(cast, home, year):
    Holiday.create(school=home, starts="2026-09-14", ends="2026-09-16", name="Карантин", kind="quarantine")
    fill(home, year, _slots(cast, "maths_3"), first=date(2026, 9, 11), last=date(2026, 9, 18))
    assert _days(cast, "maths_3", *SEPTEMBER) == [date(2026, 9, n) for n in (11, 17, 18)]


def test_weeks_a_and_b_go_by_turns_from_the_first_week_of_the_year(cast, home, year):
    group = Group.get_by_id(cast.groups["maths_9"])
    common = dict(
        group=group, number=6, starts_at=time(13), ends_at=time(13, 45), weekday=3, starts=year.starts
    )
    slots = [Slot.create(weeks=letter, **common) for letter in "AB"]
    fill(home, year, slots[:1])
    fill(home, year, slots[1:])
    by_letter = [
        [x.date for x in Lesson.select().where(Lesson.slot == s).order_by(Lesson.date)] for s in slots
    ]
    assert by_letter[0][:3] == [date(2026, 9, 2), date(2026, 9, 16), date(2026, 9, 30)]
    assert by_letter[1][:2] == [date(2026, 9, 9), date(2026, 9, 23)]
    assert letter_of_week(date(2027, 1, 13), year) == "B"  # nineteen weeks later, over the change of year


def test_a_slot_ends_and_another_begins_within_the_year(cast, home, year):
    Slot.update(ends=date(2026, 9, 10)).where(Slot.group == cast.groups["maths_9"]).execute()
    fill(home, year, _slots(cast, "maths_9"), last=SEPTEMBER[1])
    assert _days(cast, "maths_9", *SEPTEMBER)[-1] == date(2026, 9, 10)


def test_a_short_day_rings_by_its_own_bells(cast, home, year):
    scheme = BellScheme.create(school=home, name="Короткий день")
    Bell.create(scheme=scheme, number=1, starts=time(8, 30), ends=time(9, 0))
    BellDay.create(school=home, date=date(2026, 9, 2), scheme=scheme)
    fill(home, year, _slots(cast, "maths"), last=date(2026, 9, 3))
    ends = [cast.lesson("maths", date(2026, 9, n)).ends_at for n in (1, 2, 3)]
    assert ends == [time(9, 15), time(9, 0), time(9, 15)]


def test_filling_tells_how_far_it_is_and_raises_the_school_version(cast, home, year):
    told = []
    fill(home, year, last=date(2026, 9, 7), progress=lambda done, total: told.append((done, total)))
    assert told == [(n, 7) for n in range(1, 8)]
    assert Version.get(scope=home.scope, week="*").n == 1


def test_a_withdrawn_pattern_takes_its_empty_lessons_along(cast, home):
    counts = withdraw_pattern(home, _slots(cast, "maths_9"), date(2026, 11, 19), by=cast.users["kim"])
    assert counts == (5, 12, 0)
    assert _days(cast, "maths_9", date(2026, 11, 16), date(2026, 12, 31)) == [
        date(2026, 11, n) for n in (16, 17, 18)
    ]
    assert {slot.ends for slot in _slots(cast, "maths_9")} == {date(2026, 11, 18)}
    assert withdraw_pattern(home, _slots(cast, "maths_9"), date(2026, 11, 19)) == (0, 0, 0)


def test_a_lesson_with_homework_or_a_register_is_cancelled_with_a_reason_and_never_deleted(cast, home):
    wednesday, friday = date(2026, 11, 18), date(2026, 11, 20)
    entered, due = cast.lesson("maths", wednesday), cast.lesson("maths", friday)
    by, at = cast.users["kuznetsova"], "2026-11-18T05:00:00+00:00"
    Register.create(lesson=entered, student=cast.students["masha"], kind="absent", by=by, at=_instant(at))
    Homework.create(
        group=due.group,
        lesson=due,
        due=friday,
        text="№ 5",
        by=by,
        created_at=_instant(at),
        edited_at=_instant(at),
    )
    counts = withdraw_pattern(home, _slots(cast, "maths"), wednesday)
    assert counts.cancelled == 2
    kept = list(Lesson.select().where(Lesson.group == cast.groups["maths"], Lesson.date >= wednesday))
    assert {lesson.id for lesson in kept} == {entered.id, due.id}
    assert {(lesson.state, lesson.reason) for lesson in kept} == {(CANCELLED, "Изменилось расписание")}


def _instant(text):
    return datetime.fromisoformat(text)
