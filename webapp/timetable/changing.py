"""One dated lesson changes: another teacher, another time, another room, not at all, or as it was planned."""

from collections.abc import Callable
from datetime import date
from typing import Any

from webapp import clock, weeks
from webapp.changes.once import Conflict, Refused
from webapp.language import _
from webapp.people.models import GroupTeacher, Role, User
from webapp.people.ties import current
from webapp.people.viewer import Viewer
from webapp.school.models import Room, Subject
from webapp.timetable import reasons
from webapp.timetable.checking import Objection, check_free, check_school_day, check_teacher
from webapp.timetable.clashing import Hour
from webapp.timetable.models import CANCELLED, MOVED, PLANNED, REPLACED, Lesson
from webapp.timetable.ringing import rings
from webapp.timetable.telling import tell, values
from webapp.timetable.withdrawing import is_held

TEACHING = ("teacher", "deputy_head", "head")
# Rooms to the right add what follows a moved lesson, such as the homework due for it.
after_move: list[Callable[[Lesson], None]] = []


def replace(
    lesson: Lesson,
    teacher: User,
    *,
    subject: Subject | None = None,
    reason: str,
    version: int,
    insist: bool = False,
    by: Viewer,
) -> None:
    """Another teacher gives the lesson, the same subject or another one.

    Raises Conflict when version is not the lesson's; Refused beside `teacher`, `subject` or `reason`;
    Objection, which insist lifts, for a lesson that has passed and a teacher who is busy then.
    """
    lesson = _opened(lesson)
    other = subject if subject and subject.id != lesson.group.subject_id else None
    wanted = dict(teacher_id=teacher.id, subject_id=other.id if other else None, reason=_reason(reason))
    if lesson.state == REPLACED and _stands(lesson, wanted):
        return
    _check_open(lesson, version, insist)
    if lesson.is_cancelled:
        raise Refused(_("Урок отменён. Сначала верните его в расписание."))
    if other and other.school_id != lesson.school_id:
        raise Refused(_("Такого предмета в школе нет."), "subject")
    if teacher.id == lesson.teacher_id and lesson.subject_id == wanted["subject_id"]:
        raise Refused(_("Этот учитель и так ведёт урок. Выберите, кто его заменит."), "teacher")
    check_teacher(lesson, teacher)
    check_free(lesson, Hour.of(lesson), insist, teacher=teacher)
    own = teacher.id == _first_teacher(lesson) and other is None
    state = _planned_state(lesson) if own else REPLACED
    _write(lesson, "lesson.replaced", by, state=state, **wanted)


def move(
    lesson: Lesson, day: date, number: int, *, reason: str, version: int, insist: bool = False, by: Viewer
) -> None:
    """The lesson is held on another day or as another number of the day; where it stood first is kept.

    Raises as replace() does, beside `date`, `number` or `reason`; Objection also for students and the room.
    """
    lesson = _opened(lesson)
    if (lesson.date, lesson.number) == (day, number) and lesson.moved_date:
        return
    _check_open(lesson, version, insist)
    if lesson.is_cancelled:
        raise Refused(_("Урок отменён. Сначала верните его в расписание."))
    if (lesson.date, lesson.number) == (day, number):
        raise Refused(_("Урок и так стоит здесь. Выберите другой день или номер."), "number")
    check_school_day(lesson, day)
    hour = rings(lesson.group, day, number)
    if hour is None:
        raise Refused(
            _("Когда начинается %(number)s-й урок, школа не указала. Выберите другой номер.", number=number),
            "number",
        )
    check_free(lesson, Hour(day, *hour), insist, teacher=lesson.teacher, room=lesson.room, students=True)
    first = (lesson.moved_date or lesson.date, lesson.moved_number or lesson.number)
    back = (day, number) == first
    _write(
        lesson, "lesson.moved", by,
        date=day, week=weeks.week_of(day), number=number, starts_at=hour[0], ends_at=hour[1],
        moved_date=None if back else first[0], moved_number=None if back else first[1],
        state=REPLACED if lesson.state == REPLACED else (PLANNED if back else MOVED),
        reason=_reason(reason),
    )  # fmt: skip


