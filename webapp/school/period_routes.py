"""Grading periods, for those who keep the calendar."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from webapp import pages
from webapp.offline import online_only
from webapp.people.access import access, found, keeps_calendar
from webapp.people.viewer import me
from webapp.saving import save
from webapp.school import periods
from webapp.school.blueprint import bp
from webapp.school.calendar import period_name
from webapp.school.forms import PeriodForm, RemovalForm
from webapp.school.models import Period, School
from webapp.school.showing import calendar_page

with_network = online_only("Учебные дни меняют при связи: правила смотрят на нынешний календарь.")


def _back(school: School) -> str:
    return url_for("school.calendar", school_id=school.id, _anchor="periods-title")


@bp.post("/schools/<int:school_id>/periods")
@with_network
@access(keeps_calendar)
def add_period(school: School) -> ResponseReturnValue:
    """Write a new quarter, trimester or half-year down."""
    form = PeriodForm()
    return save(
        form,
        lambda: periods.add(school, form.wanted(), by=me().id),
        school=school.id,
        to=_back(school),
        again=lambda status: calendar_page(school, status, period=form),
    )


def _page(school: School, period_id: int, form: PeriodForm | None = None, status: int = 200) -> Response:
    period = found(Period.within(school), period_id)
    stands = periods.Wanted.of(period)
    return pages.page(
        "school/period.html",
        title=period_name(period),
        status=status,
        school=school,
        period=period,
        seen=stands.seen,
        form=form or PeriodForm(formdata=None, data=stands._asdict()),
    )


@bp.get("/schools/<int:school_id>/periods/<int:period_id>")
@access(keeps_calendar)
def period(school: School, period_id: int) -> ResponseReturnValue:
    """A grading period to correct."""
    return _page(school, period_id)


@bp.post("/schools/<int:school_id>/periods/<int:period_id>")
@with_network
@access(keeps_calendar)
def change_period(school: School, period_id: int) -> ResponseReturnValue:
    """Correct a grading period."""
    period, form = found(Period.within(school), period_id), PeriodForm()
    return save(
        form,
        lambda: periods.change(school, period, form.wanted(), seen=form.seen.data or "", by=me().id),
        school=school.id,
        to=_back(school),
        again=lambda status: _page(school, period_id, form, status),
    )


@bp.post("/schools/<int:school_id>/periods/<int:period_id>/removal")
@with_network
@access(keeps_calendar)
def remove_period(school: School, period_id: int) -> ResponseReturnValue:
    """Remove a grading period; sent again, it leads back to the year."""
    form = RemovalForm()
    return save(
        form,
        lambda: periods.remove(school, period_id, seen=form.seen.data or "", by=me().id),
        school=school.id,
        to=_back(school),
        again=lambda status: _page(school, period_id, status=status),
    )
