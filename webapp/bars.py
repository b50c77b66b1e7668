"""Bars side by side, one a day: where an SVG draws each part of them."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

HEIGHT = 48


class Bar(NamedTuple):
    """A day's bar. parts are (top, height) in pixels from the picture's upper edge, the lowest part first."""

    day: date
    values: tuple[int, ...]
    parts: list[tuple[int, int]]


class Bars(NamedTuple):
    """Bars in order of days. limit_at: pixels down to the line of the limit, None without one.

    highest are the days with the greatest value; none where all are alike.
    """

    bars: list[Bar]
    limit_at: int | None
    highest: list[date]


def bars_of(values: Mapping[date, tuple[int, ...]], limit: int = 0) -> Bars:
    """The picture of each day's values, stacked. HEIGHT is the greatest sum or the limit."""
    sums = {day: sum(values[day]) for day in sorted(values)}
    greatest = max(sums.values(), default=0)
    scale = HEIGHT / max(greatest, limit, 1)
    highest = [day for day, total in sums.items() if total == greatest]
    return Bars(
        [Bar(day, values[day], _parts(values[day], scale)) for day in sums],
        HEIGHT - round(limit * scale) if limit else None,
        highest if len(highest) < len(sums) else [],
    )


def _parts(values: tuple[int, ...], scale: float) -> list[tuple[int, int]]:
    """Parts meet: each begins where the one below it, rounded, ends."""
    parts, below = [], 0
    for count in range(1, len(values) + 1):
        upper = round(sum(values[:count]) * scale)
        parts.append((HEIGHT - upper, upper - below))
        below = upper
    return parts
