"""A minute of the fuzz in each engine (offline.md); `make fuzz` runs it for longer."""

import random
from pathlib import Path

import pytest

from tests.engines import ENGINES
from tests.fuzz.run import fuzz

pytestmark = pytest.mark.browser
WRITES = 30


@pytest.mark.parametrize("name", ENGINES)
def test_random_writes_through_random_faults_are_all_accounted_for(name, tmp_path: Path, request):
    playwright = request.getfixturevalue("playwright") if name == "chromium" else None
    outcome = fuzz(tmp_path, name, WRITES, random.randrange(10**6), playwright=playwright)
    print(outcome)
    assert outcome.strange() == []
    assert outcome.accepted
