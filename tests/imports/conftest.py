"""A database that a module shares, where what a test writes is rolled back; an operator at the pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests import postgres
from tests.copies import ENGINES, Templates
from tests.imports.operating import Operator
from tests.imports.real_input import LOM_DAYS, LOM_FET
from webapp import db
from webapp.imports.fet_file import read_fet
from webapp.imports.taking_timetable import take_timetable
from webapp.school.models import School


@pytest.fixture(scope="module", params=ENGINES)
def blank(request: pytest.FixtureRequest, templates: Templates) -> Iterator[Any]:
    """A database with its tables and nothing in them."""
    url, _ = templates.copy(request.param, peopled=False)
    opened = db.use(url)
    opened.connect(reuse_if_open=True)
    yield opened
    opened.close_all()
    if request.param == "postgres":
        postgres.drop(url.rpartition("/")[2].partition("?")[0])
    else:
        Path(url.removeprefix("sqlite:///")).unlink(missing_ok=True)


@pytest.fixture(scope="module")
def lom_school(blank: Any) -> School:
    """Lom's timetable of the year, imported once."""
    with blank.atomic():
        school = School.create(name="Lom", country="BG", timezone="Europe/Sofia")
        first, last = LOM_DAYS
        take_timetable(read_fet(LOM_FET.read_bytes(), "timetable.fet"), school, first, last)
    return school


@pytest.fixture
def undone(blank: Any) -> Iterator[None]:
    """Whatever the test writes is rolled back."""
    with blank.atomic() as transaction:
        yield
        transaction.rollback()


@pytest.fixture
def kim(visit: Any, cast: Any, app: Flask) -> Operator:
    """The operator of the cast's school; nothing is uploaded yet."""
    operator = Operator(visit("kim"), cast.schools["home"], app)
    shutil.rmtree(operator.uploads, ignore_errors=True)
    return operator
