"""Pages for what went wrong, in the reader's words and with a way back."""

from flask import Flask, Response, current_app
from flask_wtf.csrf import CSRFError
from peewee import DataError
from werkzeug.exceptions import HTTPException

from webapp import pages
from webapp.logs import request_number

TEXTS = {
    400: (
        "Страница устарела",
        "Откройте её заново и повторите: введённое осталось в форме, если вернуться назад.",
    ),
    401: ("Нужно войти снова", "Время входа истекло. Войдите — и продолжите с того же места."),
    403: (
        "Сюда нет доступа",
        "Эта страница открыта другим сотрудникам. Если она нужна вам, обратитесь в школу.",
    ),
    404: ("Такой страницы нет", "Возможно, ссылка устарела или страница не для вас."),
    405: ("Так открыть нельзя", "Вернитесь и нажмите кнопку на странице."),
    413: ("Файл слишком большой", "Можно загрузить файл до 20 МБ. Разделите его или сожмите."),
    429: ("Слишком много попыток", "Подождите минуту и попробуйте ещё раз."),
    500: (
        "Что-то сломалось у нас",
        "Ошибка записана. Попробуйте ещё раз через минуту; отправленное не потеряно.",
    ),
}


def init(app: Flask) -> None:
    """Answer every error with a page of its own."""
    app.register_error_handler(CSRFError, _stale_token)
    app.register_error_handler(HTTPException, _problem)
    for unfit in (DataError, OverflowError):
        app.register_error_handler(unfit, _does_not_fit)
    app.register_error_handler(Exception, _crash)


def _stale_token(error: CSRFError) -> Response:
    """401, so that a sender fetches a fresh token and comes again (offline.md, «Writes», 3)."""
    response = _page(401, "Страница устарела", "Откройте её заново и отправьте ещё раз.")
    response.headers["Zvonok-Reason"] = "token"
    return response


def _problem(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    heading, text = TEXTS.get(error.code, ("Не получилось", "Вернитесь назад и попробуйте ещё раз."))
    response = _page(error.code, heading, text)
    for name, value in error.get_headers():
        if name in ("Retry-After", "Allow"):
            response.headers[name] = value
    return response


def _does_not_fit(error: Exception) -> Response:
    """A number or a sign that no column can hold: no form of ours sends it."""
    current_app.logger.warning("does not fit", exc_info=True)
    return _page(400, *TEXTS[400])


def _crash(error: Exception) -> Response:
    current_app.logger.exception("unhandled")
    heading, text = TEXTS[500]
    text = f"{text} Номер ошибки для поддержки: {request_number()}."
    try:
        return _page(500, heading, text)
    except Exception:
        # Even the viewer could not be read, as when the database is gone.
        return Response(f"{heading}. {text}\n", 500, mimetype="text/plain")


def _page(code: int, heading: str, text: str) -> Response:
    return pages.page(
        "shared/problem.html", title=heading, status=code, code=code, heading=heading, text=text
    )
