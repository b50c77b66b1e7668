"""What a script is told of its write: that it took effect, or why not. JSON, never a redirect.

A receipt is told to its author whatever has happened since: the row may be gone, the access over. Otherwise
a write that took effect and whose answer was lost would be shown to its author as refused.
"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import Flask, Response, g, jsonify, request
from flask_login import current_user

from webapp import offline
from webapp.changes.once import KEY, KeyReused, Now, Outcome, fingerprint, kept


class Trouble(NamedTuple):
    """What is wrong, beside which field (None: the whole form), with the field's name for people."""

    field: str | None
    label: str
    text: str


def init(app: Flask) -> None:
    """Look for the receipt before anything is judged, the token and the owner apart."""
    app.before_request(_remember)


def _remember() -> Response | None:
    if request.method != "POST" or not offline.outbox() or not current_user.is_authenticated:
        return None
    try:
        g.outcome = kept(current_user.id, key(), payload())
    except KeyReused:
        return None  # saving answers with the form
    return receipt(g.outcome) if g.outcome and offline.outbox() == "receipt" else None


def payload() -> str:
    """The fingerprint of this request's URL and fields."""
    return fingerprint(request.full_path, list(request.form.items(multi=True)))


def kept_outcome() -> Outcome | None:
    """The outcome of a script's write that took effect before; None for a new one."""
    return g.get("outcome")


def key() -> str:
    """The key of this write, from the header or the field; empty when it is none."""
    found = request.headers.get("Idempotency-Key") or request.form.get("key", "")
    return found if KEY.fullmatch(found) else ""


def receipt(outcome: Outcome) -> Response:
    """It took effect: the key, where that is seen, and the ids and versions that it made."""
    return stamped(jsonify(key=key(), location=outcome.location, ids=outcome.ids), outcome)


def stamped(response: Response, outcome: Outcome) -> Response:
    """The answer with the receipt's header, which alone lets a device forget what it kept.

    Ids and versions stand in a header too, since a piece is HTML.
    """
    response.headers["Zvonok-Receipt"] = key()
    response.headers["Zvonok-Ids"] = json.dumps(outcome.ids, separators=(",", ":"))
    _keep_out_of_caches(response)
    return response


def refusal(status: int, title: str, troubles: Iterable[Trouble] = (), now: Now | None = None) -> Response:
    """It took no effect. now: what stands instead, where somebody was quicker."""
    said: dict[str, Any] = {"status": status, "title": title}
    said["errors"] = [trouble._asdict() for trouble in troubles]
    if now:
        said["now"] = {name: value for name, value in now._asdict().items() if value is not None}
    response = jsonify(said)
    response.status_code = status
    _keep_out_of_caches(response)
    return response


def _keep_out_of_caches(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"
