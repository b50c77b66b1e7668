"""A student's week: days with lessons, homework, marks, the register, the bag; or why there are none."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, cast

from webapp import clock, weeks
from webapp.absence import register
from webapp.diary.frame import Frame, Span, frame_of
from webapp.diary.lessons import DiaryLesson, lessons_between
from webapp.diary.marks import given_in
from webapp.homework.reading import Due, due_between
from webapp.language import _
from webapp.people.children import Child, Stay
from webapp.schoolbag.contents import Bag, Need, bags
from webapp.signatures.reading import Signed

HOLIDAY, NO_CLASS, BEFORE_CLASS, AFTER_CLASS = "holiday", "no_class", "before_class", "after_class"
BEFORE_YEAR, AFTER_YEAR, NO_LESSONS = "before_year", "after_year", "no_lessons"


@dataclass
class DiaryDay:
    """One day. loose is homework due on it that belongs to no lesson of the day; is_open: shown at once."""

    date: dt.date
    lessons: list[DiaryLesson]
    holiday: Span | None
    today: dt.date
    loose: list[Due] = field(default_factory=list)
    bag: Bag | None = None
    is_open: bool = True

    @property
    def is_today(self) -> bool:
        """Whether it is today at the school."""
        return self.date == self.today

    @property
    def is_past(self) -> bool:
        """Whether the day is over: what is not entered by now can be called so."""
        return self.date < self.today

    @property
    def peek(self) -> str:
        """Marks and absences of the day in a line, and whether there is a remark."""
        signs = [str(lesson.entry.sign) for lesson in self.lessons if lesson.entry]
        marks = [_(mark.value) for lesson in self.lessons for mark in lesson.marks]
        return " ".join([*signs, *marks, *[_("замеч.")] * any(lesson.remarks for lesson in self.lessons)])

    @property
    def has_lessons(self) -> bool:
        """Whether any lesson takes place."""
        return any(lesson.takes_place for lesson in self.lessons)


@dataclass
class DiaryWeek:
    """The week as the page shows it.

    why says why there is no lesson in it, one of the words above, else empty. resumes is the first day of
    lessons after the holiday; packing the bag to pack next, if its day is in this week; signed the
    signatures under it.
    """

    week: str
    days: list[DiaryDay]
    why: str
    holiday: Span | None
    resumes: dt.date | None
    year: Span | None
    stay: Stay | None
    packing: Bag | None
    signed: list[Signed]
    previous: str | None
    next: str | None

    @property
    def has_lessons(self) -> bool:
        """Whether any lesson of the week takes place."""
        return any(day.has_lessons for day in self.days)


def read_week(child: Child, week: str) -> DiaryWeek:
    """The student's week as this viewer sees it. Raises ValueError for text that names no week."""
    student, days, today = child.student, weeks.days(week), clock.today(child.student.school)
    frame = frame_of(student.id, student.school_id, days)
    lessons = lessons_between(student.id, days[0], days[-1])
    shown = days if frame.has_saturday or any(x.date == days[-1] for x in lessons) else days[:-1]
    found = [
        DiaryDay(day, [x for x in lessons if x.date == day], frame.holiday_on(day), today) for day in shown
    ]
    if lessons:
        _enter(found, lessons, child, frame)
        _open(found, today)
    holiday = next((day.holiday for day in found if day.holiday and not day.has_lessons), None)
    year = frame.year_on(days[0]) or frame.year_on(days[-1]) or _nearest(frame.years, days[0])
    stay = child.stay_on(days[-1])
    return DiaryWeek(
        week,
        found if lessons else [],
        "" if lessons else _why_empty(child, days, holiday, year),
        holiday,
        frame.resumes,
        year,
        stay,
        next((day.bag for day in found if day.bag and day.date > today), None),
        frame.signed,
        *_neighbours(week, frame.years),
    )


def _enter(days: list[DiaryDay], lessons: list[DiaryLesson], child: Child, frame: Frame) -> None:
    """Put homework, marks, remarks, the register and the bags into the rows."""
    student, (first, last) = child.student, (days[0].date, days[-1].date)
    rows = {lesson.id: lesson for lesson in lessons if not lesson.gone}
    marks, remarks = given_in(student.id, list(rows))
    for mark in marks:
        rows[mark.lesson_id].marks.append(mark)
    for remark in remarks:
        rows[remark.lesson_id].remarks.append(remark)
    for homework in due_between(student.id, first, last):
        _place(homework, days, rows)
    for lesson in rows.values():
        if lesson.entry is None and lesson.takes_place and frame.notices:
            lesson.entry = register.entry_of(None, frame.notices, cast(Any, lesson))
    needs = [Need(x.id, x.date, x.group_id, x.subject, x.instead_id) for x in lessons if x.takes_place]
    stay = child.stay_on(last)
    if needs and stay:
        found = bags(student, stay.grade, first, last, needs, with_states=child.is_own)
        for day in days:
            day.bag = found.get(day.date)


def _place(homework: Due, days: list[DiaryDay], rows: dict[int, DiaryLesson]) -> None:
    """Into the row of its lesson, or of the group's first lesson of the day, or beside the rows."""
    lesson = rows.get(homework.lesson_id or 0)
    if lesson is None or lesson.date != homework.due:
        same = (x for x in rows.values() if (x.date, x.group_id) == (homework.due, homework.group_id))
        lesson = next(same, lesson)
    if lesson is not None:
        lesson.homework.append(homework)
        return
    for day in days:
        if day.date == homework.due:
            day.loose.append(homework)


def _open(days: list[DiaryDay], today: dt.date) -> None:
    """Of the present week today and the next day of lessons; any other week as a whole."""
    if not any(day.is_today for day in days):
        return
    tomorrow = next((day for day in days if day.date > today and day.has_lessons), None)
    for day in days:
        day.is_open = day.is_today or day is tomorrow


def _why_empty(child: Child, days: list[dt.date], holiday: Span | None, year: Span | None) -> str:
    first, last = days[0], days[-1]
    if not child.stays:
        return NO_CLASS
    if last < child.stays[0].starts:
        return BEFORE_CLASS
    if all(stay.ends and stay.ends < first for stay in child.stays):
        return AFTER_CLASS
    if holiday:
        return HOLIDAY
    if year and last < year.starts:
        return BEFORE_YEAR
    if year and first > year.ends:
        return AFTER_YEAR
    return NO_LESSONS


def _nearest(years: list[Span], day: dt.date) -> Span | None:
    """The year to come, or the last one."""
    return next((year for year in years if year.starts > day), years[-1] if years else None)


def _neighbours(week: str, years: list[Span]) -> tuple[str | None, str | None]:
    """The weeks before and after, as far as the school's years reach."""
    before, after = weeks.shifted(week, -1), weeks.shifted(week, 1)
    if not years:
        return None, None
    first, last = weeks.week_of(years[0].starts), weeks.week_of(years[-1].ends)
    return (before if before >= first else None), (after if after <= last else None)
