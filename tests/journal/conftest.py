"""The lesson that the room's tests work in, and how they post to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.cast import Cast
from tests.conftest import Visitor
from webapp.timetable.models import Lesson

TODAY = date(2026, 11, 18)


@dataclass
class Sheet:
    """A lesson's sheet in one teacher's browser."""

    visitor: Visitor
    lesson: Lesson
    cast: Cast

    @property
    def url(self) -> str:
        """Where the sheet is."""
        return f"/lessons/{self.lesson.id}"

    def get(self, query: str = "", **settings: Any) -> TestResponse:
        """The sheet."""
        return self.visitor.get(self.url + query, **settings)

    def mark(self, student: str = "masha", **fields: Any) -> TestResponse:
        """Give a mark: 5 unless told otherwise."""
        settings = {name: fields.pop(name) for name in ("key", "partial") if name in fields}
        sent = {"value": "5", "scale": "5", **fields}
        return self.visitor.post(f"{self.url}/students/{self.cast.students[student]}/marks", sent, **settings)

    def register(self, kind: str, student: str = "masha", seen: int = 0, **settings: Any) -> TestResponse:
        """Enter a student."""
        url = f"{self.url}/students/{self.cast.students[student]}/register"
        return self.visitor.post(url, {"kind": kind, "seen": seen}, **settings)


@pytest.fixture
def sheet(visit: Callable[[str | None], Visitor], cast: Cast) -> Callable[..., Sheet]:
    """sheet("kuznetsova") is the sheet of 7А's mathematics of Wednesday, today, in her browser."""

    def opened(login: str, group: str = "maths", day: date = TODAY) -> Sheet:
        return Sheet(visit(login), cast.lesson(group, day), cast)

    return opened
