"""What everybody at the school may look up: its bells and its year."""

from datetime import date, timedelta

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp import clock, pages
from webapp.changes.log import ANY_WEEK
from webapp.people.access import access, belongs_to_school
from webapp.school.bells import bells_of
from webapp.school.calendar import calendar_of, grades_name, period_name
from webapp.school.models import School

bp = Blueprint("school", __name__)


@bp.get("/schools/<int:school_id>/bells")
@access(belongs_to_school)
def bells(school: School) -> ResponseReturnValue:
    """When lessons begin and end, by shift and on short days."""
    today = clock.today(school)
    if answer := pages.unchanged([(school.scope, ANY_WEEK)], today):
        return answer
    return pages.page(
        "school/bells.html", title="Звонки", school=school, schemes=bells_of(school, today), today=today
    )


@bp.get("/schools/<int:school_id>/calendar")
@access(belongs_to_school)
def calendar(school: School) -> ResponseReturnValue:
    """The academic year: grading periods, breaks, public holidays, and where today stands."""
    today = clock.today(school)
    if answer := pages.unchanged([(school.scope, ANY_WEEK)], today):
        return answer
    found = calendar_of(school, today)
    return pages.page(
        "school/calendar.html",
        title="Учебный год",
        school=school,
        calendar=found,
        today=today,
        months=_months(found.year.starts, found.year.ends) if found else [],
        period_name=period_name,
        grades_name=grades_name,
    )


def _months(first: date, last: date) -> list[list[date | None]]:
    """The months from first to last, each as its days after the places that stay empty before the first."""
    found, month = [], first.replace(day=1)
    while month <= last:
        after = (month + timedelta(days=31)).replace(day=1)
        days = [month + timedelta(days=n) for n in range((after - month).days)]
        found.append([*[None] * month.weekday(), *days])
        month = after
    return found
