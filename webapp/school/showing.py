"""The pages of bells and year, with the forms of those who keep them."""

from datetime import date, timedelta

from flask import Response

from webapp import clock, pages
from webapp.language import _
from webapp.school.bells import bells_of
from webapp.school.calendar import calendar_of, grades_name, period_name
from webapp.school.forms import DaysOffForm, PeriodForm, ShortDaysForm
from webapp.school.models import School


def bells_page(school: School, status: int = 200, short_days: ShortDaysForm | None = None) -> Response:
    """When lessons begin and end. short_days is the form as it was refused."""
    today = clock.today(school)
    return pages.page(
        "school/bells.html",
        title=_("Звонки"),
        status=status,
        school=school,
        schemes=bells_of(school, today),
        today=today,
        form=short_days or ShortDaysForm(formdata=None),
    )


def calendar_page(
    school: School, status: int = 200, days_off: DaysOffForm | None = None, period: PeriodForm | None = None
) -> Response:
    """The academic year. days_off and period are the forms as they were refused."""
    today = clock.today(school)
    found = calendar_of(school, today)
    return pages.page(
        "school/calendar.html",
        title=_("Учебный год"),
        status=status,
        school=school,
        calendar=found,
        today=today,
        months=_months(found.year.starts, found.year.ends) if found else [],
        period_name=period_name,
        grades_name=grades_name,
        days_off_form=days_off or DaysOffForm(formdata=None),
        period_form=period or PeriodForm(formdata=None),
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
