"""From a posted form to an act that takes effect once, and back to a page."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask import Response, current_app, g, redirect, session
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.exceptions import BadRequest
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta

from webapp import language, offline, pages, receipts
from webapp.changes.log import raise_versions
from webapp.changes.models import Version
from webapp.changes.once import Busy, Conflict, KeyReused, Outcome, Refused, once
from webapp.language import _, lazy
from webapp.receipts import Trouble

Act = Callable[[], Mapping[str, int | str] | None]
Piece = Callable[[Any], Response]
REUSED = lazy("Эта форма уже была отправлена с другим содержанием. Проверьте и отправьте ещё раз.")


class Form(FlaskForm):
    """The base of every form. The token stands in the page's <noscript> or in a header, never in a field."""

    class Meta:
        csrf = False

        @property
        def locales(self) -> tuple[str, ...]:  # type: ignore[override]
            """The reader's language."""
            return (language.current(),)

        def get_translations(self, form: BaseForm) -> Any:
            """WTForms' own words in it: «Некорректный вариант»."""
            return DefaultMeta.get_translations(self, form)  # type: ignore[arg-type]

    def refuse(self, refusal: Refused) -> None:
        """Put a rule's refusal beside its field, or above the form."""
        field = self._fields.get(refusal.field or "")
        if field is None:
            self.form_errors.append(refusal.message)
        else:
            field.errors = [*field.errors, refusal.message]

    def troubles(self) -> Iterator[Trouble]:
        """What is wrong, for an answer in JSON."""
        for name, texts in self.errors.items():
            label = str(self._fields[name].label.text) if name in self._fields else ""
            yield from (Trouble(name, label, str(text)) for text in texts)

    def values(self) -> dict[str, Any]:
        """The fields' values by name."""
        return {name: field.data for name, field in self._fields.items()}


def sent_key() -> str:
    """The key of this write, from the header or the field. Raises BadRequest when there is none."""
    if not (key := receipts.key()):
        raise BadRequest(_("Форма пришла без ключа. Откройте страницу заново и отправьте ещё раз."))
    return key


def form_key(url: str) -> str:
    """The key for a form of a full page, used where there is no JavaScript.

    An HMAC of session, URL and the viewer's last write: a cached page sends the same key twice, a page made
    after a write has another one.
    """
    if "seed" not in session:
        session["seed"] = secrets.token_hex(8)
    if "own_version" not in g:
        row = Version.get_or_none(scope=f"user:{current_user.id}", week="*")
        g.own_version = row.n if row else 0
    retry = g.get("retry_key", "")
    text = f"{session['seed']} {current_user.get_id()} {url} {g.own_version} {retry}"
    return hmac.new(current_app.secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()[:40]  # type: ignore[union-attr]


def take_effect(act: Act, school: int, location: str) -> Outcome:
    """Run the act once under the request's key. Raises KeyReused, Busy, Refused."""

    def effect() -> Outcome:
        ids = act() or {}
        raise_versions([f"user:{current_user.id}"])
        return Outcome(location.format(**ids), dict(ids))

    return once(current_user.id, sent_key(), receipts.payload(), effect, school=school)


def save(
    form: Form,
    act: Act,
    *,
    school: int,
    to: str,
    again: Callable[[int], Response],
    piece: Piece | None = None,
    shown: Callable[[], Response] | None = None,
) -> ResponseReturnValue:
    """Validate the form, run the act once, and answer.

    to is where the result is seen, `{name}` standing for an id that the act returned. again renders the form
    with what was typed, for a status: 422 refused, 409 changed by somebody else meanwhile. piece renders the
    part to swap in for htmx, from the ids; without it htmx follows the redirect as everybody. shown answers
    with a page instead of the redirect: what is seen once and has no address. A script that keeps its writes
    gets piece or a receipt, and of refusals the form again or their JSON (offline.outbox).
    """
    if outcome := receipts.kept_outcome():
        return _accepted(outcome, piece)
    if not form.validate():
        return _refused(form, 422, again)
    try:
        outcome = take_effect(act, school, to)
    except Refused as refusal:
        form.refuse(refusal)
        return _refused(form, 409 if isinstance(refusal, Conflict) else 422, again, refusal)
    except KeyReused:
        g.retry_key = secrets.token_hex(4)
        form.form_errors.append(str(REUSED))
        return _refused(form, 422, again, title=_("Под этим ключом уже записано другое"))
    except Busy:
        return busy()
    if offline.outbox():
        return _accepted(outcome, piece)
    if shown:
        return shown()
    if piece and pages.wants_piece():
        return piece(outcome.ids)
    return redirect(outcome.location, 303)


def _accepted(outcome: Outcome, piece: Piece | None) -> Response:
    """The piece that was asked for, or the receipt alone; what took effect is never told as a failure."""
    if piece and offline.outbox() == "piece" and pages.wants_piece():
        try:
            return receipts.stamped(piece(outcome.ids), outcome)
        except Exception:
            current_app.logger.exception("the piece of an accepted write")
    return receipts.receipt(outcome)


def _refused(
    form: Form,
    status: int,
    again: Callable[[int], Response],
    refusal: Refused | None = None,
    title: str | None = None,
) -> Response:
    if offline.outbox() != "receipt":
        return again(status)
    now = refusal.now if isinstance(refusal, Conflict) else None
    title = title or (
        _("Пока запись ждала, изменили то же самое") if status == 409 else _("Запись не принята")
    )
    return receipts.refusal(status, title, form.troubles(), now)


def busy() -> Response:
    """503 with Retry-After: the write waits, nothing was lost."""
    heading = _("Сервер занят")
    text = _("Запись ещё не принята. Отправьте её снова через несколько секунд: дважды она не запишется.")
    if offline.outbox() == "receipt":
        response = receipts.refusal(503, heading, [Trouble(None, "", text)])
    else:
        response = pages.page("shared/problem.html", title=heading, status=503, heading=heading, text=text)
    response.headers["Retry-After"] = "3"
    return response
