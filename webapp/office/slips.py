"""Temporary passwords on paper: shown once, right after they were issued, and kept nowhere."""

from flask import Response
from flask.typing import ResponseReturnValue

from webapp import clock, pages
from webapp.language import _
from webapp.office import directory
from webapp.office.forms import NothingForm
from webapp.people.issuing import Slip, draw, issue
from webapp.people.models import User
from webapp.people.viewer import me
from webapp.saving import Form, save
from webapp.school.models import School


def issue_and_show(
    users: list[User], school: School, *, back: str, address: str, form: Form | None = None
) -> ResponseReturnValue:
    """Issue passwords to the users and answer with the slips; a replay finds them issued already.

    Drawing and hashing stay outside the write transaction. back is the page that leads here.
    """
    drawn = draw(users)
    issued: list[Slip] = []

    def act() -> None:
        issued[:] = issue(drawn, by=me())

    shown_form = form or NothingForm()
    return save(
        shown_form,
        act,
        school=school.id,
        to=back,
        again=lambda status: _refused(shown_form, back, status),
        shown=lambda: _slips(issued, school, back, address),
    )


def _slips(issued: list[Slip], school: School, back: str, address: str) -> Response:
    rows = directory.rows([slip.user for slip in issued], school, clock.today(school))
    response = pages.page(
        "office/slips.html",
        title=_("Пароли для выдачи"),
        back=back,
        address=address,
        school=school,
        slips=list(zip(issued, rows, strict=True)),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _refused(form: Form, back: str, status: int) -> Response:
    return pages.page("office/refused.html", title=_("Пароль не выдан"), status=status, form=form, back=back)
