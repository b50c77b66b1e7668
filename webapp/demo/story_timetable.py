"""What the deputy head changed in the timetable: replaced, moved, cancelled, another room.

Each change is tried where it may be made and left out where a rule refuses it, as when somebody is busy.
"""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from webapp.changes.once import Refused
from webapp.demo.acting import at, viewer
from webapp.demo.classes import ROOMS
from webapp.demo.laid import Laid, days_from
from webapp.demo.staffing import MATHS_OF_7A, SUBSTITUTE
from webapp.people.models import User
from webapp.school.models import Room
from webapp.timetable.changing import cancel, change_room, move, replace
from webapp.timetable.models import MOVED, REPLACED, Lesson

THURSDAY, FRIDAY = 4, 5
ILL_TEACHER = "russian-3"
CLASS_HOUR = "Россия — мои горизонты"
PLAIN_ROOMS = ("russian", "maths", "history")


def tell_changes(laid: Laid) -> None:
    """Лис stands in for Кузнецова; an ill teacher's lessons are given by colleagues; 7А has the rest."""
    with at(laid.today - timedelta(days=1), 15, 20):
        _replace_kuznetsova(laid)
        _colleagues_stand_in(laid)
        _move_one(laid)
        _cancel_last(laid)
        _other_room(laid)


def _replace_kuznetsova(laid: Laid) -> bool:
    """One lesson of mathematics in 7А, on the coming Thursday or Friday if there is one."""
    days = sorted(days_from(laid, "7А")[1:7], key=lambda day: day.isoweekday() not in (THURSDAY, FRIDAY))
    lessons = (lesson for day in days for lesson in _of_class(laid, day) if not _is_class_hour(lesson))
    substitute, absent = User.get_by_id(laid.users[SUBSTITUTE]), laid.users[MATHS_OF_7A]
    return any(
        _done(laid, replace, lesson, substitute, reason="Ольга Павловна на курсах")
        for lesson in lessons
        if lesson.teacher_id == absent
    )


def _colleagues_stand_in(laid: Laid) -> None:
    """A teacher of Russian is ill on the next two days of lessons."""
    ill, department = laid.users[ILL_TEACHER], ILL_TEACHER.split("-")[0]
    keys = [key for key in laid.plan.staff if key.split("-")[0] == department and key != ILL_TEACHER]
    colleagues = [User.get_by_id(laid.users[key]) for key in keys]
    for lesson in list(
        Lesson.whole().where(Lesson.teacher == ill, Lesson.date.in_(days_from(laid, "7А")[:2]))
    ):
        any(_done(laid, replace, lesson, colleague, reason="Болезнь учителя") for colleague in colleagues)


def _move_one(laid: Laid) -> bool:
    """A day's last lesson goes to the end of the next day: no window comes of it."""
    reason = "Учитель на городской олимпиаде"
    for day, later in pairwise(days_from(laid, "7А")[2:7]):
        last, number = _of_class(laid, day)[-1], _of_class(laid, later)[-1].number + 1
        if last.group.whole_class_id and _done(laid, move, last, later, number, reason=reason):
            return True
    return False


def _cancel_last(laid: Laid) -> bool:
    """The last hour of a day of 7А does not take place, for both halves if it is theirs."""
    for day in days_from(laid, "7А")[3:8]:
        lessons = _of_class(laid, day)
        if len(lessons) > 2 and all(lesson.state != MOVED for lesson in lessons):
            last = [lesson for lesson in lessons if lesson.number == lessons[-1].number]
            return all(
                _done(laid, cancel, lesson, reason="Сокращённый день: педсовет", insist=True)
                for lesson in last
            )
    return False


def _other_room(laid: Laid) -> bool:
    """One lesson of 7А on the next day goes to a free room."""
    plain = {room.name for room in ROOMS if room.pool in PLAIN_ROOMS}
    rooms = list(Room.select().where(Room.school == laid.school, Room.name.in_(plain)).order_by(Room.name))
    for lesson in _of_class(laid, days_from(laid, "7А")[1]):
        usual = lesson.state != REPLACED and lesson.group.whole_class_id and not _is_class_hour(lesson)
        if usual and lesson.room and lesson.room.name in plain:
            others = (room for room in rooms if room.id != lesson.room_id)
            if any(_done(laid, change_room, lesson, room) for room in others):
                return True
    return False


def _done(laid: Laid, act: Callable[..., None], lesson: Lesson, *values: Any, **settings: Any) -> bool:
    """Whether the rules let the deputy head do it."""
    try:
        act(lesson, *values, version=lesson.version, by=viewer(laid, "gromova"), **settings)
    except Refused:
        return False
    return True


def _is_class_hour(lesson: Lesson) -> bool:
    return lesson.group.subject.name == CLASS_HOUR


def _of_class(laid: Laid, day: date) -> list[Lesson]:
    return list(Lesson.of_class(laid.classes["7А"], day, day))
