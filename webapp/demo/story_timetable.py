"""What the deputy head changed in the timetable: replaced, moved, cancelled, another room.

A change is only made where the people and the room are free, so on days of few lessons there are fewer.
"""

from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

from webapp.changes.log import raise_versions, record
from webapp.demo.acting import at, viewer
from webapp.demo.bells import bells
from webapp.demo.classes import ROOMS
from webapp.demo.laid import Laid, days_from
from webapp.demo.staffing import MATHS_OF_7A, SUBSTITUTE
from webapp.school.models import Room
from webapp.timetable.models import CANCELLED, MOVED, REPLACED, Lesson
from webapp.weeks import week_of

THURSDAY, FRIDAY = 4, 5
ILL_TEACHER = "russian-3"
CLASS_HOUR = "Россия — мои горизонты"
KEPT = ("date", "number", "teacher_id", "room_id", "state", "reason")


def tell_changes(laid: Laid) -> None:
    """Лис stands in for Кузнецова; an ill teacher's lessons are given by colleagues; 7А has the rest."""
    _replace_kuznetsova(laid)
    _colleagues_stand_in(laid)
    _move_one(laid)
    _cancel_last(laid)
    _other_room(laid)


def _replace_kuznetsova(laid: Laid) -> None:
    """One lesson of mathematics in 7А, on the coming Thursday or Friday if there is one."""
    days = days_from(laid, "7А")[1:7]
    preferred = sorted(days, key=lambda day: day.isoweekday() not in (THURSDAY, FRIDAY))
    for day in preferred:
        for lesson in _of_class(laid, day):
            mine = lesson.teacher_id == laid.users[MATHS_OF_7A] and not _is_class_hour(lesson)
            if mine and not _busy(laid, day, lesson.starts_at, teacher=laid.users[SUBSTITUTE]):
                return _change(
                    laid, lesson, 5, "lesson.replaced", state=REPLACED, teacher_id=laid.users[SUBSTITUTE],
                    reason="Ольга Павловна на курсах",
                )  # fmt: skip
    return None


def _colleagues_stand_in(laid: Laid) -> None:
    """A teacher of Russian is ill on the next two days of lessons."""
    ill, department = laid.users[ILL_TEACHER], ILL_TEACHER.split("-")[0]
    colleagues = [laid.users[key] for key in laid.plan.staff if key.split("-")[0] == department]
    days = days_from(laid, "7А")[:2]
    for lesson in list(Lesson.whole().where(Lesson.teacher == ill, Lesson.date.in_(days))):
        free = (c for c in colleagues if not _busy(laid, lesson.date, lesson.starts_at, teacher=c))
        if substitute := next((c for c in free if c != ill), None):
            reason = "Болезнь учителя"
            _change(laid, lesson, 20, "lesson.replaced", state=REPLACED, teacher_id=substitute, reason=reason)


def _move_one(laid: Laid) -> None:
    """A day's last lesson goes to the end of the next day: no window comes of it."""
    days = days_from(laid, "7А")[2:7]
    for day, later in pairwise(days):
        *_, last = _of_class(laid, day)
        place = _after_last(laid, later)
        if last.group.whole_class_id is None or place is None:
            continue
        number, starts, ends = place
        room = last.room_id
        if _busy(laid, later, starts, teacher=last.teacher_id) or _busy(laid, later, starts, room=room):
            continue
        return _change(
            laid, last, 30, "lesson.moved", state=MOVED, moved_date=last.date, moved_number=last.number,
            date=later, week=week_of(later), number=number, starts_at=starts, ends_at=ends,
            reason="Учитель на городской олимпиаде",
        )  # fmt: skip
    return None


def _cancel_last(laid: Laid) -> None:
    """The last hour of a day of 7А does not take place, for both halves if it is theirs."""
    for day in days_from(laid, "7А")[3:8]:
        lessons = _of_class(laid, day)
        if len(lessons) > 2 and all(lesson.state != MOVED for lesson in lessons):
            for lesson in lessons:
                if lesson.number == lessons[-1].number:
                    reason = "Сокращённый день: педсовет"
                    _change(laid, lesson, 40, "lesson.cancelled", state=CANCELLED, reason=reason)
            return


def _other_room(laid: Laid) -> None:
    """One lesson of 7А on the next day goes to a free room, since an exam is written in its own."""
    day = days_from(laid, "7А")[1]
    plain = {room.name for room in ROOMS if room.pool in ("russian", "maths", "history")}
    rooms = list(Room.select().where(Room.school == laid.school, Room.name.in_(plain)).order_by(Room.name))
    for lesson in _of_class(laid, day):
        if not lesson.group.whole_class_id or lesson.state == REPLACED or _is_class_hour(lesson):
            continue
        if lesson.room is None or lesson.room.name not in plain:
            continue
        free = (r for r in rooms if not _busy(laid, day, lesson.starts_at, room=r.id))
        if room := next(free, None):
            reason = f"В кабинете {lesson.room.name} пробный экзамен"
            return _change(laid, lesson, 50, "lesson.room_changed", room_id=room.id, reason=reason)
    return None


def _is_class_hour(lesson: Lesson) -> bool:
    return lesson.group.subject.name == CLASS_HOUR


def _of_class(laid: Laid, day: date) -> list[Lesson]:
    return list(Lesson.of_class(laid.classes["7А"], day, day))


def _busy(laid: Laid, day: date, starts: time, **who: int | None) -> bool:
    """Whether the teacher or the room has a lesson then; both shifts ring together, so starts tell."""
    ((name, number),) = who.items()
    there = Lesson.select().where(
        Lesson.school == laid.school, Lesson.date == day, getattr(Lesson, name) == number,
        Lesson.starts_at == starts, Lesson.state != CANCELLED,
    )  # fmt: skip
    return there.exists()


def _after_last(laid: Laid, day: date) -> tuple[int, time, time] | None:
    """The bell after the class's last lesson of the day, if there is one."""
    last = max(lesson.number for lesson in _of_class(laid, day))
    return next(((b.number, b.start, b.end) for b in bells(1) if b.number == last + 1), None)


def _change(laid: Laid, lesson: Lesson, minute: int, kind: str, **fields: Any) -> None:
    """Write the change as the deputy head's, made yesterday afternoon."""
    before = {name: getattr(lesson, name) for name in KEPT}
    scopes, weeks = {*lesson.scopes()}, {lesson.week}
    for name, value in fields.items():
        setattr(lesson, name, value)
    lesson.version += 1
    lesson.save()
    scopes, weeks = scopes | {*lesson.scopes()}, weeks | {lesson.week}
    with at(laid.today - timedelta(days=1), 15, minute):
        record(
            kind, by=viewer(laid, "gromova").id, school=laid.school.id, what=f"lesson:{lesson.id}",
            scopes=scopes, week=lesson.week, before=before,
            after={name: getattr(lesson, name) for name in KEPT},
            group_id=lesson.group_id, lesson_id=lesson.id,
        )  # fmt: skip
        for week in weeks - {lesson.week}:
            raise_versions(scopes, week)
