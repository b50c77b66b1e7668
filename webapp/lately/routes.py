"""«Что нового»: what changed for the viewer's children since the viewer last looked."""

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from webapp import pages
from webapp.language import _
from webapp.lately.forms import LookForm
from webapp.lately.log import version
from webapp.lately.looking import look
from webapp.lately.news import news_of
from webapp.offline import kept
from webapp.people import children
from webapp.people.access import access, signed_in
from webapp.people.viewer import me
from webapp.saving import save

bp = Blueprint("lately", __name__)


@bp.get("/lately")
@access(signed_in)
def page() -> ResponseReturnValue:
    """The changes of the last days, those not read first; `before` (a change's id) goes on from there."""
    own = children.family(me())
    if own and (same := pages.unchanged([(own[0].student.scope, "*")], version(me(), own), _names())):
        return same
    return _page(LookForm(formdata=None))


@bp.post("/lately/read")
@access(signed_in)
@kept("user/looked", "Прочитано")
def read() -> ResponseReturnValue:
    """Read: everything that the page showed, and nothing that came after it was made."""
    form = LookForm()
    school = next((child.student.school_id for child in children.family(me())), -1)
    return save(
        form,
        lambda: look(made=form.instant, seen=form.ids, school=school, by=me()),
        school=school,
        to=url_for(".page"),
        again=lambda status: _page(form, status),
    )


def _page(form: LookForm, status: int = 200) -> Response:
    own = children.family(me())
    shown = news_of(me(), own, request.args.get("before", type=int)) if own else None
    return pages.page("lately/page.html", title=_("Что нового"), status=status, news=shown, form=form)


def _names() -> list[tuple[int, str, int]]:
    own = children.family(me())
    return [(child.student.id, child.student.user.given_name, child.student.colour) for child in own]
