"""Dates, weights and plurals as Russian words."""

from datetime import date, datetime, time
from functools import lru_cache

from babel.dates import format_date
from babel.plural import to_python

from webapp import clock, weeks

_plural_rule = to_python(
    {
        "one": "n % 10 = 1 and n % 100 != 11",
        "few": "n % 10 = 2..4 and n % 100 != 12..14",
    }
)


@lru_cache(2048)
def dated(day: date, pattern: str = "d MMMM") -> str:
    """The date by a CLDR pattern, in Russian: «23 ноября»."""
    return format_date(day, pattern, locale="ru")


def long_date(day: date) -> str:
    """«понедельник, 23 ноября»."""
    return dated(day, "EEEE, d MMMM")


def week_name(week: str) -> str:
    """«16–21 ноября», «30 ноября – 5 декабря»."""
    return span(weeks.days(week)[0], weeks.days(week)[-1])


def span(first: date, last: date) -> str:
    """Days from first to last: «18 ноября», «16–21 ноября», «30 ноября – 5 декабря»."""
    if first == last:
        return dated(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{dated(last)}"
    return f"{dated(first)} – {dated(last)}"


def plural(count: int, one: str, few: str, many: str) -> str:
    """The number with its word: 1 урок, 2 урока, 5 уроков."""
    return f"{count} {dict(one=one, few=few).get(_plural_rule(count), many)}"


def kilograms(grams: int) -> str:
    """Grams as «1,4 кг»."""
    return f"{grams / 1000:.1f}".replace(".", ",") + " кг"


def moment(instant: datetime, school: clock.Placed) -> str:
    """An instant on the school's clock: «18 ноября, 8:15»."""
    shown = clock.local(school, instant)
    return f"{dated(shown.date())}, {wall_time(shown)}"


def wall_time(at: time | datetime) -> str:
    """«8:30»."""
    return f"{at.hour}:{at.minute:02}"


def room_name(name: str) -> str:
    """«каб. 21»; a room with a name of its own, «Малый спортзал», needs no «каб.»."""
    return f"каб. {name}" if name[:1].isdigit() else name
