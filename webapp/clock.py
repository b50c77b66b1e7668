"""The one clock. Instants are aware and in UTC; school dates are dates in the school's time zone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Placed(Protocol):
    """Anything that lies in a time zone, such as a School."""

    timezone: str


def _offset() -> timedelta:
    """ZVONOK_NOW (ISO 8601 with an offset) sets the clock at start; it goes on from there."""
    wanted = os.environ.get("ZVONOK_NOW")
    return datetime.fromisoformat(wanted) - datetime.now(UTC) if wanted else timedelta()


_shift = _offset()
_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The instant, aware, in UTC."""
    return _standing.get() or datetime.now(UTC) + _shift


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    """The clock stands at the instant for this thread: what the demo's people did, they did at their time."""
    token = _standing.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _standing.reset(token)


def local(school: Placed, instant: datetime | None = None) -> datetime:
    """The instant (now unless given) as the school's wall clock shows it."""
    return (instant or now()).astimezone(ZoneInfo(school.timezone))


def today(school: Placed) -> date:
    """The date in the school's time zone."""
    return local(school).date()
