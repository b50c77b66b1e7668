"""The language of the interface, switched on any page by whoever reads it, signed in or not."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from flask import Response, current_app, redirect
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import StringField
from wtforms.validators import AnyOf

from webapp import pages, receipts
from webapp.changes.log import raise_versions
from webapp.changes.once import Busy, Outcome, once
from webapp.language import LANGUAGES, _, lazy
from webapp.offline import online_only
from webapp.people.access import access, anyone
from webapp.people.asked_for import came_from
from webapp.people.blueprint import bp
from webapp.people.languages import choose_language
from webapp.saving import Form, busy


class LanguageForm(Form):
    """A code of LANGUAGES."""

    language = StringField(validators=[AnyOf(list(LANGUAGES), lazy("Выберите из списка."))])


@bp.post("/language")
@online_only("Язык меняют при связи: все сохранённые страницы должны прийти на новом.")
@access(anyone)
def speak() -> ResponseReturnValue:
    """Speak the language from the next page on, and go back to the page that was read.

    A cookie holds it for who is not signed in, and for the sign-in page afterwards. The form stands on every
    page: without scripts it has no key, which would cost each a query; to choose twice is to choose once.
    """
    form = LanguageForm()
    code = form.language.data or ""
    if not form.validate():
        return _refused()
    if current_user.is_authenticated:
        try:
            once(
                current_user.id, receipts.key() or uuid4().hex, receipts.payload(), _choice_of(code), school=0
            )
        except Busy:
            return busy()
    response = redirect(came_from(), 303)
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(
        "language", code, max_age=timedelta(days=400), secure=secure, httponly=True, samesite="Lax"
    )
    return response


def _choice_of(code: str) -> Callable[[], Outcome]:
    def effect() -> Outcome:
        choose_language(code, by=current_user.id)
        raise_versions([f"user:{current_user.id}"])
        return Outcome("/", {})

    return effect


def _refused() -> Response:
    text = _("Такого языка нет. Выберите из списка.")
    return pages.page("shared/problem.html", title=_("Язык"), status=422, heading=_("Язык"), text=text)
