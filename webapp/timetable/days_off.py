"""Breaks and other days off come and go, and the lessons of their days with them."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from peewee import JOIN, fn

from webapp import weeks
from webapp.changes.log import raise_versions, record
from webapp.changes.models import Change
from webapp.people.viewer import Viewer
from webapp.school.breaks import DaysOff, check_days_off, check_seen
from webapp.school.holidays import days_off
from webapp.school.models import AcademicYear, Holiday, School
from webapp.timetable import reasons
from webapp.timetable.filling import fill
from webapp.timetable.models import CANCELLED, PLANNED, Lesson, Slot
from webapp.timetable.withdrawing import is_held

ADDED, CHANGED, REMOVED = "day_off.added", "day_off.changed", "day_off.removed"
_BATCH = 500


def add(school: School, wanted: DaysOff, *, by: Viewer) -> dict[str, int]:
    """Days off enter the calendar; their lessons go, or are cancelled when something hangs on them.

    Returns the holiday's id. Raises Refused as check_days_off() does.
    """
    check_days_off(school, wanted)
    before = _off(school, wanted)
    holiday = Holiday.create(school=school, **wanted._asdict())
    _follow(school, holiday.id, before, None, wanted, by=by)
    return {"holiday": holiday.id}


def change(holiday: Holiday, wanted: DaysOff, *, seen: str, by: Viewer) -> None:
    """Other days, name or kind. Days no longer off get their lessons back.

    seen is DaysOff.seen as the form was made from. Raises Conflict when it is no longer so, Refused as
    check_days_off() does.
    """
    stood = DaysOff.of(Holiday.get_by_id(holiday.id))
    if wanted == stood:
        return
    check_seen(stood.seen, seen)
    check_days_off(holiday.school, wanted, besides=holiday.id)
    before = _off(holiday.school, stood, wanted)
    Holiday.update(**wanted._asdict()).where(Holiday.id == holiday.id).execute()
    if wanted.name != stood.name:
        _rename(holiday.school, stood, wanted)
    _follow(holiday.school, holiday.id, before, stood, wanted, by=by)


def remove(school: School, holiday_id: int, *, seen: str, by: Viewer) -> None:
    """The days are school days again: their lessons are filled, those cancelled because of them come back.

    Nothing happens when they are gone already. Raises Conflict as change() does.
    """
    holiday = Holiday.get_or_none(school=school, id=holiday_id)
    if holiday is None:
        return
    stood = DaysOff.of(holiday)
    check_seen(stood.seen, seen)
    before = _off(school, stood)
    holiday.delete_instance()
    _follow(school, holiday_id, before, stood, None, by=by)


def _off(school: School, *spans: DaysOff) -> set[date]:
    return set(days_off(school, min(one.starts for one in spans), max(one.ends for one in spans)))


def _follow(
    school: School,
    holiday_id: int,
    before: set[date],
    stood: DaysOff | None,
    wanted: DaysOff | None,
    *,
    by: Viewer,
) -> None:
    """Lessons follow the calendar, and the change is written down."""
    spans = [one for one in (stood, wanted) if one]
    now = _off(school, *spans)
    taken = _withdraw(school, now - before, wanted.name) if wanted else []
    restored = _restore(school, before - now)
    if freed := before - now:
        year = AcademicYear.at(school, min(freed))
        if year:
            fill(school, year, first=min(freed), last=max(freed), by=by.id)
    record(
        CHANGED if stood and wanted else (ADDED if wanted else REMOVED),
        by=by.id,
        school=school.id,
        what=f"holiday:{holiday_id}",
        scopes=[school.scope],
        before={**(stood._asdict() if stood else {}), "lessons": taken},
        after={**(wanted._asdict() if wanted else {}), "restored": restored},
    )
    for week in sorted({weeks.week_of(day) for one in spans for day in one.days()}):
        raise_versions([school.scope], week)


def _withdraw(school: School, days: set[date], name: str) -> list[Any]:
    """Take the days' lessons off; returns those cancelled, each as id, state and reason that it had."""
    on_days = Lesson.select(Lesson.id, Lesson.state, Lesson.reason).where(
        Lesson.school == school, Lesson.date.in_(days), Lesson.state != CANCELLED
    )
    can_be_filled_again = (Lesson.state == PLANNED) & Lesson.slot.is_null(False)
    gone = [row.id for row in on_days.where(can_be_filled_again, ~is_held())]
    for some in _batches(gone):
        Lesson.delete().where(Lesson.id.in_(some)).execute()
    kept: list[Any] = [[row.id, row.state, row.reason] for row in on_days.order_by(Lesson.id)]
    for some in _batches([lesson for lesson, *_ in kept]):
        _set(some, CANCELLED, reasons.DAYS_OFF + name)
    return kept


def _restore(school: School, days: set[date]) -> int:
    """What days off cancelled on these days is held again, as it was before; returns how many lessons.

    Lessons whose slot ended meanwhile stay cancelled: the timetable no longer has them.
    """
    planned_for = fn.COALESCE(Lesson.moved_date, Lesson.date)
    query = Lesson.select(Lesson.id).join(Slot, JOIN.LEFT_OUTER)
    rows = query.where(
        Lesson.school == school,
        Lesson.date.in_(days),
        Lesson.state == CANCELLED,
        Lesson.reason.startswith(reasons.DAYS_OFF),
        Slot.ends.is_null() | (Slot.ends >= planned_for),
    )
    found = [row.id for row in rows]
    stood = _before_days_off(school) if found else {}
    by_state: dict[tuple[str, str], list[int]] = {}
    for lesson in found:
        by_state.setdefault(stood.get(lesson, (PLANNED, "")), []).append(lesson)
    for (state, reason), lessons in by_state.items():
        for some in _batches(lessons):
            _set(some, state, reason)
    return len(found)


def _before_days_off(school: School) -> dict[int, tuple[str, str]]:
    """State and reason of lessons before days off cancelled them, as the change log keeps them."""
    rows = Change.select(Change.before).where(
        Change.school_id == school.id, Change.kind.in_((ADDED, CHANGED))
    )
    kept = [json.loads(row.before or "{}").get("lessons", []) for row in rows.order_by(Change.id)]
    return {lesson: (state, reason) for lessons in kept for lesson, state, reason in lessons}


def _rename(school: School, stood: DaysOff, wanted: DaysOff) -> None:
    Lesson.update(reason=reasons.DAYS_OFF + wanted.name).where(
        Lesson.school == school,
        Lesson.date.between(stood.starts, stood.ends),
        Lesson.state == CANCELLED,
        Lesson.reason == reasons.DAYS_OFF + stood.name,
    ).execute()


def _set(lessons: list[int], state: str, reason: str) -> None:
    query = Lesson.update(state=state, reason=reason, version=Lesson.version + 1)
    query.where(Lesson.id.in_(lessons)).execute()


def _batches(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
