"""The lesson that the room's tests work in, and how they post to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.browsers import TABLET
from tests.cast import Cast
from tests.conftest import Visitor
from tests.serving import Server, enter
from webapp.timetable.models import Lesson

TODAY = date(2026, 11, 18)
# The sheet's script comes after the page has loaded.
KEYS_ARE_HEARD = """async () => {
  const isIt = ({ name }) => /[/]lesson-[^/]+[.]js$/.test(name);
  const came = performance.getEntriesByType("resource").find(isIt);
  return !!came && !!(await import(came.name));
}"""


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


@pytest.fixture
def lesson(server: Server) -> int:
    """Which lesson the sheet of the browser tests is of: 7А's mathematics of today."""
    with server.database():
        return int(server.cast.lesson("maths", TODAY).id)


@pytest.fixture
def open_sheet(request: pytest.FixtureRequest, device: Callable[..., Any], lesson: int) -> Callable[..., Any]:
    """Opens the sheet as its teacher, on a tablet unless the module has a VIEWPORT of its own."""

    def opened(query: str = "", **settings: Any) -> Any:
        viewport = getattr(request.module, "VIEWPORT", TABLET)
        page = enter(device(**{"viewport": viewport, **settings}).new_page(), "kuznetsova")
        page.goto(f"/lessons/{lesson}{query}")
        if settings.get("java_script_enabled", True):
            page.wait_for_function(KEYS_ARE_HEARD)
        return page

    return opened
