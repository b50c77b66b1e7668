"""A write takes effect once, however often it arrives (offline.md, «Once»)."""

import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout
from peewee import IntegrityError, OperationalError

from webapp import clock
from webapp.changes.models import Receipt
from webapp.db import database, is_sqlite

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
WAIT_SECONDS = 8.0
_TRIES = 4
_in_process = threading.Lock()


Ids = dict[str, int | str]


class Outcome(NamedTuple):
    """What a write came to: the page that shows it, the ids of the rows it made, and under the name of the
    form's field (`version`, `seen`) the version to send with the next write."""

    location: str
    ids: Ids
    status: int = 303


class KeyReused(Exception):
    """The key was used already, with another payload."""


class Busy(Exception):
    """Another write held the lock past the limit; the sender should come again."""


class Refused(Exception):
    """A rule says no. field names the form's field (None for the form as a whole); the text is for people."""

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.message, self.field = message, field


class Now(NamedTuple):
    """What stands now and what was to stand, in words for people; by whom it was changed, and when.

    fields: what to send instead of the form's to insist on one's own; None where that cannot be.
    """

    theirs: str
    mine: str
    by: str = ""
    at: str = ""
    fields: dict[str, str] | None = None


class Conflict(Refused):
    """Somebody changed the thing meanwhile: both values are to be shown (409).

    now is None where words alone can say it.
    """

    def __init__(self, message: str, field: str | None = None, now: Now | None = None):
        super().__init__(message, field)
        self.now = now


def fingerprint(url: str, fields: list[tuple[str, str]]) -> str:
    """What a payload is recognised by: URL and fields in a fixed order. Token and key are no part of it."""
    kept = sorted((name, value) for name, value in fields if name not in ("csrf_token", "key"))
    return hashlib.sha256(json.dumps([url, kept], ensure_ascii=False).encode()).hexdigest()


@contextmanager
def _embedded_lock() -> Iterator[None]:
    """One writer at a time over all threads and processes. Raises Busy after WAIT_SECONDS."""
    deadline = time.monotonic() + WAIT_SECONDS
    if not _in_process.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        path = Path(database.obj.database).with_suffix(".write-lock")
        lock = FileLock(path, poll_interval=0.001)
        try:
            lock.acquire(timeout=max(0.0, deadline - time.monotonic()))
        except Timeout as timeout:
            raise Busy from timeout
        try:
            with database.atomic("IMMEDIATE"):
                yield
        finally:
            lock.release()
    finally:
        _in_process.release()


@contextmanager
def _postgres_lock(school: int | None) -> Iterator[None]:
    with database.atomic():
        database.execute_sql(f"SET LOCAL lock_timeout = {int(WAIT_SECONDS * 1000)}")
        if school is not None:
            try:
                database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (school,))
            except OperationalError as error:
                raise (Busy if _is_waiting(error) else error) from error
        yield


@contextmanager
def write_transaction(school: int | None) -> Iterator[None]:
    """The one transaction of a write, behind a file lock (SQLite) or the school's advisory lock (PostgreSQL).

    school None is for a row that no rule depends on, such as an entry kept: PostgreSQL then needs no lock.
    Raises Busy past the limit.
    """
    if database.in_transaction():
        raise RuntimeError("an act opens no transaction of its own")
    with _embedded_lock() if is_sqlite() else _postgres_lock(school):
        yield


def kept(user: int, key: str, payload: str) -> Outcome | None:
    """The outcome of a write that took effect, None for a key not used yet. Raises KeyReused."""
    receipt = Receipt.get_or_none(user_id=user, key=key)
    if receipt is None:
        return None
    if receipt.fingerprint != payload:
        raise KeyReused
    return Outcome(receipt.location, json.loads(receipt.ids), receipt.status)


def _write(user: int, key: str, payload: str, act: Callable[[], Outcome], school: int) -> Outcome:
    with write_transaction(school):
        if outcome := kept(user, key, payload):
            return outcome
        # The receipt comes first: the same key under another lock then waits for it, not for the act's rows.
        receipt = Receipt.insert(
            user_id=user, key=key, fingerprint=payload, at=clock.now(), status=0, location=""
        ).execute()
        outcome = act()
        Receipt.update(status=outcome.status, location=outcome.location, ids=json.dumps(outcome.ids)).where(
            Receipt.id == receipt
        ).execute()
        return outcome


def once(user: int, key: str, payload: str, act: Callable[[], Outcome], *, school: int) -> Outcome:
    """Run the act in one transaction with its receipt; for a key already used, return the kept outcome.

    payload is a fingerprint(). The act may run again after a serialization failure, opens no transaction of
    its own, and leaves no receipt when it raises. Raises KeyReused, Busy, and what the act raises.
    """
    if outcome := kept(user, key, payload):
        return outcome
    for attempt in range(_TRIES):
        try:
            return _write(user, key, payload, act, school)
        except (IntegrityError, OperationalError) as error:
            if _is_waiting(error):
                raise Busy from error
            if attempt + 1 == _TRIES or not _may_run_again(error):
                raise
    raise Busy


def _state(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error.__cause__ or error
    return getattr(cause, "sqlstate", None) or ""


def _is_waiting(error: Exception) -> bool:
    return _state(error) == "55P03" or str(error).startswith(
        ("database is locked", "database table is locked")
    )


def _may_run_again(error: Exception) -> bool:
    """Serialization failure, deadlock, or a unique row that another connection committed meanwhile.

    Another school's write, or the same key: run again, the act sees that row.
    """
    return _state(error) in ("40001", "40P01", "23505")
