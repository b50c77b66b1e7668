"""The attendance calendar: a month of days, each with the lessons missed and why."""

from calendar import Calendar
from collections import Counter
from datetime import date
from typing import NamedTuple

from peewee import JOIN

from webapp.absence.models import REASONS, SENT, SIGNS, AbsenceNotice, Register
from webapp.absence.register import Entry, entry_of
from webapp.language import _, lazy
from webapp.people.models import Student
from webapp.school.holidays import days_off
from webapp.school.models import Holiday
from webapp.timetable.models import Lesson

KINDS = {
    "absent": lazy("не был(а)"),
    "late": lazy("опоздание"),
    "excused": lazy("по уважительной причине"),
    "ill": lazy("по болезни"),
}


class Missed(NamedTuple):
    """A lesson with what stands in its register."""

    lesson: Lesson
    entry: Entry

    @property
    def why(self) -> str:
        """In words: «по болезни», «по уведомлению: визит к врачу, ждёт ответа», «опоздание, 10 мин»."""
        if notice := self.entry.notice:
            reason = REASONS[notice.reason].lower()
            if notice.state == SENT:
                return _("по уведомлению: %(reason)s, ждёт ответа", reason=reason)
            return _("по уведомлению: %(reason)s", reason=reason)
        kind, minutes = str(KINDS.get(self.entry.kind, "")), self.entry.minutes_late
        return _("%(kind)s, %(minutes)s мин", kind=kind, minutes=minutes) if minutes else kind


class AttendanceDay(NamedTuple):
    """A day of the calendar; missed holds its lessons that are not simply attended.

    lessons has a kind for each lesson that takes place, in order; empty where nothing was missed.
    """

    date: date
    in_month: bool
    holiday: Holiday | None
    missed: list[Missed]
    lessons: list[str]

    @property
    def signs(self) -> list[tuple[str, str, int]]:
        """How often each kind stands, with its sign: [("absent", "н", 2), ("late", "оп", 1)]."""
        counted = Counter(missed.entry.kind for missed in self.missed)
        return [(kind, str(SIGNS[kind]), count) for kind, count in counted.items()]


def month_after(day: date, by: int) -> date:
    """The first day of the month that many months later, or earlier."""
    years, month = divmod(day.month - 1 + by, 12)
    return date(day.year + years, month + 1, 1)


def month_weeks(first: date) -> list[list[date]]:
    """The weeks, Monday to Sunday, that hold the month of the day."""
    return Calendar().monthdatescalendar(first.year, first.month)


def month_of(student: Student, first: date, notices: list[AbsenceNotice]) -> list[list[AttendanceDay]]:
    """The month of the day as weeks of days. notices are all of the student's, the newest first."""
    weeks = month_weeks(first)
    start, end = weeks[0][0], weeks[-1][-1]
    standing = [notice for notice in reversed(notices) if notice.stands]
    missed: dict[date, list[Missed]] = {}
    kinds: dict[date, list[str]] = {}
    for lesson in _lessons(student, start, end):
        if lesson.is_cancelled:
            continue
        entry = entry_of(getattr(lesson, "entered", None), standing, lesson)
        kinds.setdefault(lesson.date, []).append(entry.kind if entry and entry.sign else "")
        if entry and entry.sign:
            missed.setdefault(lesson.date, []).append(Missed(lesson, entry))
    off = days_off(student.school_id, start, end)
    return [
        [
            AttendanceDay(
                day, day.month == first.month, off.get(day), missed.get(day, []), kinds.get(day, [])
            )
            for day in week
        ]
        for week in weeks
    ]


def _lessons(student: Student, first: date, last: date) -> list[Lesson]:
    """The student's lessons, each with its register entry as `entered`."""
    own = (Register.lesson == Lesson.id) & (Register.student == student)
    query = Lesson.of_student(student, first, last).switch(Lesson)
    return list(query.select_extend(Register).join(Register, JOIN.LEFT_OUTER, on=own, attr="entered"))
