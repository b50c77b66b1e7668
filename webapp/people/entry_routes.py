"""Entry, exit, one's own password."""

from flask import Response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from webapp import clock, pages
from webapp.changes.once import Busy, Refused
from webapp.language import _
from webapp.offline import online_only
from webapp.people import passwords
from webapp.people.access import access, anyone, signed_in
from webapp.people.asked_for import asked_for
from webapp.people.blueprint import bp
from webapp.people.forms import PasswordForm, SignInForm
from webapp.people.models import User
from webapp.people.signing_in import sign_in as check_sign_in
from webapp.people.viewer import account, me, read_viewer
from webapp.saving import busy, save


def _sign_in_page(form: SignInForm, status: int = 200) -> Response:
    return pages.page("people/sign_in.html", title=_("Вход"), status=status, form=form, next=asked_for())


@bp.get("/sign-in")
@access(anyone)
def sign_in() -> ResponseReturnValue:
    """The sign-in form; whoever is in already goes on."""
    if current_user.is_authenticated:
        return redirect(asked_for())
    return _sign_in_page(SignInForm())


@bp.post("/sign-in")
@online_only("Войти можно только при связи: пароль проверяет сервер.")
@access(anyone)
def enter() -> ResponseReturnValue:
    """Sign in and go to the page that was asked for."""
    form = SignInForm()
    if not form.validate():
        return _sign_in_page(form, 422)
    try:
        address, agent = request.remote_addr or "", request.user_agent.string
        user = check_sign_in(form.login.data or "", form.password.data or "", address=address, agent=agent)
    except Refused as refusal:
        form.refuse(refusal)
        return _sign_in_page(form, 422)
    except Busy:
        return busy()
    _begin_session(user)
    response = redirect(asked_for(), 303)
    if request.headers.get("HX-Request"):
        # The layout changes with the user, so the browser loads the page anew.
        response = Response(status=200)
        response.headers["HX-Redirect"] = asked_for()
    return response


def _begin_session(user: User) -> None:
    session.clear()
    session.permanent = True
    session["since"] = clock.now().isoformat()
    login_user(read_viewer(user.id))


@bp.post("/sign-out")
@online_only("Без связи выход запирает дневник на этом устройстве; сервер узнаёт о нём при связи.")
@access(anyone)
def sign_out() -> ResponseReturnValue:
    """End the session and leave nothing of it in the browser."""
    logout_user()
    session.clear()
    response = redirect(url_for("people.sign_in"), 303)
    if request.headers.get("HX-Request"):
        response = Response(status=200)
        response.headers["HX-Redirect"] = url_for("people.sign_in")
    response.headers["Clear-Site-Data"] = (
        '"cache", "cookies"' if _waits() else '"cache", "cookies", "storage"'
    )
    return response


def _waits() -> bool:
    """Whether the browser says that writes still wait in its outbox: "storage" would wipe them."""
    counted = request.headers.get("Zvonok-Waiting") or request.form.get("Zvonok-Waiting", "")
    return counted.isdecimal() and counted.strip("0") != ""


def _password_page(form: PasswordForm, status: int = 200) -> Response:
    return pages.page(
        "people/password.html",
        title=_("Пароль"),
        status=status,
        form=form,
        rule=passwords.RULE,
        first=me().must_change,
    )


@bp.get("/password")
@access(signed_in)
def password() -> ResponseReturnValue:
    """The form to change one's own password."""
    return _password_page(PasswordForm())


@bp.post("/password")
@online_only("Пароль меняют при связи: другие устройства должны узнать об этом сразу.")
@access(signed_in)
def change_password() -> ResponseReturnValue:
    """Change one's own password; other devices are signed out, this one stays."""
    form, user = PasswordForm(), account(me())
    if form.present.data and not passwords.fits(user, form.present.data):
        form.validate()
        form.refuse(Refused(_("Нынешний пароль введён неверно."), "present"))
        return _password_page(form, 422)
    new = form.new.data or ""
    new_hash = passwords.hashed(new)
    answer = save(
        form,
        lambda: passwords.change_password(user, new, new_hash=new_hash),
        school=0,
        to="/",
        again=lambda status: _password_page(form, status),
    )
    if not isinstance(answer, Response) or answer.status_code < 400:
        _begin_session(user)
    return answer
