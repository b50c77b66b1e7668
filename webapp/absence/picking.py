"""The calendar in which the days of a notice are picked, and the choices that need one tap."""

from collections.abc import Callable, Sequence
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
from webapp.words import dated

Attends = Callable[[date], bool]
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
    lessons = list(Lesson.of_student(student, today - timedelta(days=7), today + timedelta(days=9)))
    attends = _attends({lesson.date for lesson in lessons}, off)
    numbers = {lesson.number for lesson in lessons} or set(USUAL_NUMBERS)
    return Picker(
        grid,
        _quick(today, attends),
        list(range(min(numbers), max(numbers) + 1)),
        first_choice(clock.local(student.school), attends),
    )


def _attends(days: set[date], off: dict[date, Holiday]) -> Attends:
    """Whether the student is awaited on a day: by its week's lessons; with none known, by the calendar."""
    weeks = {day - timedelta(days=day.weekday()) for day in days}
    return lambda day: (
        day in days or (day - timedelta(days=day.weekday()) not in weeks and is_school_day(day, off))
    )


def first_choice(now: datetime, attends: Attends) -> date:
    """The day that the form opens on: today until 14:00, else the next one; the first with lessons."""
    return _next(now.date() + timedelta(days=int(now.hour >= LESSONS_OVER)), attends)


def _next(first: date, attends: Attends) -> date:
    days = (first + timedelta(days=count) for count in range(120))
    return next((day for day in days if attends(day)), first)


def _quick(today: date, attends: Attends) -> list[Quick]:
    """Today, the next day, to the end of the week: days on which the student is awaited."""
    tomorrow = today + timedelta(days=1)
    coming = _next(tomorrow, attends)
    name = _("Завтра") if coming == tomorrow else dated(coming, "cccc").capitalize()
    wanted = [Quick(_("Сегодня"), today, today), Quick(name, coming, coming)]
    saturday = today + timedelta(days=max(SATURDAY - today.isoweekday(), 0))
    friday = saturday - timedelta(days=1)
    if attends(saturday) and saturday > tomorrow:
        wanted.append(Quick(_("До субботы"), today, saturday))
    elif attends(friday) and friday > tomorrow:
        wanted.append(Quick(_("До пятницы"), today, friday))
    if today.isoweekday() >= SATURDAY:
        monday = today + timedelta(days=8 - today.isoweekday())
        wanted.append(Quick(_("Вся неделя, по субботу"), monday, monday + timedelta(days=5)))
    return [q for q in wanted if attends(q.first)]
