"""The timetable of a student, a class, a teacher, a room, week by week."""

from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from webapp import clock, pages, weeks
from webapp.language import _
from webapp.people.access import access, reads_diary, sees_class
from webapp.people.children import head_of
from webapp.people.models import SchoolClass, Student, User
from webapp.people.switching import heads
from webapp.people.viewer import me
from webapp.school.models import Room, School
from webapp.timetable import bell_routes, change_routes, days_off_routes, freshness
from webapp.timetable.access import sees_room, sees_teacher
from webapp.timetable.blueprint import bp
from webapp.timetable.models import Lesson
from webapp.timetable.week import classes_of, laid

__all__ = ["bell_routes", "bp", "change_routes", "days_off_routes"]


def _week(asked: str | None, school: School) -> str:
    """The week that the URL names, or the one that a diary opens on. Raises NotFound."""
    if asked is None:
        return weeks.shown_week(clock.local(school))
    try:
        weeks.monday(asked)
    except ValueError:
        raise NotFound from None
    return asked


def _page(title: str, school: School, week: str, lessons: list[Lesson], **context: Any) -> Response:
    arguments = {**(request.view_args or {}), "week": week}
    classes = classes_of(lesson.group_id for lesson in lessons) if context.pop("of_many", False) else None

    def at(other: str) -> str:
        return url_for(str(request.endpoint), **{**arguments, "week": other})

    return pages.page(
        "timetable/week.html",
        title=title,
        school=school,
        week=week,
        at=at,
        now=weeks.shown_week(clock.local(school)),
        today=clock.today(school),
        classes=classes,
        days=laid(school, week, lessons, classes),
        **context,
    )


@bp.get("/students/<int:student_id>/timetable/", defaults={"week": None})
@bp.get("/students/<int:student_id>/timetable/<week>")
@access(reads_diary)
def student_week(student: Student, week: str | None) -> ResponseReturnValue:
    """A student's lessons, in own groups only."""
    week = _week(week, student.school)
    first, last = weeks.days(week)[0], weeks.days(week)[-1]
    child = head_of(student, me())
    classes = [f"class:{class_id}" for class_id in child.classes_between(first, last)]
    scopes = freshness.of([student.scope, student.school.scope, *classes], week)
    if answer := pages.unchanged(scopes, clock.today(student.school), week, heads(child)):
        return answer
    lessons, stay = list(Lesson.of_student(student, first, last)), child.stay_on(last)
    return _page(
        _("Расписание"),
        student.school,
        week,
        lessons,
        whose="student",
        student=student,
        child_class=stay.class_id if stay else None,
    )


@bp.get("/classes/<int:class_id>/timetable/", defaults={"week": None})
@bp.get("/classes/<int:class_id>/timetable/<week>")
@access(sees_class)
def class_week(school_class: SchoolClass, week: str | None) -> ResponseReturnValue:
    """A class's lessons, parallel groups side by side."""
    school = school_class.school
    week = _week(week, school)
    if answer := pages.unchanged(
        freshness.of([school_class.scope, school.scope], week), clock.today(school), week
    ):
        return answer
    first, last = weeks.days(week)[0], weeks.days(week)[-1]
    lessons = list(Lesson.of_class(school_class.id, first, last))
    title = _("Расписание %(name)s", name=school_class.name)
    return _page(title, school, week, lessons, whose="class")


@bp.get("/teachers/<int:user_id>/timetable/", defaults={"week": None})
@bp.get("/teachers/<int:user_id>/timetable/<week>")
@access(sees_teacher)
def teacher_week(teacher: User, school: School, week: str | None) -> ResponseReturnValue:
    """A teacher's lessons, substitutions among them, at the school that the viewer belongs to."""
    week = _week(week, school)
    scopes = freshness.of([f"teacher:{teacher.id}", school.scope], week)
    if answer := pages.unchanged(scopes, clock.today(school), week):
        return answer
    first, *_, last = weeks.days(week)
    lessons = [x for x in Lesson.of_teacher(teacher.id, first, last) if x.school_id == school.id]
    return _page(teacher.short_name, school, week, lessons, whose="teacher", of_many=True)


@bp.get("/rooms/<int:room_id>/timetable/", defaults={"week": None})
@bp.get("/rooms/<int:room_id>/timetable/<week>")
@access(sees_room)
def room_week(room: Room, week: str | None) -> ResponseReturnValue:
    """The lessons that are held in a room."""
    week = _week(week, room.school)
    if answer := pages.unchanged(
        freshness.of([room.scope, room.school.scope], week), clock.today(room.school), week
    ):
        return answer
    first, last = weeks.days(week)[0], weeks.days(week)[-1]
    lessons = list(Lesson.of_room(room.id, first, last))
    title = _("Кабинет %(name)s", name=room.name)
    return _page(title, room.school, week, lessons, whose="room", of_many=True)
