"""The demo school as plans, and built once a run on each database."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.copies import ENGINES, Templates
from webapp import clock, db
from webapp.demo.filling import fill_demo
from webapp.demo.school import SchoolPlan, plan_school
from webapp.migrating import tables

ticking = clock.now
TODAY = date(2026, 11, 18)


@pytest.fixture(scope="session")
def plan() -> SchoolPlan:
    return plan_school(TODAY)


@pytest.fixture(scope="session")
def built(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """built("sqlite") is the URL of a database with the demo of TODAY; all workers of a run share it."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "popen-gw" in shared.name else shared

    def build(engine: str) -> str:
        made = shared / f"demo-{engine}"
        with FileLock(shared / f"demo-{engine}.lock"):
            if not made.exists():
                made.write_text(_build(engine, templates, shared))
        return made.read_text()

    return build


def _build(engine: str, templates: Templates, folder: Path) -> str:
    url, _ = templates.copy(engine, peopled=False)
    opened = db.use(url)
    with pytest.MonkeyPatch.context() as patch, opened.connection_context():
        patch.setattr(clock, "now", ticking)  # tests stop the clock, the demo's people move it
        fill_demo(TODAY)
        if db.is_sqlite():
            opened.execute_sql(f"VACUUM INTO '{folder / 'demo.db'}'")
            url = f"sqlite:///{folder / 'demo.db'}"
    opened.close_all()
    return url


@pytest.fixture(params=ENGINES)
def demo(request: pytest.FixtureRequest, built: Callable[[str], str]) -> Iterator[str]:
    """The demo, to be read only; the URL of its database."""
    url = built(request.param)
    opened = db.use(url)
    opened.connect(reuse_if_open=True)
    yield url
    opened.close_all()


def digest() -> dict[str, str]:
    """What the database holds, by table; the salt of the passwords' hash apart."""
    found = {}
    for table in tables():
        fields: list[Any] = [f for f in table._meta.sorted_fields if f.name != "password_hash"]
        rows: Any = table.select(*fields).order_by(*table._meta.get_primary_keys()).tuples().iterator()
        hashed = hashlib.sha256()
        for row in rows:
            hashed.update(repr(row).encode())
        found[table.__name__] = hashed.hexdigest()
    return found
