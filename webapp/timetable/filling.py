"""Dated lessons from the weekly pattern, for a year or a part of it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, time, timedelta
from itertools import islice
from typing import Any, NamedTuple

from peewee import Field, fn

from webapp import weeks
from webapp.changes.log import record
from webapp.db import insert_rows
from webapp.people.models import Group, GroupClass, GroupTeacher, SchoolClass
from webapp.school.holidays import days_off
from webapp.school.models import AcademicYear, Bell, BellDay, School
from webapp.timetable.models import PLANNED, Lesson, Slot

Progress = Callable[[int, int], None]
BATCH = 1000
_FIELDS: list[Field] = [
    Lesson.school, Lesson.group, Lesson.slot, Lesson.date, Lesson.week, Lesson.number, Lesson.starts_at,
    Lesson.ends_at, Lesson.teacher, Lesson.room, Lesson.state, Lesson.reason, Lesson.version,
]  # fmt: skip


class _Place(NamedTuple):
    """A slot with what its lessons take over."""

    slot: Slot
    last: date
    teacher_id: int | None
    shift: int


def letter_of_week(day: date, year: AcademicYear) -> str:
    """A or B: ISO weeks by turns from the year's first week, which is A."""
    begun, now = (weeks.monday(weeks.week_of(d)) for d in (year.starts, day))
    return "AB"[(now - begun).days // 7 % 2]


def fill(
    school: School,
    year: AcademicYear,
    slots: Iterable[Slot] | None = None,
    *,
    first: date | None = None,
    last: date | None = None,
    by: int = 0,
    progress: Progress | None = None,
) -> int:
    """Makes the lessons of the slots (all of the year unless given) from first to last; returns how many.

    Days stay within the year, holidays are left out, a short day's bells are obeyed. A lesson is known by its
    slot and the day it was first planned for: a second run adds nothing, and one moved or cancelled stays so.
    by is a user's id, 0 for the program itself. progress is told (days done, days in all). To be run within
    the caller's transaction; raises the version of the whole school.
    """
    first, last = max(first or year.starts, year.starts), min(last or year.ends, year.ends)
    places = _places(year, slots)
    made, wanted = 0, _wanted(school, year, places, first, last, progress)
    while batch := list(islice(wanted, BATCH)):
        insert_rows(Lesson, _FIELDS, batch)
        made += len(batch)
    if made:
        after = {"from": first, "to": last, "lessons": made}
        record(
            "timetable.filled", by=by, school=school.id, what=school.scope, scopes=[school.scope], after=after
        )
    return made


def _wanted(
    school: School,
    year: AcademicYear,
    places: list[_Place],
    first: date,
    last: date,
    progress: Progress | None,
) -> Iterator[tuple[Any, ...]]:
    """The rows to insert, day by day."""
    off, bells, there = (
        days_off(school, first, last),
        _special_bells(school, first, last),
        _there(school, first, last),
    )
    by_weekday: dict[int, list[_Place]] = {}
    for place in places:
        by_weekday.setdefault(place.slot.weekday, []).append(place)
    total = (last - first).days + 1
    for n in range(max(total, 0)):
        day = first + timedelta(days=n)
        letter = letter_of_week(day, year)
        for place in by_weekday.get(day.isoweekday(), []) if day not in off else []:
            slot = place.slot
            if (
                slot.weeks in ("every", letter)
                and slot.starts <= day <= place.last
                and (slot.id, day) not in there
            ):
                yield _row(school, place, day, bells.get((day, place.shift), {}))
        if progress:
            progress(n + 1, total)


def _row(school: School, place: _Place, day: date, bells: dict[int, tuple[time, time]]) -> tuple[Any, ...]:
    slot = place.slot
    starts_at, ends_at = bells.get(slot.number, (slot.starts_at, slot.ends_at))
    return (
        school.id, slot.group_id, slot.id, day, weeks.week_of(day), slot.number, starts_at,
        ends_at, place.teacher_id, slot.room_id, PLANNED, "", 0,
    )  # fmt: skip


def _places(year: AcademicYear, slots: Iterable[Slot] | None) -> list[_Place]:
    groups = {g.id: g for g in Group.select().where(Group.year == year)}
    of_year = Slot.select().join(Group).where(Group.year == year).order_by(Slot.id)
    first_named = (
        GroupTeacher.select().join(Group).where(Group.year == year).order_by(GroupTeacher.position.desc())
    )
    teachers = {link.group_id: link.teacher_id for link in first_named}
    shift = fn.MIN(SchoolClass.shift)
    of_classes = GroupClass.select(GroupClass.group, shift).join(SchoolClass).where(SchoolClass.year == year)
    shifts: dict[int, int] = dict(iter(of_classes.group_by(GroupClass.group).tuples()))  # type: ignore[arg-type]
    return [
        _Place(
            slot,
            min(slot.ends or year.ends, groups[slot.group_id].ended_on or year.ends),
            teachers.get(slot.group_id),
            shifts.get(slot.group_id, 1),
        )
        for slot in (of_year if slots is None else slots)
    ]


def _there(school: School, first: date, last: date) -> set[tuple[int, date]]:
    """Slots and days that have their lesson already, wherever it was moved."""
    query = Lesson.select(Lesson.slot, Lesson.date, Lesson.moved_date).where(
        Lesson.school == school,
        Lesson.slot.is_null(False),
        Lesson.date.between(first, last) | Lesson.moved_date.between(first, last),
    )
    rows: list[Any] = list(query.tuples())
    return {(slot, moved or day) for slot, day, moved in rows}


def _special_bells(
    school: School, first: date, last: date
) -> dict[tuple[date, int], dict[int, tuple[time, time]]]:
    """Bells by lesson number of the days on which a shift rings by another scheme."""
    days = list(BellDay.select().where(BellDay.school == school, BellDay.date.between(first, last)))
    rung: dict[int, dict[int, tuple[time, time]]] = {}
    for bell in Bell.select().where(Bell.scheme.in_({day.scheme_id for day in days})) if days else []:
        rung.setdefault(bell.scheme_id, {})[bell.number] = (bell.starts, bell.ends)
    return {(day.date, day.shift): rung.get(day.scheme_id, {}) for day in days}
