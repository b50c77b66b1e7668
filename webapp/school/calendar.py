"""The academic calendar: the year's periods and days off, where today stands in it, what is left."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from peewee import JOIN

from webapp.language import _, lazy
from webapp.school.holidays import days_off
from webapp.school.models import AcademicYear, Holiday, Period, School

LessonDays = Callable[[School, date, date], set[date]]
_NAMES = {
    "quarter": lazy("%(number)s четверть"),
    "trimester": lazy("%(number)s триместр"),
    "half_year": lazy("%(number)s полугодие"),
}
_ROMAN = ("", "I", "II", "III", "IV")
_counted: list[LessonDays] = []


class Standing(NamedTuple):
    """A period on which today falls, with the school days from tomorrow to its end."""

    period: Period
    days_left: int


class Calendar(NamedTuple):
    """A school's year. standing holds the periods of today: quarters of some grades, half-years of others."""

    year: AcademicYear
    periods: list[Period]
    holidays: list[Holiday]
    off: dict[date, Holiday]
    standing: list[Standing]
    next_period: Period | None


def count_lesson_days_by(query: LessonDays) -> None:
    """The timetable says by this on which days lessons are held. Until it does, all but Sundays count."""
    _counted[:] = [query]


def period_name(period: Period) -> str:
    """«II четверть»."""
    return _NAMES[period.kind] % {"number": _ROMAN[period.number]}


def grades_name(period: Period) -> str:
    """«1–9 классы»; nothing for a period of all grades."""
    if (period.grade_from, period.grade_to) == (1, 11):
        return ""
    if period.grade_from == period.grade_to:
        return _("%(grade)s класс", grade=period.grade_from)
    return _("%(first)s–%(last)s классы", first=period.grade_from, last=period.grade_to)


def calendar_of(school: School, today: date) -> Calendar | None:
    """The calendar of the year that holds the day; None where no year was laid yet."""
    rows = list(
        AcademicYear.select(AcademicYear, Period)
        .join(Period, JOIN.LEFT_OUTER)
        .where(AcademicYear.school == school)
        .order_by(Period.starts, Period.grade_from, Period.ends)
    )
    year = AcademicYear.of_these(rows, today)
    if year is None:
        return None
    of_year = (getattr(row, "period", None) for row in rows if row.id == year.id)
    periods = [period for period in of_year if period]
    off = days_off(school, year.starts, year.ends)
    shown = sorted({holiday.id: holiday for holiday in off.values()}.values(), key=lambda row: row.starts)
    now = [period for period in periods if period.starts <= today <= period.ends]
    lessons = _lesson_days(school, today, max((period.ends for period in now), default=today), off)
    standing = [Standing(p, sum(today < day <= p.ends for day in lessons)) for p in now]
    coming = next((period for period in periods if period.starts > today), None)
    return Calendar(year, periods, shown, off, standing, coming)


def _lesson_days(school: School, first: date, last: date, off: dict[date, Holiday]) -> set[date]:
    held: set[date] = _counted[0](school, first, last) if _counted else set()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {day for day in held or days if day.isoweekday() < 7 and day not in off}
