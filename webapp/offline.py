"""Which writes may wait on a device, and what a script says of a write that waited (docs/offline.md).

Every route that takes a POST declares one of two: `kept`, it may wait without a network, or `online_only`
with the reason. A test walks the URL map.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, NamedTuple

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import Forbidden, Unauthorized

from webapp import clock

LONGEST_WAIT = timedelta(days=14)
MODES = ("piece", "receipt")
View = Callable[..., ResponseReturnValue]


class Kept(NamedTuple):
    """What the write writes, as segments with the URL's arguments in braces, and its name for people."""

    thing: str
    name: str


class Held(Unauthorized):
    """The write waits on its device (401). reason: `sign-in`, `token`, `owner`."""

    def __init__(self, reason: str):
        super().__init__()
        self.reason = reason


class OtherChild(Forbidden):
    """The form stood on another child's page than the one that the write is about."""


class NotKept(Forbidden):
    """An online-only write came from an outbox; the description is the reason."""


def kept(thing: str, name: str) -> Callable[[View], View]:
    """Declare that this write may wait offline.

    Two writes are kept in order when the segments of one's thing begin the other's; name says it to people.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def waiting(**args: Any) -> ResponseReturnValue:
            return view(**args)

        waiting.kept = Kept(thing, name)  # type: ignore[attr-defined]
        return waiting

    return declare


def online_only(reason: str) -> Callable[[View], View]:
    """Declare that this write needs the network, and why, in words for who tries it without."""

    def declare(view: View) -> View:
        @wraps(view)
        def present(**args: Any) -> ResponseReturnValue:
            if outbox():
                raise NotKept(reason)
            return view(**args)

        present.online_only = reason  # type: ignore[attr-defined]
        return present

    return declare


def kept_routes() -> list[tuple[str, str, str]]:
    """(path, thing, name) of the routes that may wait, arguments written `:name`, for the scripts."""
    if "kept" not in current_app.extensions:
        found = []
        for rule in current_app.url_map.iter_rules():
            declared = getattr(current_app.view_functions[rule.endpoint], "kept", None)
            if declared:
                path = re.sub(r"<(?:\w+:)?(\w+)>", r":\1", rule.rule)
                found.append((path, re.sub(r"{(\w+)}", r":\1", declared.thing), declared.name))
        current_app.extensions["kept"] = sorted(found)
    return current_app.extensions["kept"]


def init(app: Flask) -> None:
    """Ask first whose write it is: before the token, which would only say that the session is another."""
    app.before_request(_check_owner)


def _check_owner() -> None:
    """A write is its owner's: nobody else's session sends it (offline.md, «Writes», 4)."""
    owner = request.headers.get("Zvonok-Owner")
    if request.method != "POST" or (owner is None and not outbox()):
        return
    if not current_user.is_authenticated:
        raise Held("sign-in")
    if owner != str(current_user.id):
        raise Held("owner")


def check_child(args: dict[str, Any]) -> None:
    """Raises OtherChild when the page was one child's, and what the route loaded is about another."""
    named = request.headers.get("Zvonok-Child")
    if named is None or request.method != "POST":
        return
    about = {str(student) for student in map(_student, args.items()) if student}
    if about - {named}:
        raise OtherChild


def _student(argument: tuple[str, Any]) -> int | None:
    """The student that an argument of a view is, names, or is about."""
    name, value = argument
    if name == "student":
        return value.id
    return value if name == "student_id" else getattr(value, "student_id", None)


def outbox() -> str | None:
    """What a script wants for an answer, `piece` or `receipt`; None for a browser without scripts."""
    wanted = request.headers.get("Zvonok-Outbox")
    return wanted if wanted in MODES else None


def made_at() -> datetime:
    """When the write was made; now for one that did not wait.

    Of the device's clock only the difference between making and sending is believed, 0 to 14 days of it
    (docs/offline.md, «The device's clock»).
    """
    now = clock.now()
    try:
        made, sent = (datetime.fromisoformat(request.headers[f"Zvonok-{name}"]) for name in ("Made", "Sent"))
        waited = sent - made
    except (KeyError, ValueError, TypeError, OverflowError):
        return now
    return now - min(max(waited, timedelta(0)), LONGEST_WAIT)
