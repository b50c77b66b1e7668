"""Breaks and other days off, for those who keep the calendar: lessons follow them."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from webapp import pages
from webapp.offline import online_only
from webapp.people.access import access, found, keeps_calendar
from webapp.people.viewer import me
from webapp.saving import save
from webapp.school.breaks import DaysOff
from webapp.school.forms import DaysOffForm, RemovalForm
from webapp.school.models import Holiday, School
from webapp.school.showing import calendar_page
from webapp.timetable import days_off
from webapp.timetable.blueprint import bp

with_network = online_only("Учебные дни меняют при связи: правила смотрят на нынешний календарь.")


def _back(school: School) -> str:
    return url_for("school.calendar", school_id=school.id, _anchor="holidays-title")


@bp.post("/schools/<int:school_id>/days-off")
@with_network
@access(keeps_calendar)
def add_days_off(school: School) -> ResponseReturnValue:
    """Write days off into the calendar and take their lessons off."""
    form = DaysOffForm()
    return save(
        form,
        lambda: days_off.add(school, form.wanted(), by=me()),
        school=school.id,
        to=_back(school),
        again=lambda status: calendar_page(school, status, days_off=form),
    )


def _page(
    school: School,
    holiday_id: int,
    form: DaysOffForm | None = None,
    status: int = 200,
    removal: RemovalForm | None = None,
) -> Response:
    holiday = found(Holiday.within(school), holiday_id)
    stands = DaysOff.of(holiday)
    return pages.page(
        "timetable/days_off.html",
        title=holiday.name,
        status=status,
        school=school,
        holiday=holiday,
        seen=stands.seen,
        form=form or DaysOffForm(formdata=None, data=stands._asdict()),
        removal=removal or RemovalForm(formdata=None),
    )


@bp.get("/schools/<int:school_id>/days-off/<int:holiday_id>")
@access(keeps_calendar)
def one_days_off(school: School, holiday_id: int) -> ResponseReturnValue:
    """A break or other days off to change."""
    return _page(school, holiday_id)


@bp.post("/schools/<int:school_id>/days-off/<int:holiday_id>")
@with_network
@access(keeps_calendar)
def change_days_off(school: School, holiday_id: int) -> ResponseReturnValue:
    """Other days or another name; lessons come and go with them."""
    holiday, form = found(Holiday.within(school), holiday_id), DaysOffForm()
    return save(
        form,
        lambda: days_off.change(holiday, form.wanted(), seen=form.seen.data or "", by=me()),
        school=school.id,
        to=_back(school),
        again=lambda status: _page(school, holiday_id, form, status),
    )


@bp.post("/schools/<int:school_id>/days-off/<int:holiday_id>/removal")
@with_network
@access(keeps_calendar)
def remove_days_off(school: School, holiday_id: int) -> ResponseReturnValue:
    """Make them school days again; sent again, it leads back to the year."""
    form = RemovalForm()
    return save(
        form,
        lambda: days_off.remove(school, holiday_id, seen=form.seen.data or "", by=me()),
        school=school.id,
        to=_back(school),
        again=lambda status: _page(school, holiday_id, status=status, removal=form),
    )
