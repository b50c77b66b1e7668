"""Маша's page of notices, and a notice on it."""

import pytest

from tests.absence.fields import THREE_DAYS
from webapp.absence.models import AbsenceNotice


@pytest.fixture
def listing(cast):
    return f"/students/{cast.students['masha']}/absences/"


@pytest.fixture
def given(visit, listing):
    """A notice that Машина мама has given."""
    assert visit("orlova").post(listing, THREE_DAYS).status_code == 303
    return AbsenceNotice.get()
