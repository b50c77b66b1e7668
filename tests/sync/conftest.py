"""A device that sends what waited in its outbox."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from tests.cast import TODAY, Cast
from tests.conftest import Visitor


class Device:
    """One of the cast's devices; its writes say whose they are and want a receipt unless told otherwise."""

    def __init__(self, visitor: Visitor, cast: Cast):
        self.visitor, self.cast, self.key = visitor, cast, ""

    def send(self, url: str, fields: dict[str, Any], *, key: str = "", **said: Any) -> TestResponse:
        """Send a write under a new key unless one is given. said: outbox, owner, child, made, sent."""
        self.key = key or uuid4().hex
        told = {"owner": self.visitor.user_id, "outbox": "receipt", **said}
        partial = told["outbox"] == "piece"
        headers = {f"Zvonok-{name.title()}": str(value) for name, value in told.items() if value is not None}
        return self.visitor.post(url, fields, key=self.key, partial=partial, headers=headers)

    def again(self, url: str, fields: dict[str, Any], **said: Any) -> TestResponse:
        """The same write once more, as when its answer was lost."""
        return self.send(url, fields, key=self.key, **said)


@pytest.fixture
def device(visit: Callable[[str | None], Visitor], cast: Cast) -> Callable[..., Device]:
    """device("kuznetsova") is a tablet of hers."""
    return lambda login: Device(visit(login), cast)


@pytest.fixture
def places(cast: Cast) -> dict[str, str]:
    """Where Кузнецова writes in her mathematics of today, and Орлова about Маша."""
    lesson, masha = cast.lesson("maths", TODAY).id, cast.students["masha"]
    return {
        "marks": f"/lessons/{lesson}/students/{masha}/marks",
        "register": f"/lessons/{lesson}/students/{masha}/register",
        "rest": f"/lessons/{lesson}/register",
        "topic": f"/lessons/{lesson}/topic",
        "homework": f"/lessons/{lesson}/homework",
        "notices": f"/students/{masha}/absences/",
    }
