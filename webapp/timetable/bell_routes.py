"""Bells, for those who keep them: the times of lessons follow."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock, pages
from webapp.changes.once import Refused
from webapp.language import _
from webapp.offline import online_only
from webapp.people.access import access, found, keeps_calendar
from webapp.people.viewer import me
from webapp.saving import save
from webapp.school.forms import SchemeForm, ShortDaysForm, UsualForm
from webapp.school.models import BellScheme, School
from webapp.school.schemes import seen_of
from webapp.school.showing import bells_page
from webapp.timetable import belling
from webapp.timetable.blueprint import bp

with_network = online_only("Расписание звонков меняют при связи: сразу видно, какие уроки сдвинутся.")


def _back(school: School) -> str:
    return url_for("school.bells", school_id=school.id)


def _page(school: School, form: SchemeForm, scheme: BellScheme | None = None, status: int = 200) -> Response:
    return pages.page(
        "timetable/bell_scheme.html",
        title=scheme.name if scheme else _("Новый набор звонков"),
        status=status,
        school=school,
        scheme=scheme,
        seen=seen_of(scheme) if scheme else "",
        today=clock.today(school),
        form=form,
    )


@bp.get("/schools/<int:school_id>/bells/new")
@access(keeps_calendar)
def new_bells(school: School) -> ResponseReturnValue:
    """A new set of bells; those of the set that `like` names are to start from."""
    form, like = SchemeForm(formdata=None), request.args.get("like", type=int)
    model = found(BellScheme.within(school), like) if like else None
    if model:
        form.shift.data = model.shift
    form.lay(belling.in_order(model) if model else [])
    return _page(school, form)


@bp.post("/schools/<int:school_id>/bells/new")
@with_network
@access(keeps_calendar)
def add_bells(school: School) -> ResponseReturnValue:
    """Write the new set down."""
    form = SchemeForm()
    return save(
        form,
        lambda: belling.add_scheme(school, form.title(), form.shift.data, form.rings(), by=me()),
        school=school.id,
        to=_back(school) + "#scheme-{scheme}",
        again=lambda status: _page(school, form, status=status),
    )


@bp.get("/schools/<int:school_id>/bells/<int:scheme_id>")
@access(keeps_calendar)
def edit_bells(school: School, scheme_id: int) -> ResponseReturnValue:
    """A set of bells as a table to correct."""
    scheme = found(BellScheme.within(school), scheme_id)
    form = SchemeForm(formdata=None, name=scheme.name, shift=scheme.shift, from_date=clock.today(school))
    form.lay(belling.in_order(scheme))
    return _page(school, form, scheme)


@bp.post("/schools/<int:school_id>/bells/<int:scheme_id>")
@with_network
@access(keeps_calendar)
def change_bells(school: School, scheme_id: int) -> ResponseReturnValue:
    """Ring by the corrected bells."""
    scheme, form = found(BellScheme.within(school), scheme_id), SchemeForm()
    return save(
        form,
        lambda: belling.change_scheme(
            scheme, form.title(), form.rings(), form.from_date.data, seen=form.seen.data or "", by=me()
        ),
        school=school.id,
        to=f"{_back(school)}#scheme-{scheme.id}",
        again=lambda status: _page(school, form, scheme, status),
    )


@bp.post("/schools/<int:school_id>/bell-days")
@with_network
@access(keeps_calendar)
def add_bell_days(school: School) -> ResponseReturnValue:
    """Days on which a shift rings by another set."""
    form = ShortDaysForm()

    def act() -> dict[str, int]:
        scheme = belling.scheme_of(school, form.scheme.data)
        if scheme is None or form.starts.data is None:
            raise Refused(_("Выберите набор звонков из списка."), "scheme")
        return belling.ring_on(scheme, form.starts.data, form.ends.data or form.starts.data, by=me())

    return save(
        form, act, school=school.id, to=_back(school), again=lambda status: bells_page(school, status, form)
    )


@bp.post("/schools/<int:school_id>/bells/<int:scheme_id>/usual")
@with_network
@access(keeps_calendar)
def ring_as_usual(school: School, scheme_id: int) -> ResponseReturnValue:
    """The day rings as usual again."""
    scheme, form = found(BellScheme.within(school), scheme_id), UsualForm()

    def act() -> None:
        assert form.date.data
        belling.ring_as_usual(scheme, form.date.data, by=me())

    return save(
        form, act, school=school.id, to=_back(school), again=lambda status: bells_page(school, status)
    )
