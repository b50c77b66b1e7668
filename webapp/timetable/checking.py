"""What stands in the way of a change of the timetable."""

from datetime import date

from webapp import clock
from webapp.changes.once import Refused
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
    return f"{lesson.number}-й урок, {lesson.taught_subject.name}, {lesson.group.whom}"


def check_teacher(lesson: Lesson, teacher: User) -> None:
    """Refuse who does not teach at the school on that day. Raises Refused."""
    posts = Role.select().where(
        Role.user == teacher,
        Role.school == lesson.school_id,
        Role.kind.in_(("teacher", "deputy_head", "head")),
        current(Role, lesson.date),
    )
    if not posts.exists():
        raise Refused("Этот человек не ведёт уроков в школе. Выберите учителя из списка.", "teacher")


def check_school_day(lesson: Lesson, day: date) -> None:
    """Refuse a day that has passed, is off, or lies beyond the year. Raises Refused."""
    if day < clock.today(lesson.school):
        raise Refused(f"{dated(day)} уже прошло. Выберите день не раньше сегодняшнего.", "date")
    year = AcademicYear.at(lesson.school_id, day)
    if year and not year.starts <= day <= year.ends:
        raise Refused(f"Учебный год идёт с {dated(year.starts)} по {dated(year.ends)}.", "date")
    if day.isoweekday() == 7:
        raise Refused(f"{dated(day)} — воскресенье.", "date")
    if holiday := days_off(lesson.school_id, day, day).get(day):
        raise Refused(
            f"{dated(day)} уроков нет: {holiday.name}, {span(holiday.starts, holiday.ends)}.", "date"
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
        raise Objection(f"У этих учеников в это время уже {named(other)}.", "number")
    if teacher and (other := lesson_of_teacher(teacher.id, hour, besides=lesson.id)):
        raise Objection(f"{teacher.short_name} в это время ведёт: {named(other)}.", "teacher")
    if room and (other := lesson_in_room(room.id, hour, besides=lesson.id)):
        raise Objection(f"Кабинет {room.name} в это время занят: {named(other)}.", "room")
