"""The bells of the two shifts, and the one grid of hours that both share.

Lessons last 45 minutes, two breaks at least 20, the second shift ends by 19:00 (СП 2.4.3648-20). From 13:30
the two shifts ring together, so an hour of the grid is named by the time at which it starts.
"""

from dataclasses import dataclass
from datetime import time

LESSON_MINUTES = 45
DAYS = ("Понедельник", "Вторник", "Среда", "Четверг", "Пятница", "Суббота")
STARTS = {
    1: ("08:30", "09:25", "10:30", "11:35", "12:35", "13:30", "14:25"),
    2: ("13:30", "14:25", "15:30", "16:25", "17:20", "18:15"),
}
HOURS = tuple(sorted({start for starts in STARTS.values() for start in starts}))


@dataclass(frozen=True)
class BellPlan:
    """One lesson's place in a shift; number counts from 1."""

    number: int
    start: time
    end: time


def bells(shift: int) -> tuple[BellPlan, ...]:
    """The shift's bells in order, lasting LESSON_MINUTES each."""
    return tuple(_bell(number, start) for number, start in enumerate(STARTS[shift], 1))


def first_hour(shift: int) -> int:
    """The index in HOURS of the shift's first lesson; the rest follow without a hole."""
    return HOURS.index(STARTS[shift][0])


def _bell(number: int, start: str) -> BellPlan:
    begins = time.fromisoformat(start)
    hours, minutes = divmod(begins.hour * 60 + begins.minute + LESSON_MINUTES, 60)
    return BellPlan(number, begins, time(hours, minutes))
