"""Pages for what went wrong, in the reader's words and with a way back."""

from flask import Flask, Response, current_app, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from peewee import DataError
from werkzeug.exceptions import HTTPException

from webapp import offline, pages, receipts
from webapp.language import _, lazy
from webapp.logs import request_number

TEXTS = {
    400: (
        lazy("Страница устарела"),
        lazy("Откройте её заново и повторите: введённое осталось в форме, если вернуться назад."),
    ),
    401: (lazy("Нужно войти снова"), lazy("Время входа истекло. Войдите — и продолжите с того же места.")),
    403: (
        lazy("Сюда нет доступа"),
        lazy("Эта страница открыта другим сотрудникам. Если она нужна вам, обратитесь в школу."),
    ),
    404: (lazy("Такой страницы нет"), lazy("Возможно, ссылка устарела или страница не для вас.")),
    405: (lazy("Так открыть нельзя"), lazy("Вернитесь и нажмите кнопку на странице.")),
    413: (lazy("Файл слишком большой"), lazy("Можно загрузить файл до 20 МБ. Разделите его или сожмите.")),
    429: (lazy("Слишком много попыток"), lazy("Подождите минуту и попробуйте ещё раз.")),
    500: (
        lazy("Что-то сломалось у нас"),
        lazy("Ошибка записана. Попробуйте ещё раз через минуту; отправленное не потеряно."),
    ),
}

# The same of a write that a device kept and sends without anybody at the screen.
KEPT_TEXTS = {
    400: (lazy("Запись не прочиталась"), lazy("Запишите это заново на странице: здесь её текст сохранён.")),
    403: (
        lazy("Записать это вам больше нельзя"),
        lazy("Доступ изменился, пока запись ждала. Обратитесь в школу."),
    ),
    404: (
        lazy("Записать уже некуда"),
        lazy("Урок, задание или уведомление убрали, или они вам больше не открыты."),
    ),
    413: (lazy("Запись слишком большая"), lazy("Сократите её или разделите на несколько.")),
}
OTHER_CHILD = (
    lazy("Это страница другого ребёнка"),
    lazy(
        "Запись сделана на странице одного ребёнка, а относится к другому, поэтому не принята. "
        "Откройте страницу нужного ребёнка и запишите там."
    ),
)


def init(app: Flask) -> None:
    """Answer every error with a page of its own."""
    app.register_error_handler(CSRFError, _stale_token)
    app.register_error_handler(HTTPException, _problem)
    for unfit in (DataError, OverflowError):
        app.register_error_handler(unfit, _does_not_fit)
    app.register_error_handler(Exception, _crash)


def _stale_token(error: CSRFError) -> Response:
    """401, so that a sender fetches a fresh token and comes again (offline.md, «Writes», 3)."""
    if _is_of_a_reader() and current_user.is_authenticated:
        response = _unsent()
    else:
        response = _answer(401, _("Страница устарела"), _("Откройте её заново и отправьте ещё раз."))
    response.headers["Zvonok-Reason"] = "token"
    return response


def _is_of_a_reader() -> bool:
    """Whether a person, not a script, sent a form that may wait; none of those asks for a password."""
    scripted = offline.outbox() or "HX-Request" in request.headers
    view = current_app.view_functions.get(request.endpoint or "")
    return not scripted and hasattr(view, "kept")


def _unsent() -> Response:
    """A form tapped before the page's scripts ran comes without a token; what was typed is not lost."""
    secret = ("csrf_token", "key")
    fields = [pair for pair in request.form.items(multi=True) if pair[0] not in secret]
    url = request.full_path.rstrip("?")
    title = _("Ещё не отправлено")
    return pages.page("shared/unsent.html", title=title, status=401, url=url, fields=fields)


def _problem(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    if outcome := receipts.kept_outcome():
        return receipts.receipt(outcome)
    response = _answer(error.code, *_words(error))
    for name, value in error.get_headers():
        if name in ("Retry-After", "Allow"):
            response.headers[name] = value
    if error.code == 401:
        response.headers["Zvonok-Reason"] = getattr(error, "reason", "sign-in")
    return response


def _words(error: HTTPException) -> tuple[str, str]:
    """Heading and text."""
    if isinstance(error, offline.OtherChild):
        return str(OTHER_CHILD[0]), str(OTHER_CHILD[1])
    if isinstance(error, offline.NotKept):
        return _("Это отправляют только при связи"), _(str(error.description))
    code = error.code or 500
    texts = {**TEXTS, **KEPT_TEXTS} if offline.outbox() else TEXTS
    heading, text = texts.get(code, (_("Не получилось"), _("Вернитесь назад и попробуйте ещё раз.")))
    return str(heading), str(text)


def _does_not_fit(error: Exception) -> Response:
    """A number or a sign that no column can hold: no form of ours sends it."""
    current_app.logger.warning("does not fit", exc_info=True)
    return _answer(400, *(str(text) for text in TEXTS[400]))


def _crash(error: Exception) -> Response:
    current_app.logger.exception("unhandled")
    if outcome := receipts.kept_outcome():
        return receipts.receipt(outcome)
    heading = str(TEXTS[500][0])
    number = _("Номер ошибки для поддержки: %(number)s.", number=request_number())
    text = f"{TEXTS[500][1]} {number}"
    try:
        return _answer(500, heading, text)
    except Exception:
        # Even the viewer could not be read, as when the database is gone.
        return Response(f"{heading}. {text}\n", 500, mimetype="text/plain")


def _answer(code: int, heading: str, text: str) -> Response:
    if offline.outbox() == "receipt":
        return receipts.refusal(code, heading, [receipts.Trouble(None, "", text)])
    return pages.page(
        "shared/problem.html", title=heading, status=code, code=code, heading=heading, text=text
    )
