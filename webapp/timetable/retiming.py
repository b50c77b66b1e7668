"""The times of lessons as the bells say."""

from datetime import date, time
from typing import Any

from peewee import ModelSelect, fn

from webapp.people.models import GroupClass, SchoolClass
from webapp.school.models import Bell, BellDay, BellScheme, School
from webapp.timetable.models import Lesson, Slot

Times = dict[int, tuple[time, time]]


def retime(school: School, shift: int, first: date, last: date) -> None:
    """Give the shift's lessons from first to last their times.

    By the day's own bells, else by the lesson's slot, else, where it was moved, by the shift's usual bells; a
    number that none of them has keeps its time. To be run within the caller's transaction.
    """
    span = (
        (Lesson.school == school)
        & Lesson.date.between(first, last)
        & Lesson.group.in_(_groups(school, shift))
    )
    special = list(
        BellDay.select().where(
            BellDay.school == school, BellDay.shift == shift, BellDay.date.between(first, last)
        )
    )
    own: dict[int, Times] = {}
    for row in special:
        own.setdefault(row.scheme_id, times_of(row.scheme_id))
        _ring(span & (Lesson.date == row.date), own[row.scheme_id])
    usual = BellScheme.get_or_none(school=school, shift=shift, is_default=True)
    for dates, numbers in _left(special, own):
        _as_usual(span & dates & numbers, times_of(usual.id) if usual else {})


def retime_slots(scheme: BellScheme, first: date) -> None:
    """Slots of the scheme's shift that still hold on first or later take its times."""
    groups = _groups(scheme.school, scheme.shift)
    for number, (starts_at, ends_at) in times_of(scheme.id).items():
        Slot.update(starts_at=starts_at, ends_at=ends_at).where(
            Slot.group.in_(groups), Slot.number == number, Slot.ends.is_null() | (Slot.ends >= first)
        ).execute()


def times_of(scheme_id: int) -> Times:
    """When each number of the scheme begins and ends."""
    return {bell.number: (bell.starts, bell.ends) for bell in Bell.select().where(Bell.scheme == scheme_id)}


def _left(special: list[BellDay], own: dict[int, Times]) -> list[tuple[Any, Any]]:
    """Conditions for what special bells leave: all other days, and the numbers that they lack."""
    every = Lesson.number >= 0
    days = [row.date for row in special]
    found: list[tuple[Any, Any]] = [(Lesson.date.not_in(days) if days else every, every)]
    for row in special:
        found.append((Lesson.date == row.date, Lesson.number.not_in(list(own[row.scheme_id]))))
    return found


def _as_usual(lessons: Any, usual: Times) -> None:
    slot = Slot.select().where(Slot.id == Lesson.slot, Slot.number == Lesson.number)
    by_slot = fn.EXISTS(slot)
    differs = fn.EXISTS(
        slot.where((Slot.starts_at != Lesson.starts_at) | (Slot.ends_at != Lesson.ends_at)).select(Slot.id)
    )
    Lesson.update(
        starts_at=slot.select(Slot.starts_at), ends_at=slot.select(Slot.ends_at), version=Lesson.version + 1
    ).where(lessons, differs).execute()
    _ring(lessons & ~by_slot, usual)


def _ring(lessons: Any, times: Times) -> None:
    for number, (starts_at, ends_at) in times.items():
        differs = (Lesson.starts_at != starts_at) | (Lesson.ends_at != ends_at)
        Lesson.update(starts_at=starts_at, ends_at=ends_at, version=Lesson.version + 1).where(
            lessons, Lesson.number == number, differs
        ).execute()


def _groups(school: School, shift: int) -> "ModelSelect[Any]":
    """Groups of the shift: that of their classes, the first where they come from both."""
    links = GroupClass.select(GroupClass.group).join(SchoolClass).where(SchoolClass.school == school)
    return links.group_by(GroupClass.group).having(fn.MIN(SchoolClass.shift) == shift)
