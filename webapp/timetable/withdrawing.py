"""A changed timetable comes in from a date: slots end, and their later lessons go or are cancelled."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from peewee import ModelSelect, fn

from webapp.changes.log import record
from webapp.school.models import School
from webapp.timetable import reasons
from webapp.timetable.models import CANCELLED, Lesson, Slot

_BATCH = 500


class Withdrawn(NamedTuple):
    """How many slots ended, lessons were deleted, and lessons with something on them were cancelled."""

    ended: int
    deleted: int
    cancelled: int


def withdraw_pattern(
    school: School, slots: Iterable[Slot], from_date: date, *, by: int = 0, reason: str = reasons.RESCHEDULED
) -> Withdrawn:
    """Ends the slots on the day before from_date and takes back the lessons planned for later.

    A lesson goes only when nothing hangs on it; one that any row of any room refers to (a mark, homework set
    in it or due for it, a register entry, a planned bag item) or that has a topic is set to cancelled, with
    the reason, and kept. by is a user's id, 0 for the program itself. To be run within the caller's
    transaction, with all rooms loaded; raises the version of the whole school.
    """
    ids = [slot.id for slot in slots]
    ended = deleted = cancelled = 0
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        ended += _end(some, from_date)
        held = [row.id for row in _later(some, from_date).where(is_held())]
        cancelled += _cancel(held, reason)
        deleted += _delete(some, from_date)
    counts = Withdrawn(ended, deleted, cancelled)
    if any(counts):
        after = {"from": from_date, **counts._asdict()}
        record(
            "timetable.withdrawn",
            by=by,
            school=school.id,
            what=school.scope,
            scopes=[school.scope],
            after=after,
        )
    return counts


def is_held() -> Any:
    """The condition that something hangs on a lesson: a topic, or a row of any table that refers to it."""
    held = Lesson.topic.is_null(False)
    for field, table in Lesson._meta.backrefs.items():
        held |= fn.EXISTS(table.select(field).where(field == Lesson.id))
    return held


def _later(slots: list[int], from_date: date) -> "ModelSelect[Any]":
    """Lessons of the slots that were first planned for that day or later."""
    planned_for = fn.COALESCE(Lesson.moved_date, Lesson.date)
    return Lesson.select(Lesson.id).where(Lesson.slot.in_(slots), planned_for >= from_date)


def _end(slots: list[int], from_date: date) -> int:
    last = from_date - timedelta(days=1)
    open_still = Slot.ends.is_null() | (Slot.ends > last)
    return Slot.update(ends=last).where(Slot.id.in_(slots), open_still).execute()


def _cancel(lessons: list[int], reason: str) -> int:
    query = Lesson.update(state=CANCELLED, reason=reason, version=Lesson.version + 1)
    return query.where(Lesson.id.in_(lessons), Lesson.state != CANCELLED).execute() if lessons else 0


def _delete(slots: list[int], from_date: date) -> int:
    gone = [row.id for row in _later(slots, from_date).where(~is_held())]
    for start in range(0, len(gone), _BATCH):
        Lesson.delete().where(Lesson.id.in_(gone[start : start + _BATCH])).execute()
    return len(gone)
