"""ISO weeks as text, `2026-W47`, and the six school days in them."""

import re
from datetime import date, datetime, time, timedelta

_WEEK = re.compile(r"(\d{4})-W(\d{2})")
SATURDAY = 5
NOON = time(12)


def week_of(day: date) -> str:
    """The ISO week that holds the day, `2026-W47`."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def monday(week: str) -> date:
    """The first day of the week. Raises ValueError for text that names no week."""
    match = _WEEK.fullmatch(week)
    if not match:
        raise ValueError(f"not a week: {week!r}")
    return date.fromisocalendar(int(match[1]), int(match[2]), 1)


def days(week: str) -> list[date]:
    """Monday to Saturday of the week."""
    return [monday(week) + timedelta(days=n) for n in range(6)]


def shifted(week: str, by: int) -> str:
    """The week that many weeks later, or earlier."""
    return week_of(monday(week) + timedelta(weeks=by))


def shown_week(local_now: datetime) -> str:
    """The week that a diary opens on: from Saturday noon it is the next one."""
    moved = local_now.weekday() > SATURDAY or (local_now.weekday() == SATURDAY and local_now.time() >= NOON)
    return week_of(local_now.date() + timedelta(days=2 if moved else 0))
