"""Sessions, the reader's language, security headers, the temporary password that must be changed first."""

from datetime import datetime, timedelta

from flask import Flask, Response, abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user

from webapp import clock, language, offline
from webapp.people.viewer import Viewer, load_viewer

STAFF_SESSION = timedelta(hours=24)
CSP = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
# They speak of a document. A part of one is put into another, under whose rules it then stands, and two dozen
# parts are fetched ahead for each child.
OF_DOCUMENTS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_BEFORE_NEW_PASSWORD = {
    "people.password",
    "people.change_password",
    "people.sign_out",
    "sync.token",
    "static",
}


def init(app: Flask, login: LoginManager) -> None:
    """Wire sign-in, the daily entry of staff, and the headers."""
    login.session_protection = None
    login.user_loader(_load)
    login.unauthorized_handler(_ask_to_sign_in)
    app.before_request(_speak)
    app.before_request(_refuse_zero_bytes)
    app.before_request(_change_temporary_password)
    app.after_request(_add_headers)
    app.teardown_request(_fall_silent)


def _load(session_id: str) -> Viewer | None:
    viewer = load_viewer(session_id)
    if viewer and viewer.is_staff:
        since = datetime.fromisoformat(session.get("since", "2000-01-01T00:00+00:00"))
        if clock.now() - since > STAFF_SESSION:
            return None
    return viewer


def _speak() -> None:
    """The language that the viewer chose, else that of the last choice in this browser, else its own."""
    language.speak(request.cookies.get("language") or _of_browser())
    if request.endpoint != "static" and current_user.is_authenticated and current_user.language:
        language.speak(current_user.language)


def _fall_silent(error: BaseException | None) -> None:
    """The thread serves somebody else next."""
    language.speak(language.SOURCE)


def _of_browser() -> str:
    return request.accept_languages.best_match(language.LANGUAGES) or language.SOURCE


def _ask_to_sign_in() -> ResponseReturnValue:
    """A page is asked for: to sign-in and back. A script or a write gets 401, which keeps what it holds."""
    if request.headers.get("HX-Request") or request.headers.get("Idempotency-Key"):
        abort(401)
    wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("people.sign_in", next=wanted))


def _refuse_zero_bytes() -> None:
    """No text holds them, and only one of the two databases would keep them."""
    if "\0" in request.path or any("\0" in value for _, value in _sent()):
        abort(400)


def _sent() -> list[tuple[str, str]]:
    return [*request.args.items(multi=True), *request.form.items(multi=True)]


def _change_temporary_password() -> ResponseReturnValue | None:
    if request.endpoint in _BEFORE_NEW_PASSWORD or not current_user.is_authenticated:
        return None
    if not current_user.must_change:
        return None
    if offline.outbox():
        raise offline.Held("sign-in")
    return redirect(url_for("people.password"), 303)


def _add_headers(response: Response) -> Response:
    of_document = {} if request.headers.get("HX-Request") else OF_DOCUMENTS
    for name, value in {**HEADERS, **of_document}.items():
        response.headers.setdefault(name, value)
    return response
