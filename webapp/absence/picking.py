"""The calendar in which the days of a notice are picked, and the choices that need one tap."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from webapp import clock
from webapp.absence.attendance import month_after, month_weeks
from webapp.absence.days import earliest, is_school_day
from webapp.absence.models import AbsenceNotice
from webapp.language import _
from webapp.people.models import Student
from webapp.school.holidays import days_off
from webapp.school.models import Holiday
from webapp.timetable.models import Lesson

SATURDAY = 6
LESSONS_OVER = 14
USUAL_NUMBERS = range(1, 8)


class PickDay(NamedTuple):
    """A day to pick. notice: the standing one that names it already; None as date: another month's place."""

    date: date | None
    is_open: bool = False
    holiday: Holiday | None = None
    notice: AbsenceNotice | None = None


class PickMonth(NamedTuple):
    """A month to pick from, as weeks from Monday to Sunday."""

    first: date
    weeks: list[list[PickDay]]


class Quick(NamedTuple):
    """A choice of one tap: its words, first and last day."""

    label: str
    first: date
    last: date


class Picker(NamedTuple):
    """What the page needs to let pick days and lessons."""

    months: list[PickMonth]
    quick: list[Quick]
    numbers: list[int]
    first_choice: date


def picker(
    student: Student,
    today: date,
    notices: Sequence[AbsenceNotice],
    *,
    shown: date | None = None,
    at_school: bool = False,
    besides: int = 0,
) -> Picker:
    """This month and the next, and from the month of shown; at_school any day is open, the last month too.

    notices are the student's; besides is the one that is changed.
    """
    start = month_after(today, -1 if at_school else 0)
    start = min(start, shown.replace(day=1)) if shown else start
    months = [start]
    while months[-1] < month_after(today, 1):
        months.append(month_after(months[-1], 1))
    off = days_off(student.school_id, months[0] - timedelta(days=120), month_weeks(months[-1])[-1][-1])
    opens = date.min if at_school else earliest(student.school, today, off)
    standing = [notice for notice in notices if notice.stands and notice.id != besides]

    def cell(day: date, month: date) -> PickDay:
        if (day.year, day.month) != (month.year, month.month):
            return PickDay(None)
        taken = next((n for n in standing if n.starts <= day <= n.ends), None)
        return PickDay(day, is_school_day(day, off) and day >= opens, off.get(day), taken)

    grid = [PickMonth(m, [[cell(day, m) for day in week] for week in month_weeks(m)]) for m in months]
    numbers = _numbers(student, today)
    return Picker(grid, _quick(today, off), numbers, first_choice(clock.local(student.school), off))


def first_choice(now: datetime, off: dict[date, Holiday]) -> date:
    """The day that the form opens on: today until 14:00, else the next one; the first with lessons."""
    day = first = now.date() + timedelta(days=int(now.hour >= LESSONS_OVER))
    while not is_school_day(day, off) and day - first < timedelta(days=120):
        day += timedelta(days=1)
    return day


def _quick(today: date, off: dict[date, Holiday]) -> list[Quick]:
    """Today, tomorrow, to the end of the week: those of them that hold a school day."""
    tomorrow = today + timedelta(days=1)
    saturday = today + timedelta(days=max(SATURDAY - today.isoweekday(), 0))
    wanted = [Quick(_("Сегодня"), today, today), Quick(_("Завтра"), tomorrow, tomorrow)]
    if saturday > tomorrow:
        wanted.append(Quick(_("До субботы"), today, saturday))
    if today.isoweekday() >= SATURDAY:
        monday = today + timedelta(days=8 - today.isoweekday())
        wanted.append(Quick(_("Вся неделя, по субботу"), monday, monday + timedelta(days=5)))
    return [q for q in wanted if is_school_day(q.first, off)]


def _numbers(student: Student, today: date) -> list[int]:
    """Numbers of the student's lessons within two weeks, from the first to the last."""
    query = Lesson.of_student(student, today - timedelta(days=7), today + timedelta(days=7))
    numbers = {lesson.number for lesson in query} or set(USUAL_NUMBERS)
    return list(range(min(numbers), max(numbers) + 1))
