"""The weeks of a school year, to pick one from: this year's and those of the years before."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from webapp import clock, weeks
from webapp.people.children import Child
from webapp.school.models import AcademicYear, Holiday


@dataclass(frozen=True)
class YearWeek:
    """A week to pick. holiday is the name of the break that holds all of its days, else empty."""

    week: str
    first: date
    last: date
    holiday: str
    is_present: bool


@dataclass(frozen=True)
class YearCalendar:
    """The weeks of one year by months of their Mondays, and all years that the student learned in."""

    year: Any
    years: list[Any]
    months: list[tuple[date, list[YearWeek]]]


def year_calendar(child: Child, year_id: int | None) -> YearCalendar | None:
    """The calendar of the year, the present one unless named; None where there is no such year."""
    school, today = child.student.school, clock.today(child.student.school)
    since = child.stays[0].starts if child.stays else today
    known = AcademicYear.select().where(AcademicYear.school == school.id, AcademicYear.ends >= since)
    years = list(known.order_by(AcademicYear.starts))
    begun = [year for year in years if year.starts <= today] or years
    chosen = [year for year in years if year.id == year_id] if year_id else begun[-1:]
    if not chosen:
        return None
    return YearCalendar(chosen[0], years, _months(chosen[0], school.id, today))


def _months(year: Any, school_id: int, today: date) -> list[tuple[date, list[YearWeek]]]:
    holidays = Holiday.between(school_id, year.starts, year.ends)
    present, found = weeks.week_of(today), {}  # type: ignore[var-annotated]
    monday = weeks.monday(weeks.week_of(year.starts))
    while monday <= year.ends:
        saturday = monday + timedelta(days=5)
        whole = [h.name for h in holidays if h.starts <= monday and h.ends >= saturday]
        week = weeks.week_of(monday)
        row = YearWeek(week, monday, saturday, whole[0] if whole else "", week == present)
        found.setdefault(monday.replace(day=1), []).append(row)
        monday += timedelta(weeks=1)
    return list(found.items())
