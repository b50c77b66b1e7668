"""A family's schoolbag: what goes into it on a day, and what is packed already."""

import datetime as dt

from flask import Blueprint, Response, abort, url_for
from flask.typing import ResponseReturnValue

from webapp import clock, pages, weeks
from webapp.language import _
from webapp.offline import kept
from webapp.people.access import access, in_family, reads_diary
from webapp.people.children import head_of
from webapp.people.models import Student
from webapp.people.switching import heads
from webapp.people.viewer import me
from webapp.saving import save
from webapp.schoolbag.days import bag_of, next_school_day
from webapp.schoolbag.forms import PackingForm
from webapp.schoolbag.packing import put
from webapp.timetable import freshness

bp = Blueprint("schoolbag", __name__)


@bp.get("/students/<int:student_id>/bag/")
@access(reads_diary)
def next_day(student: Student) -> ResponseReturnValue:
    """The bag for tomorrow: the next day of lessons."""
    day = next_school_day(head_of(student, me()))
    return _page(student, day or clock.today(student.school) + dt.timedelta(days=1))


@bp.get("/students/<int:student_id>/bag/<date>")
@access(reads_diary)
def day(student: Student, date: str) -> ResponseReturnValue:
    """The bag of any day."""
    return _page(student, _day(date))


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        abort(404)
    if not 1990 < day.year < 2100:
        abort(404)
    return day


def _page(
    student: Student, day: dt.date, form: PackingForm | None = None, status: int = 200
) -> ResponseReturnValue:
    child = head_of(student, me())
    week = weeks.days(weeks.week_of(day))
    classes = [f"class:{class_id}" for class_id in child.classes_between(week[0], max(week[-1], day))]
    # The days of lessons beside this one may lie in the weeks beside it.
    near = [weeks.shifted(weeks.week_of(day), by) for by in (-1, 0, 1)]
    scopes = freshness.of([student.scope, *classes, student.school.scope], *near)
    if not form and (kept := pages.unchanged(scopes, day, clock.today(student.school), heads(child))):
        return kept
    return _rendered("schoolbag/day.html", student, day, form, status)


def _rendered(
    template: str, student: Student, day: dt.date, form: PackingForm | None, status: int
) -> Response:
    child = head_of(student, me())
    shown = bag_of(child, day)
    context = {"student": student, "child": child, "shown": shown, "bag": shown.bag, "form": form}
    context["today"] = clock.today(student.school)
    if template == "schoolbag/day.html":
        return pages.page(template, title=_("Портфель"), status=status, **context)
    return pages.fragment(template, status, **context)


@bp.post("/students/<int:student_id>/bag/<date>/<int:item_id>")
@kept("student/{student_id}/bag/{date}/{item_id}", "Портфель")
@access(in_family)
def pack(student: Student, date: str, item_id: int) -> ResponseReturnValue:
    """Say what became of an item: `state` is needed, packed, at_school or shared."""
    form, day = PackingForm(), _day(date)

    def again(status: int) -> Response:
        name = "schoolbag/_contents.html" if pages.wants_piece() else "schoolbag/day.html"
        return _rendered(name, student, day, form, status)

    return save(
        form,
        lambda: put(student, day, item_id, form.state.data or "", by=me()),
        school=student.school_id,
        to=url_for("schoolbag.day", student_id=student.id, date=day),
        again=again,
        piece=lambda ids: _rendered("schoolbag/_contents.html", student, day, None, 200),
    )
