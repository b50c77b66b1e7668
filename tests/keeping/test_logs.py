"""The log tells where it broke, and nobody's data."""

import logging
import re
from collections.abc import Callable

import pytest
from flask import Flask

from webapp import logs
from webapp.db import database

SECRETS = ("Орлова", "orlova@example.org", "79161234567", "secret-word", "Петя")


@pytest.fixture
def written(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lines as the server would write them."""
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(logs.Impersonal().format(record))

    monkeypatch.setattr(app.logger, "handlers", [Kept()])
    monkeypatch.setattr(app.logger, "propagate", False)
    return lines


@pytest.fixture
def break_with(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Hello raises the error."""

    def broken(error: Exception) -> None:
        def fail() -> str:
            raise error

        monkeypatch.setitem(app.view_functions, "home.hello", fail)

    return broken


def test_a_crash_is_logged_with_the_number_that_the_page_shows(visit, written, break_with):
    visitor = visit("orlova")
    break_with(ValueError("broken"))
    answer = visitor.get("/hello?name=Орлова")
    assert answer.status_code == 500
    found = re.search(r"Номер ошибки для поддержки: (\w+)\.", answer.text)
    assert found
    assert f"[{found[1]} GET home.hello]" in written[0]
    assert "in fail" in written[0]
    assert "ValueError: broken" in written[0]
    assert "Орлова" not in written[0]


@pytest.mark.parametrize(
    "message",
    [
        "invalid literal for int() with base 10: 'secret-word'",
        'duplicate key violates "users_login"\nDETAIL: Key (login)=(secret-word) exists.',
        "Орлова Елена не найдена",
        "no such phone +79161234567 of orlova@example.org",
        'Key (name)=(Петя) in "secret-word"',
    ],
)
def test_values_in_messages_of_exceptions_are_left_out(message, visit, written, break_with):
    visitor = visit("orlova")
    break_with(LookupError(message))
    visitor.get("/hello")
    assert "LookupError" in written[0]
    for word in SECRETS:
        assert word not in written[0].rpartition("LookupError")[2]


def test_the_cause_is_told_too(visit, written, break_with):
    visitor = visit("orlova")
    error = LookupError("outer")
    error.__cause__ = KeyError("inner")
    break_with(error)
    visitor.get("/hello")
    assert written[0].index("KeyError") < written[0].index("LookupError: outer")


def test_a_strangers_request_number_is_not_taken_over(visit, written, break_with):
    visitor = visit("orlova")
    break_with(ValueError())
    visitor.get("/hello", headers={"X-Request-Id": "from-outside"})
    assert "from-outside" not in written[0]


def test_a_database_that_is_gone_still_gets_an_answer_in_russian(visit, written):
    visitor = visit("orlova")
    database.execute_sql("ALTER TABLE users RENAME TO gone")
    answer = visitor.get("/hello")
    assert answer.status_code == 500
    assert "Номер ошибки для поддержки" in answer.text
