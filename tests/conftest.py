"""Two databases, the cast in each, and visitors who are signed in as one of it."""

import gc
import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import policy, postgres
from tests.cast import NOW, Cast
from tests.copies import ENGINES, Templates
from tests.engines.fixtures import engine, machine  # noqa: F401
from tests.scratch import scratch_folder
from tests.serving import built, chromium, device, playwright, server  # noqa: F401
from webapp import clock, create_app, weeks
from webapp.config import read_settings
from webapp.people import passwords
from webapp.people.viewer import Viewer, read_viewer


def pytest_configure(config: pytest.Config) -> None:
    """One PostgreSQL serves the whole run."""
    postgres.ensure_for_session(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """And ends with it."""
    postgres.stop_for_session(config)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Numbers that tests want shown: record_property("shown", "…")."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            if name == "shown":
                terminalreporter.write_line(f"{value} ({report.nodeid.rpartition('[')[2].rstrip(']')})")


@pytest.fixture(scope="session")
def data_folder() -> Iterator[Path]:
    """A data folder of the worker's own."""
    folder = scratch_folder("zvonok-tests-")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """The weakest argon2id: entries in tests must work, not withstand anybody."""
    hasher = cache(lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", hasher)
        yield


@pytest.fixture(autouse=True)
def nothing_stopped() -> Iterator[None]:
    """No page of a browser test tries what the content security policy forbids."""
    policy.told()
    yield
    said = policy.told()
    assert not said, "\n".join(said)


@pytest.fixture(scope="session")
def templates(data_folder: Path) -> Iterator[Templates]:
    """Where copies come from."""
    made = Templates(data_folder)
    yield made
    made.end()


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the clock: at("2026-11-22T12:30+03:00"). It stands at Wednesday 2026-11-18, 08:05 in Moscow."""

    def move(moment: str) -> None:
        instant = datetime.fromisoformat(moment)
        monkeypatch.setattr(clock, "now", lambda: instant)

    move(NOW.isoformat())
    return move


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, templates: Templates) -> Iterator[Any]:
    """A database with its tables and nothing in them."""
    with templates.lend(request.param, peopled=False) as (opened, _):
        yield opened


@pytest.fixture(params=ENGINES)
def cast(request: pytest.FixtureRequest, templates: Templates) -> Iterator[Cast]:
    """The cast, in a database of the test's own."""
    with templates.lend(request.param, peopled=True) as (_, people):
        assert people is not None
        yield people


@pytest.fixture(scope="session")
def built_app(data_folder: Path) -> Flask:
    """The application, made once a worker; tests point it at their database."""
    app = create_app(read_settings(data_folder, f"sqlite:///{data_folder / 'unused.db'}"))
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    return app


@pytest.fixture
def app(built_app: Flask, cast: Cast) -> Flask:
    """The application over the cast's database."""
    return built_app


class Visitor:
    """A browser of one of the cast. Posts carry a fresh key unless one is given."""

    def __init__(self, client: FlaskClient, user_id: int | None):
        self.client, self.user_id = client, user_id

    def get(self, url: str, *, partial: bool = False, **settings: Any) -> TestResponse:
        """The page, or its partial as htmx asks for it."""
        return self.client.get(url, headers={**_htmx(partial), **settings.pop("headers", {})}, **settings)

    def post(
        self, url: str, data: dict[str, Any] | None = None, *, key: str | None = None, partial: bool = False,
        **settings: Any,
    ) -> TestResponse:  # fmt: skip
        """Send a form."""
        headers = {"Idempotency-Key": key or uuid4().hex, **_htmx(partial), **settings.pop("headers", {})}
        return self.client.post(url, data=data or {}, headers=headers, **settings)


def _htmx(partial: bool) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Request-Type": "partial"} if partial else {}


@pytest.fixture
def visit(app: Flask, cast: Cast) -> Callable[[str | None], Visitor]:
    """visit("orlova") is a browser in which she is signed in; visit(None) is nobody's."""

    def enter(login: str | None) -> Visitor:
        client = app.test_client()
        if login is None:
            return Visitor(client, None)
        viewer = read_viewer(cast.users[login])
        assert viewer, f"{login} cannot sign in"
        with client.session_transaction() as session:
            session.update(_user_id=viewer.get_id(), _fresh=True, since=clock.now().isoformat())
        return Visitor(client, viewer.id)

    return enter


@pytest.fixture
def who(cast: Cast) -> Callable[[str], Viewer]:
    """who("kuznetsova") is the viewer that acts are given."""

    def look(login: str) -> Viewer:
        viewer = read_viewer(cast.users[login])
        assert viewer, f"{login} cannot sign in"
        return viewer

    return look


@pytest.fixture
def this_week() -> str:
    """The week of the clock, `2026-W47` unless moved."""
    return weeks.week_of(clock.now().date())


class _Counter(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.statements: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.msg, tuple):
            self.statements.append(str(record.msg[0]))


@pytest.fixture
def at_most_queries() -> Callable[[int], Any]:
    """with at_most_queries(8): … fails with the statements when there are more."""

    @contextmanager
    def counting(ceiling: int) -> Iterator[SimpleNamespace]:
        logger, counter = logging.getLogger("peewee"), _Counter()
        level = logger.level
        logger.addHandler(counter)
        logger.setLevel(logging.DEBUG)
        counted = SimpleNamespace(statements=counter.statements)
        try:
            yield counted
        finally:
            logger.removeHandler(counter)
            logger.setLevel(level)
        reads = [s for s in counter.statements if not s.startswith(("BEGIN", "COMMIT", "SET "))]
        assert len(reads) <= ceiling, "\n\n".join(reads)

    return counting
