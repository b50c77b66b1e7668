"""What names of days and hours in a timetable say: the weekday, the week of two, the number, the bells."""

import re
from collections.abc import Sequence
from datetime import time

from webapp.imports.problems import Problems, listed, quoted
from webapp.imports.weekly_timetable import Day, Hour
from webapp.language import _

LESSON_MINUTES = 45

_FOREIGN_WEEKDAYS = (
    "понедельник понеделник понеділок пн пон monday mon",
    "вторник вівторок вт вто tuesday tue",
    "среда сряда середа ср сре сря wednesday wed",
    "четверг четвъртък четвер чт чет thursday thu",
    "пятница петък п'ятниця пт пят пет friday fri",
    "суббота събота субота сб суб съб saturday sat",
    "воскресенье неделя неділя вс вск нд нед sunday sun",
)
_BY_WORD = {word: n for n, words in enumerate(_FOREIGN_WEEKDAYS, start=1) for word in words.split()}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?!\d)")
_NUMBER = re.compile(r"\d+")


def read_days(names: Sequence[str], problems: Problems) -> tuple[Day, ...]:
    """The days by their names; by their order, from Monday, when no name says a weekday and there are at
    most six.

    A weekday that comes round again begins the second week of the pattern, B.
    """
    weekdays = [_weekday(name) for name in names]
    if not any(weekdays) and 0 < len(names) <= 6:
        what = _("дни взяты по порядку, с понедельника: %(names)s", names=listed(names))
        problems.warn(what, _("название дня недели"))
        return tuple(Day(name, n) for n, name in enumerate(names, start=1))
    unknown = [name for name, weekday in zip(names, weekdays, strict=True) if weekday is None]
    if unknown:
        what = _("непонятно, какие это дни недели: %(names)s", names=listed(unknown))
        problems.add(what, _("название дня недели: Понедельник, Вторник, …"))
        return ()
    numbers = [weekday for weekday in weekdays if weekday is not None]
    weeks = _weeks(numbers)
    if max(weeks, default=0) > 1:
        problems.add(_("в расписании больше двух разных недель"), _("одна неделя или две, чередующиеся"))
        return ()
    two = max(weeks, default=0) == 1
    letters = ["AB"[week] if two else "every" for week in weeks]
    return tuple(Day(*day) for day in zip(names, numbers, letters, strict=True))


def weekday_of(name: str) -> int | None:
    """The ISO number of the weekday that the name says, or None."""
    return _weekday(name)


def read_hours(names: Sequence[str], long_names: Sequence[str], problems: Problems) -> tuple[Hour, ...]:
    """The hours in order.

    Names that hold times become bells, a lesson lasting 45 minutes unless the end is named.
    """
    spans = [_span(name) or _span(long) for name, long in zip(names, long_names, strict=True)]
    numbers = _numbers(names)
    starts = [span[0] for span in spans if span]
    if not starts:
        return tuple(Hour(name, number) for name, number in zip(names, numbers, strict=True))
    if len(starts) < len(names) or sorted(set(starts)) != starts:
        what = _(
            "время уроков понятно не у всех часов или идёт не по порядку: %(names)s; звонки не взяты",
            names=listed(names),
        )
        problems.warn(what, _("время начала в названии каждого часа: 08:30, 09:25, …"))
        return tuple(Hour(name, number) for name, number in zip(names, numbers, strict=True))
    hours = []
    for name, number, span, following in zip(names, numbers, spans, [*starts[1:], 24 * 60], strict=True):
        begin, end = span or (0, 0)
        hours.append(Hour(name, number, _clock(begin), _clock(min(end, following, 24 * 60 - 1))))
    return tuple(hours)


def hour_order(name: str) -> tuple[int, str]:
    """Where an hour stands in the day, to sort hours when a file gives them in no order."""
    span = _span(name)
    number = _NUMBER.search(name)
    return (span[0] if span else int(number[0]) if number else 24 * 60, name)


def index_of(
    name: str,
    places: dict[str, int],
    kind: str,
    problems: Problems,
    *,
    row: int | None = None,
    column: str = "",
    element: str = "",
) -> int | None:
    """The place of a day or an hour (kind: `day`, `hour`) among the known; without one, a problem."""
    if name not in places:
        no_day = _("%(found)s — такого дня нет", found=quoted(name))
        what = no_day if kind == "day" else _("%(found)s — такого часа нет", found=quoted(name))
        expected = _("одно из: %(list)s", list=", ".join(places))
        problems.add(what, expected, row=row, column=column, element=element)
    return places.get(name)


def _weekday(name: str) -> int | None:
    return next((_BY_WORD[word] for word in _WORD.findall(name.casefold()) if word in _BY_WORD), None)


def _weeks(weekdays: list[int]) -> list[int]:
    weeks, week = [], 0
    for n, weekday in enumerate(weekdays):
        week += n > 0 and weekday <= weekdays[n - 1]
        weeks.append(week)
    return weeks


def _span(name: str) -> tuple[int, int] | None:
    times = [int(hour) * 60 + int(minute) for hour, minute in _CLOCK.findall(name)]
    if not times:
        return None
    named_end = times[1] if len(times) > 1 and times[1] > times[0] else None
    return times[0], named_end or times[0] + LESSON_MINUTES


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _numbers(names: Sequence[str]) -> list[int]:
    """Numbers that the names say when they run on from 0 or 1, else places counted from 1."""
    said = [_NUMBER.search(_CLOCK.sub(" ", name)) for name in names]
    numbers = [int(match[0]) for match in said if match]
    first = numbers[0] if numbers else 1
    if first in (0, 1) and numbers == list(range(first, first + len(names))):
        return numbers
    return list(range(1, len(names) + 1))
