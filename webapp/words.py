"""Dates, weights and places as words of the reader's language."""

from datetime import date, datetime, time
from functools import lru_cache

from babel.dates import format_date

from webapp import clock, language, weeks
from webapp.language import _


def dated(day: date, pattern: str = "d MMMM") -> str:
    """The date by a CLDR pattern: «23 ноября»."""
    return _dated(day, pattern, language.locale())


@lru_cache(2048)
def _dated(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)


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


def kilograms(grams: int) -> str:
    """Grams as «1,4 кг», unbroken."""
    number = f"{grams / 1000:.1f}"
    shown = number.replace(".", ",") if language.current() == "ru" else number
    return _("%(number)s кг", number=shown).replace(" ", "\u00a0")


def moment(instant: datetime, school: clock.Placed) -> str:
    """An instant on the school's clock: «18 ноября, 8:15»."""
    shown = clock.local(school, instant)
    return f"{dated(shown.date())}, {wall_time(shown)}"


def wall_time(at: time | datetime) -> str:
    """«8:30»."""
    return f"{at.hour}:{at.minute:02}"


def room_name(name: str) -> str:
    """«каб. 21»; a room with a name of its own, «Малый спортзал», needs no «каб.»."""
    return _("каб. %(name)s", name=name) if name[:1].isdigit() else name
