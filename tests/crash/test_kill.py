"""The short form of `make crash`."""

from pathlib import Path
from uuid import uuid4

import pytest

from tests import postgres
from tests.crash.rounds import crash

pytestmark = pytest.mark.server


@pytest.mark.parametrize(("engine", "rounds"), [("sqlite", 5), ("postgres", 2)])
def test_every_acknowledged_mark_is_there_once_after_kills(engine: str, rounds: int, tmp_path: Path):
    name = f"test_{uuid4().hex[:12]}"
    url = postgres.create_from_template(name) if engine == "postgres" else None
    try:
        outcome = crash(tmp_path, rounds, url=url)
        assert outcome.rounds == rounds
        assert outcome.is_clean, f"{outcome}\n{outcome.strange}"
    finally:
        if url:
            postgres.drop(name)
