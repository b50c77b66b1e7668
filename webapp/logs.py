"""What the server writes to stderr: errors with the number of the request, and nobody's data."""

import logging
import re
import secrets
import traceback
from datetime import UTC, datetime
from typing import Any

from flask import current_app, g, has_request_context, request

_NUMBER = re.compile(r"[A-Za-z0-9_-]{6,64}")
# Values in messages of exceptions: quoted text, Russian words, addresses, long numbers.
_PERSONAL = re.compile(r"""'[^']*'|"[^"]*"|=\([^)]*\)|\S+@\S+|[А-Яа-яЁё][\w-]*|\+?\d{5,}""")


def request_number() -> str:
    """What names this request in the log and on the page of an error: a proxy's X-Request-Id, or our own."""
    if "request_number" not in g:
        sent = request.headers.get("X-Request-Id", "") if current_app.config["ZVONOK"].behind_proxy else ""
        g.request_number = sent if _NUMBER.fullmatch(sent) else secrets.token_hex(5)
    return g.request_number


class Impersonal(logging.Formatter):
    """A line with time, level and request; an exception with its frames, its message stripped of values."""

    def format(self, record: logging.LogRecord) -> str:
        instant = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        where = f"[{request_number()} {request.method} {request.endpoint}] " if has_request_context() else ""
        line = f"{instant} {record.levelname} {where}{record.getMessage()}"
        if record.exc_info and record.exc_info[1]:
            line += "\n" + self._described(record.exc_info[1])
        return line

    def _described(self, error: BaseException) -> str:
        first = (str(error).splitlines() or [""])[0]
        frames = "".join(traceback.format_tb(error.__traceback__))
        text = f"{frames}{type(error).__name__}: {_PERSONAL.sub('…', first)}"
        if cause := error.__cause__ or error.__context__:
            return f"{self._described(cause)}\n\n{text}"
        return text


CONFIG: dict[str, Any] = {
    "formatters": {"impersonal": {"()": "webapp.logs.Impersonal"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "impersonal",
            "stream": "ext://sys.stderr",
        }
    },
    "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
