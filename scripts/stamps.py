"""Stamps: what was set up last, by the content it was made from; a second run then has nothing to do."""

from __future__ import annotations

import hashlib
from pathlib import Path


def fingerprint(*parts: str | Path) -> str:
    """Hash of texts and of files' contents; a file that is missing counts as empty."""
    digest = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            content = part.read_bytes() if part.is_file() else b""
        else:
            content = part.encode()
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def is_current(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text() == wanted


def write(stamp: Path, value: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)
