"""One representation of a page: the room's partial, alone or with the layout around it (idea 1)."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, g, make_response, render_template, request
from flask_login import current_user

from webapp import language, worker_switch
from webapp.changes.log import versions

# What htmx calls the element that pages are put into (templates/layout.html).
ROOM = "div#page"
VARY = "HX-Request, HX-Request-Type, HX-History-Restore-Request, Cookie, Accept-Language"


def wants_partial() -> bool:
    """Whether htmx or the worker asks for the partial alone.

    A boosted or restored page is asked for with type `full`; a plain navigation carries none of the headers.
    """
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") == "partial"


def wants_piece() -> bool:
    """Whether the part that a form changes is asked for; one that opens a page is answered with a page."""
    return wants_partial() and request.headers.get("HX-Target") != ROOM


def page(template: str, *, title: str, status: int = 200, **context: Any) -> Response:
    """Answer with a room's partial; title stands in the tab. The layout comes around it if it is wanted."""
    partial = wants_partial()
    body = render_template(template, title=title, is_partial=partial, **context)
    if not partial:
        body = render_template("layout.html", title=title, body=body)
    response = make_response(body, status)
    _set_headers(response, status)
    return response


def fragment(template: str, status: int = 200, **context: Any) -> Response:
    """Answer with a piece of a page, such as one row, for htmx to swap in."""
    response = make_response(render_template(template, is_partial=True, **context), status)
    _set_headers(response, status)
    return response


def _set_headers(response: Response, status: int) -> None:
    response.headers["Vary"] = VARY
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Zvonok-Build"] = build()
    response.headers["Content-Language"] = language.current()
    if current_user.is_authenticated:
        response.headers["Zvonok-Owner"] = str(current_user.id)
    if tag := g.get("etag"):
        response.headers["ETag"] = tag
    if request.headers.get("HX-Request"):
        if status >= 400:
            response.headers["HX-Push-Url"] = "false"
        elif urlsplit(request.headers.get("HX-Current-URL", "")).path == request.path:
            response.headers["HX-Replace-Url"] = request.full_path.rstrip("?")


def unchanged(scopes: list[tuple[str, str]], *parts: object) -> Response | None:
    """The 304 to answer with when the asker holds this page as it is, else None (and page() tags it).

    scopes are the (scope, week) pairs that the page is made from; parts is whatever else it depends on,
    such as the school day. Build, viewer, rights, look, language, partial or page are added here, and to a
    full page, which holds a key, the viewer's own last write.
    """
    partial = wants_partial()
    pairs = scopes if partial else [*scopes, (f"user:{current_user.id}", "*")]
    counted = versions(pairs)
    if not partial:
        g.own_version = int(counted.rpartition(".")[2])
    rights = (current_user.get_id(), sorted(current_user.posts), current_user.look, language.current())
    layout = None if partial else worker_switch.is_off()
    text = repr((counted, build(), rights, partial, layout, request.full_path, parts))
    g.etag = f'W/"{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}"'
    if g.etag not in request.headers.get("If-None-Match", ""):
        return None
    response = Response(status=304)
    response.headers["ETag"] = g.etag
    response.headers["Vary"] = VARY
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@cache
def _manifest(folder: str) -> dict[str, str]:
    path = Path(folder) / "build" / "manifest.json"
    return json.loads(path.read_text()) if path.exists() else {}


def build() -> str:
    """What names the shell: a hash over scripts, styles and templates, made when the front end is built."""
    return _manifest(str(current_app.static_folder)).get("build", "unbuilt")


def asset(name: str) -> str:
    """The URL of a built file by its plain name: `app.js` is served under its hashed name."""
    built = _manifest(str(current_app.static_folder)).get(name)
    return f"/static/build/{built}" if built else f"/static/{name}"
