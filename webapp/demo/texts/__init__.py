"""The demo's Russian texts, one JSON file for each group of subjects."""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def read(name: str) -> Any:
    """The content of `name`.json."""
    return json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))


def banded(bands: dict[str, Any], grade: int) -> Any:
    """The entry whose band of grades («7», «5-6») holds the grade, or None."""
    for band, entry in bands.items():
        first, _, last = band.partition("-")
        if int(first) <= grade <= int(last or first):
            return entry
    return None
