"""What scripts and the worker ask for: the token, the worker itself, the layout, what to hold."""

from datetime import timedelta

from flask import Blueprint, Response, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import NotFound

from webapp import language, pages, worker_switch
from webapp.config import ROOT
from webapp.language import _
from webapp.people.access import access, anyone, signed_in
from webapp.people.viewer import me
from webapp.sync.held import Page, by_child, held_by, rights_of

bp = Blueprint("sync", __name__)


@bp.get("/token")
@access(anyone)
def token() -> Response:
    """A fresh CSRF token and whose session this is; never stored."""
    owner = current_user.id if current_user.is_authenticated else None
    response = jsonify(token=generate_csrf(), owner=owner, build=pages.build())
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/held")
@access(signed_in)
def held() -> ResponseReturnValue:
    """The manifest of pages to hold: 304 while each of them is as it was."""
    viewer, owner = me(), str(me().id)
    entries = [_entry(page, owner) for page in held_by(viewer)]
    response = jsonify(owner=owner, rights=rights_of(viewer), build=pages.build(), pages=entries)
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    _mark(response, owner)
    return response.make_conditional(request)


def _mark(response: Response, owner: str) -> None:
    """Let pages tell a store that was evicted from one never filled: who names a tag holds something.

    A cookie of the server's outlives what browsers wipe, Safari's seven days included.
    """
    if request.if_none_match:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie("held", owner, max_age=timedelta(days=400), secure=secure, samesite="Lax")
    elif "held" in request.cookies:
        response.delete_cookie("held")


def _entry(page: Page, owner: str) -> dict[str, str]:
    entry = {"url": page.url, "version": page.version, "owner": owner}
    return {**entry, "to": page.to} if page.to else entry


@bp.get("/offline")
@access(signed_in)
def offline() -> ResponseReturnValue:
    """What opens without a network; the worker shows it in place of a page that is not held."""
    listed = by_child(held_by(me()), "offline", "entry")
    return pages.page("sync/offline.html", title=_("Без сети"), held=listed)


@bp.get("/waiting")
@access(signed_in)
def waiting() -> ResponseReturnValue:
    """The frame of the list of what waits on the device; what waits is known there only."""
    return pages.page("sync/waiting.html", title=_("Ожидают отправки"))


@bp.get("/device")
@access(signed_in)
def device() -> ResponseReturnValue:
    """«Данные и память»: what this device should hold; what it does hold is known there only."""
    return pages.page("sync/device.html", title=_("Данные и память"), held=by_child(held_by(me()), "entry"))


@bp.get("/shell")
@access(anyone)
def shell() -> Response:
    """The layout that the worker puts kept partials into; nothing of a person in it."""
    body = render_template("sync/shell.html")
    response = make_response(render_template("layout.html", title=_("Нет связи"), body=body, is_shell=True))
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/worker.js")
@access(anyone)
def worker() -> ResponseReturnValue:
    """The service worker, from the root so that it serves all pages; while it is off, what ends it."""
    path = ROOT / "static" / "build" / ("kill.js" if worker_switch.is_off() else "worker.js")
    if not path.exists():
        raise NotFound
    response = current_app.response_class(path.read_bytes(), mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


@bp.get("/manifest.webmanifest")
@access(anyone)
def manifest() -> Response:
    """What makes the site an app. Browsers bring no cookies for it: its address names the language."""
    language.speak(request.args.get("language", language.SOURCE))
    response = make_response(render_template("sync/manifest.json"))
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "max-age=3600"
    return response
