"""«Вид»: how Zvonok looks to who is signed in."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from webapp import pages
from webapp.language import _
from webapp.offline import online_only
from webapp.people.access import access, signed_in
from webapp.people.blueprint import bp
from webapp.people.forms import LookForm
from webapp.people.looks import AS_SYSTEM, FOR_LOW_VISION, Look, choose_look
from webapp.people.viewer import me
from webapp.saving import save


def _look_page(form: LookForm, status: int = 200) -> Response:
    at_once = AS_SYSTEM if me().look == FOR_LOW_VISION else FOR_LOW_VISION
    return pages.page("people/look.html", title=_("Вид"), status=status, form=form, at_once=at_once)


@bp.get("/look")
@access(signed_in)
def look() -> ResponseReturnValue:
    """The form to choose theme, size of type, spacing and pictures."""
    return _look_page(LookForm(formdata=None, data=me().look._asdict()))


@bp.post("/look")
@online_only("Вид меняют при связи: все сохранённые страницы должны прийти в новом виде.")
@access(signed_in)
def choose() -> ResponseReturnValue:
    """Keep the look that was chosen; the next page has it already."""
    form = LookForm()
    return save(
        form,
        lambda: choose_look(Look(**form.values()), by=me().id),
        school=0,
        to=url_for(".look"),
        again=lambda status: _look_page(form, status),
    )
