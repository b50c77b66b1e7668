"""A family's homework: the list, and the student's own tick."""

from datetime import date, timedelta

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock, pages, weeks
from webapp.homework.access import ticks_own
from webapp.homework.forms import DoneForm
from webapp.homework.listing import chosen, due_days, load_of
from webapp.homework.models import Homework
from webapp.homework.reading import due_between
from webapp.homework.ticking import tick
from webapp.language import _
from webapp.offline import kept
from webapp.people.access import access, reads_diary
from webapp.people.children import head_of
from webapp.people.models import Student
from webapp.people.switching import came_from, heads
from webapp.people.viewer import me
from webapp.saving import save
from webapp.school.models import Period
from webapp.timetable import freshness

bp = Blueprint("homework", __name__)


@bp.get("/students/<int:student_id>/homework/")
@access(reads_diary)
def listing(student: Student) -> ResponseReturnValue:
    """Homework by days: `from`, `to` (dates), `subject` (its id)."""
    return _listing(student)


def _listing(student: Student, form: DoneForm | None = None, status: int = 200) -> Response:
    child, today = head_of(student, me()), clock.today(student.school)
    days = chosen(_day("from"), _day("to"), request.args.get("subject", type=int), today)
    classes = [f"class:{class_id}" for class_id in child.classes_between(days.first, days.last)]
    scopes = freshness.of([student.scope, *classes, student.school.scope], *days.weeks())
    if not form and (kept := pages.unchanged(scopes, today, heads(child))):
        return kept
    found, subjects = due_days(student, days)
    return pages.page(
        "homework/listing.html",
        title=_("Задания"),
        status=status,
        student=student,
        child=child,
        days=days,
        due=found,
        load=load_of(found),
        subjects=subjects,
        spans=_spans(student, today, child.stay_on(today)),
        form=form,
    )


def _day(name: str) -> date | None:
    """A date of the query; what is no date counts as not given."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _spans(student: Student, today: date, stay: object) -> list[tuple[str, date, date]]:
    """Days that are asked for by a name: (name, first, last)."""
    week = weeks.days(weeks.week_of(today))
    spans = [
        ("ahead", today, today + timedelta(days=13)),
        ("this_week", week[0], week[-1]),
        ("next_week", week[0] + timedelta(weeks=1), week[-1] + timedelta(weeks=1)),
    ]
    period = Period.of(student.school, today, getattr(stay, "grade", 1))
    return [*spans, (period.kind, period.starts, period.ends)] if period else spans


@bp.post("/homework/<int:homework_id>/students/<int:student_id>/done")
@kept("homework/{homework_id}/student/{student_id}", "Задание сделано")
@access(ticks_own)
def done(student: Student, homework: Homework) -> ResponseReturnValue:
    """Tick homework, or take the tick back; `done` is the wanted state."""
    form = DoneForm()
    day = {"from": homework.due, "to": homework.due}
    return save(
        form,
        lambda: tick(homework, student, form.done.data == "1", by=me()),
        school=student.school_id,
        to=came_from(url_for("homework.listing", student_id=student.id, **day)),
        again=lambda status: _refused(student, homework, form, status),
        piece=lambda ids: _tick(student, homework),
    )


def _refused(student: Student, homework: Homework, form: DoneForm, status: int) -> Response:
    if pages.wants_piece():
        return _tick(student, homework, form, status)
    return _listing(student, form, status)


def _tick(student: Student, homework: Homework, form: DoneForm | None = None, status: int = 200) -> Response:
    due = [one for one in due_between(student.id, homework.due, homework.due) if one.id == homework.id]
    child = head_of(student, me())
    return pages.fragment(
        "homework/_tick.html", status, student=student, child=child, homework=next(iter(due), None), form=form
    )
