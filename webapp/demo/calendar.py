"""The demo's academic year, laid so that today falls into its second quarter."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

WEEKS_BEFORE_TODAY = 11
QUARTERS = ((0, 59), (69, 120), (133, 206), (216, 267))
HALF_YEARS = ((0, 120), (133, 267))
BREAKS = ((60, 68), (121, 132), (207, 215))
FIRST_GRADE_BREAK = (160, 166)
SEASONS = ("Зимние", "Весенние", "Летние", "Осенние")
HALF_YEARS_FROM_GRADE = 10


@dataclass(frozen=True)
class PeriodPlan:
    """A grading period; both dates are in it."""

    name: str
    kind: Literal["quarter", "half_year"]
    start: date
    end: date


@dataclass(frozen=True)
class BreakPlan:
    """Days without lessons, both in it; for these grades only, or for all when empty."""

    name: str
    start: date
    end: date
    grades: tuple[int, ...] = ()


@dataclass(frozen=True)
class YearPlan:
    """The year's frame; start and end are days of lessons. Public holidays are not here."""

    name: str
    start: date
    end: date
    quarters: tuple[PeriodPlan, ...]
    half_years: tuple[PeriodPlan, ...]
    breaks: tuple[BreakPlan, ...]

    def periods(self, grade: int) -> tuple[PeriodPlan, ...]:
        """Quarters, and half-years in the two oldest grades."""
        return self.half_years if grade >= HALF_YEARS_FROM_GRADE else self.quarters

    def is_break(self, day: date, grade: int) -> bool:
        """Whether that grade has no lessons that day because of a break, or the year is not on."""
        if not self.start <= day <= self.end:
            return True
        return any(b.start <= day <= b.end and (not b.grades or grade in b.grades) for b in self.breaks)


def school_year(today: date) -> YearPlan:
    """The year around today: eleven weeks old, on a Tuesday, as 1 September 2026 was.

    Quarters and breaks lie where the ministry recommended them for 2026/27, as offsets in days.
    """
    monday = today - timedelta(days=today.weekday())
    start = monday - timedelta(weeks=WEEKS_BEFORE_TODAY) + timedelta(days=1)

    def day(offset: int) -> date:
        return start + timedelta(days=offset)

    end = day(QUARTERS[-1][1])
    return YearPlan(
        name=f"{start.year}/{end.year}" if start.year != end.year else str(start.year),
        start=start,
        end=end,
        quarters=tuple(
            PeriodPlan(f"{roman} четверть", "quarter", day(first), day(last))
            for roman, (first, last) in zip(("I", "II", "III", "IV"), QUARTERS, strict=True)
        ),
        half_years=tuple(
            PeriodPlan(f"{roman} полугодие", "half_year", day(first), day(last))
            for roman, (first, last) in zip(("I", "II"), HALF_YEARS, strict=True)
        ),
        breaks=(
            *(BreakPlan(_season(day(first)), day(first), day(last)) for first, last in BREAKS),
            BreakPlan("Дополнительные каникулы", day(FIRST_GRADE_BREAK[0]), day(FIRST_GRADE_BREAK[1]), (1,)),
        ),
    )


def _season(first: date) -> str:
    return f"{SEASONS[first.month % 12 // 3]} каникулы"