def change_room(lesson: Lesson, room: Room, *, version: int, insist: bool = False, by: Viewer) -> None:
    """The lesson is held in another room. Raises as replace() does, beside `room`."""
    lesson = _opened(lesson)
    if lesson.room_id == room.id:
        return
    _check_open(lesson, version, insist)
    if room.school_id != lesson.school_id:
        raise Refused(_("Такого кабинета в школе нет."), "room")
    check_free(lesson, Hour.of(lesson), insist, room=room)
    _write(lesson, "lesson.room_changed", by, room_id=room.id)


def cancel(lesson: Lesson, *, reason: str, version: int, insist: bool = False, by: Viewer) -> None:
    """The lesson is not held. Raises as replace() does; Objection also where something is entered in it."""
    lesson = _opened(lesson)
    if lesson.is_cancelled:
        return
    _check_open(lesson, version, insist)
    text = _reason(reason)
    if not text:
        raise Refused(_("Напишите, почему урок отменён: это прочтут семьи."), "reason")
    if not insist and Lesson.select().where(Lesson.id == lesson.id, is_held()).exists():
        raise Objection(_("К уроку уже есть записи: задание, оценки или отметки. Они останутся при нём."))
    _write(lesson, "lesson.cancelled", by, state=CANCELLED, reason=text)


def restore(lesson: Lesson, *, version: int, insist: bool = False, by: Viewer) -> None:
    """The lesson as the pattern has it: its day, number, room, teacher and subject. Raises as move() does."""
    lesson = _opened(lesson)
    slot, day = lesson.slot, lesson.moved_date or lesson.date
    number = lesson.moved_number or lesson.number
    if lesson.state == PLANNED and (not slot or lesson.room_id == slot.room_id):
        return
    _check_open(lesson, version, insist)
    if lesson.moved_date:
        check_school_day(lesson, day)
    hour = rings(lesson.group, day, number) or (lesson.starts_at, lesson.ends_at)
    teacher = User.get_or_none(id=_first_teacher(lesson) or lesson.teacher_id)
    room = slot.room if slot else lesson.room
    check_free(lesson, Hour(day, *hour), insist, teacher=teacher, room=room, students=True)
    _write(
        lesson, "lesson.restored", by,
        date=day, week=weeks.week_of(day), number=number, starts_at=hour[0], ends_at=hour[1],
        moved_date=None, moved_number=None, state=PLANNED, reason="", subject_id=None,
        teacher_id=teacher.id if teacher else None, room_id=room.id if room else None,
    )  # fmt: skip


def teachers_of(school_id: int, day: date) -> list[User]:
    """Who may give lessons at the school on the day, by name."""
    posts = Role.select(Role.user).where(
        Role.school == school_id, Role.kind.in_(TEACHING), current(Role, day)
    )
    return list(User.select().where(User.id.in_(posts)).order_by(User.folded, User.id))


def _opened(lesson: Lesson) -> Lesson:
    """As it is within this transaction."""
    return Lesson.whole().where(Lesson.id == lesson.id).get()


def _check_open(lesson: Lesson, version: int, insist: bool) -> None:
    if lesson.version != version:
        raise Conflict(_("Урок тем временем изменили. Ниже — как он стоит сейчас; проверьте и повторите."))
    if not insist and lesson.date < clock.today(lesson.school):
        raise Objection(_("Этот урок уже прошёл."))


def _reason(text: str) -> str:
    if len(text.strip()) > 200:
        raise Refused(_("Причина — не длиннее 200 знаков."), "reason")
    return reasons.kept(text.strip())


def _stands(lesson: Lesson, wanted: dict[str, Any]) -> bool:
    return all(getattr(lesson, name) == value for name, value in wanted.items())


def _planned_state(lesson: Lesson) -> str:
    return MOVED if lesson.moved_date else PLANNED


def _first_teacher(lesson: Lesson) -> int | None:
    links = GroupTeacher.select().where(GroupTeacher.group == lesson.group_id)
    link = links.order_by(GroupTeacher.position, GroupTeacher.id).first()
    return link.teacher_id if link else None


def _write(lesson: Lesson, kind: str, by: Viewer, **fields: Any) -> None:
    before, scopes, week = values(lesson), lesson.scopes(), lesson.week
    Lesson.update(**fields, version=Lesson.version + 1).where(Lesson.id == lesson.id).execute()
    changed = _opened(lesson)
    tell(kind, changed, before, week, scopes, by=by)
    if (changed.date, changed.number) != (before["date"], before["number"]):
        for follow in after_move:
            follow(changed)
