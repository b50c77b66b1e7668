"""The room's blueprint, and the form page that several of its routes answer with."""

from datetime import date

from flask import Blueprint, Response, request

from webapp import clock, pages
from webapp.absence.forms import CallForm, NoticeForm
from webapp.absence.models import AbsenceNotice
from webapp.absence.picking import picker
from webapp.language import _
from webapp.people.models import Student

bp = Blueprint("absence", __name__)


def asked_day(name: str) -> date | None:
    """The day in the query, as `2026-11-18` or `2026-11`; None for none or nonsense."""
    text = request.args.get(name, "")
    try:
        return date.fromisoformat(f"{text}-01" if len(text) == 7 else text)
    except ValueError:
        return None


def form_page(
    student: Student, form: NoticeForm, action: str, status: int = 200, notice: AbsenceNotice | None = None
) -> Response:
    """The form with the calendar to pick days from; notice is the one that is changed."""
    at_school, today = isinstance(form, CallForm), clock.today(student.school)
    picks = picker(
        student,
        today,
        list(AbsenceNotice.of_student(student)),
        shown=notice.starts if notice else None,
        at_school=at_school,
        besides=notice.id if notice else 0,
    )
    if request.method == "GET" and notice is None:
        form.starts.data = asked_day("from") or picks.first_choice
        form.ends.data = asked_day("to") or form.starts.data
    return pages.page(
        "absence/form.html",
        title=_("Отсутствие"),
        heading=_("Изменить уведомление") if notice else _("Сообщить об отсутствии"),
        status=status,
        student=student,
        form=form,
        action=action,
        picks=picks,
        today=today,
        pending=asked_day("from") if not asked_day("to") else None,
        notice=notice,
        at_school=at_school,
    )
