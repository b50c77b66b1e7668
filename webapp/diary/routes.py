"""The weekly diary and the calendar from which a week is picked."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from webapp import clock, pages, weeks
from webapp.diary.calendar import year_calendar
from webapp.diary.week import read_week
from webapp.people.access import access, reads_diary
from webapp.people.children import Child, head_of
from webapp.people.models import Student
from webapp.people.switching import heads
from webapp.people.viewer import me
from webapp.timetable import freshness

bp = Blueprint("diary", __name__)
# Weeks beyond these are nobody's; dates would overflow at the ends of the calendar.
_FIRST, _LAST = "1990-W01", "2100-W01"


@bp.get("/students/<int:student_id>/diary/")
@access(reads_diary)
def now(student: Student) -> ResponseReturnValue:
    """The present week; from Saturday noon by the school's clock the next one."""
    return week_page(head_of(student, me()), weeks.shown_week(clock.local(student.school)))


@bp.get("/students/<int:student_id>/diary/<week>")
@access(reads_diary)
def week(student: Student, week: str) -> ResponseReturnValue:
    """Any week, of past years too."""
    try:
        weeks.monday(week)
    except ValueError:
        abort(404)
    if not _FIRST < week < _LAST:
        abort(404)
    return week_page(head_of(student, me()), week)


def week_page(child: Child, week: str) -> ResponseReturnValue:
    """The answer with the child's week, or that it is unchanged."""
    student, days = child.student, weeks.days(week)
    classes = [f"class:{class_id}" for class_id in child.classes_between(days[0], days[-1])]
    scopes = freshness.of([student.scope, *classes, student.school.scope], week)
    if kept := pages.unchanged(scopes, week, clock.today(student.school), heads(child)):
        return kept
    return pages.page(
        "diary/week.html", title="Дневник", student=student, child=child, shown=read_week(child, week)
    )


@bp.get("/students/<int:student_id>/diary/calendar")
@access(reads_diary)
def calendar(student: Student) -> ResponseReturnValue:
    """The weeks of a year (`year` is its id), to pick one."""
    found = year_calendar(head_of(student, me()), request.args.get("year", type=int))
    if found is None:
        abort(404)
    return pages.page("diary/calendar.html", title="Календарь недель", student=student, calendar=found)
