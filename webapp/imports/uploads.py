"""Uploaded files between preview and confirmation: a folder each in the data folder, for a day.

A folder holds the file as it came, what it was uploaded for (facts) and how far the work on it is (state).
"""

import json
import os
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from webapp import clock

KEPT_FOR = timedelta(days=1)
FILE, MORE, FACTS, STATE, CLAIM = "file", "more", "facts.json", "state.json", "claimed"
# What a state's stage is, in the order in which they come.
CHECKING, PREVIEW, APPLYING, DONE, FAILED = "checking", "preview", "applying", "done", "failed"
_ID = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True)
class Upload:
    """One uploaded file. kind: timetable, roster, people; options: what else was typed in the form."""

    folder: Path
    kind: str
    name: str
    school: int
    user: int
    at: datetime
    options: dict[str, Any]

    @property
    def id(self) -> str:
        """What its URL says."""
        return self.folder.name

    @property
    def days(self) -> tuple[date, date] | None:
        """From when to when, where that was chosen."""
        if "first" not in self.options:
            return None
        return date.fromisoformat(self.options["first"]), date.fromisoformat(self.options["last"])

    def file(self) -> bytes:
        """The file's bytes. Raises FileNotFoundError once it is used."""
        return (self.folder / FILE).read_bytes()

    def more(self) -> bytes | None:
        """The second file, where one was sent along."""
        path = self.folder / MORE
        return path.read_bytes() if path.exists() else None

    def state(self) -> dict[str, Any]:
        """How far the work is: stage, done, total, tally, digest, notice, language, problem, beat."""
        return json.loads((self.folder / STATE).read_text())

    def tell(self, **state: Any) -> None:
        """Keep a new state, whole: whoever reads meanwhile finds the old one or the new one."""
        _write(self.folder / STATE, {**state, "beat": clock.now().isoformat()})

    def claim(self) -> bool:
        """Whether the caller is the one to import it: a second confirmation is not."""
        try:
            os.close(os.open(self.folder / CLAIM, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return False
        return True

    def release(self) -> None:
        """Let it be confirmed again."""
        (self.folder / CLAIM).unlink(missing_ok=True)

    def drop_files(self) -> None:
        """The file has been used."""
        for name in (FILE, MORE):
            (self.folder / name).unlink(missing_ok=True)

    def forget(self) -> None:
        """Nothing of it is kept."""
        shutil.rmtree(self.folder, ignore_errors=True)


def keep(
    root: Path, kind: str, name: str, data: bytes, *, school: int, user: int, more: bytes | None = None,
    options: Mapping[str, Any],
) -> Upload:  # fmt: skip
    """Keep an uploaded file, readable by the owner of the process alone. Older ones go."""
    _sweep(root)
    folder = root / secrets.token_urlsafe(16)
    root.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700)
    at = clock.now()
    for file, content in ((FILE, data), (MORE, more)):
        if content is not None:
            _write_bytes(folder / file, content)
    facts = {"kind": kind, "name": name, "school": school, "user": user, "options": dict(options)}
    _write(folder / FACTS, {**facts, "at": at.isoformat()})
    upload = Upload(folder, kind, name, school, user, at, dict(options))
    upload.tell(stage=CHECKING, done=0, total=0)
    return upload


def find(root: Path, upload_id: str, *, school: int, user: int) -> Upload | None:
    """The user's own upload for the school, or None for none and one that was forgotten."""
    if not _ID.fullmatch(upload_id):
        return None
    upload = _read(root / upload_id)
    return upload if upload and (upload.school, upload.user) == (school, user) else None


def unfinished(root: Path, *, school: int, user: int) -> list[Upload]:
    """The user's uploads for the school that wait or work, the latest first."""
    found = [upload for folder in _folders(root) if (upload := _read(folder))]
    mine = [upload for upload in found if (upload.school, upload.user) == (school, user)]
    open_still = [upload for upload in mine if upload.state()["stage"] in (CHECKING, PREVIEW, APPLYING)]
    return sorted(open_still, key=lambda upload: upload.at, reverse=True)


def _read(folder: Path) -> Upload | None:
    try:
        facts = json.loads((folder / FACTS).read_text())
    except (FileNotFoundError, NotADirectoryError):
        return None
    at = datetime.fromisoformat(facts.pop("at"))
    return Upload(folder, at=at, **facts) if clock.now() - at < KEPT_FOR else None


def _folders(root: Path) -> list[Path]:
    return sorted(root.iterdir()) if root.is_dir() else []


def _sweep(root: Path) -> None:
    for folder in _folders(root):
        if _read(folder) is None:
            shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, content: dict[str, Any]) -> None:
    new = path.with_suffix(f".{secrets.token_hex(4)}")
    _write_bytes(new, json.dumps(content, ensure_ascii=False).encode())
    new.replace(path)


def _write_bytes(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
