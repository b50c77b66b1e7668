"""What stands in the way of a change of the timetable."""

from datetime import date

from webapp import clock
from webapp.changes.once import Refused
from webapp.language import _
from webapp.people.models import Role, User
from webapp.people.ties import current
from webapp.school.holidays import days_off
from webapp.school.models import AcademicYear, Room
from webapp.timetable.clashing import Hour, lesson_in_room, lesson_of_students, lesson_of_teacher
from webapp.timetable.models import Lesson
from webapp.words import dated, span


class Objection(Refused):
    """A refusal that the tick «всё равно» lifts."""


def named(lesson: Lesson) -> str:
    """A lesson in an objection: «1-й урок, Математика, 7А»."""
    subject, whom = lesson.taught_subject.name, lesson.group.whom
    return _("%(number)s-й урок, %(subject)s, %(whom)s", number=lesson.number, subject=subject, whom=whom)


def check_teacher(lesson: Lesson, teacher: User) -> None:
    """Refuse who does not teach at the school on that day. Raises Refused."""
    posts = Role.select().where(
        Role.user == teacher,
        Role.school == lesson.school_id,
        Role.kind.in_(("teacher", "deputy_head", "head")),
        current(Role, lesson.date),
    )
    if not posts.exists():
        raise Refused(_("Этот человек не ведёт уроков в школе. Выберите учителя из списка."), "teacher")


def check_school_day(lesson: Lesson, day: date) -> None:
    """Refuse a day that has passed, is off, or lies beyond the year. Raises Refused."""
    if day < clock.today(lesson.school):
        raise Refused(_("%(day)s уже прошло. Выберите день не раньше сегодняшнего.", day=dated(day)), "date")
    year = AcademicYear.at(lesson.school_id, day)
    if year and not year.starts <= day <= year.ends:
        first, last = dated(year.starts), dated(year.ends)
        raise Refused(_("Учебный год идёт с %(first)s по %(last)s.", first=first, last=last), "date")
    if day.isoweekday() == 7:
        raise Refused(_("%(day)s — воскресенье.", day=dated(day)), "date")
    if holiday := days_off(lesson.school_id, day, day).get(day):
        raise Refused(
            _(
                "%(day)s уроков нет: %(name)s, %(days)s.",
                day=dated(day),
                name=holiday.name,
                days=span(holiday.starts, holiday.ends),
            ),
            "date",
        )


def check_free(
    lesson: Lesson,
    hour: Hour,
    insist: bool,
    *,
    teacher: User | None = None,
    room: Room | None = None,
    students: bool = False,
) -> None:
    """Object where teacher, room or students have another lesson at that hour. Raises Objection."""
    if insist:
        return
    if students and (other := lesson_of_students(lesson.group, hour, besides=lesson.id)):
        raise Objection(_("У этих учеников в это время уже %(lesson)s.", lesson=named(other)), "number")
    if teacher and (other := lesson_of_teacher(teacher.id, hour, besides=lesson.id)):
        name = teacher.short_name
        raise Objection(
            _("%(name)s в это время ведёт: %(lesson)s.", name=name, lesson=named(other)), "teacher"
        )
    if room and (other := lesson_in_room(room.id, hour, besides=lesson.id)):
        raise Objection(
            _("Кабинет %(room)s в это время занят: %(lesson)s.", room=room.name, lesson=named(other)), "room"
        )
