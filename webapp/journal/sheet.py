"""A lesson's sheet: everything that its page shows, in seven statements."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from webapp import clock
from webapp.journal.access import Opened
from webapp.journal.class_list import ClassList, Line, class_list
from webapp.journal.day import DayLesson, with_signs
from webapp.journal.lesson_plan import LessonBag, LessonHomework, bag_of, homework_of
from webapp.marks.forms_of_control import picked
from webapp.marks.models import FormOfControl
from webapp.marks.scales import SCALES, Scale
from webapp.people.viewer import Viewer
from webapp.timetable.models import CANCELLED, Lesson

LOOK_AHEAD = timedelta(days=60)
_WHOLE = re.compile(r"-?[0-9]{1,9}")


class Choice(NamedTuple):
    """What the teacher chose once for the lesson: form of control (None: not yet), scale."""

    work: int | None
    scale: Scale


class Around(NamedTuple):
    """The lessons of the day in a row, and the group's later ones, for which homework can be due."""

    day: list[DayLesson]
    later: list[Lesson]
    whom: str

    def scopes(self, opened: Opened, teacher_id: int) -> list[tuple[str, str]]:
        """The scopes and weeks whose versions move the sheet."""
        lesson = opened.lesson
        weeks = {lesson.week, *(x.week for x in self.later), "*"}
        groups = {one.lesson.group_id for one in self.day}
        return sorted(
            {
                *((f"group:{lesson.group_id}", week) for week in weeks),
                *((f"group:{group}", lesson.week) for group in groups),
                *((f"class:{school_class}", "*") for school_class in opened.class_ids),
                *((f"teacher:{teacher_id}", week) for week in (lesson.week, "*")),
                *((f"school:{lesson.school_id}", week) for week in (lesson.week, "*")),
            }
        )


class Sheet(NamedTuple):
    """The sheet of a lesson as the viewer opened it."""

    opened: Opened
    around: Around
    list: ClassList
    choice: Choice
    homework: LessonHomework
    bag: LessonBag

    @property
    def lesson(self) -> Lesson:
        """The lesson."""
        return self.opened.lesson


def choice(lesson: Lesson, work: str | None, scale: str | None) -> Choice:
    """What was chosen, from the URL's or the form's words; the subject's scale unless another is named."""
    own = lesson.taught_subject.scale
    chosen = SCALES.get(scale or own) or SCALES.get(own) or SCALES["5"]
    return Choice(int(work) if work and _WHOLE.fullmatch(work) else None, chosen)


def strip_owner(opened: Opened, viewer: Viewer) -> int:
    """Whose lessons stand in the row: the viewer's, or those of who gives the lesson to somebody reading."""
    return viewer.id if opened.writes else (opened.lesson.teacher_id or viewer.id)


def around(opened: Opened, viewer: Viewer) -> Around:
    """The lessons around this one, by one statement."""
    lesson, last = opened.lesson, opened.lesson.date + LOOK_AHEAD
    owner = strip_owner(opened, viewer)
    of_day = (Lesson.date == lesson.date) & (Lesson.given_by(owner) | (Lesson.id == lesson.id))
    later = (Lesson.group == lesson.group_id) & (Lesson.date > lesson.date) & (Lesson.date <= last)
    rows = with_signs(of_day | later)
    return Around(
        [row for row in rows if row.lesson.date == lesson.date],
        [x.lesson for x in rows if x.lesson.date > lesson.date and x.lesson.state != CANCELLED],
        next(row.whom for row in rows if row.lesson.id == lesson.id),
    )


def sheet(opened: Opened, near: Around, chosen: Choice) -> Sheet:
    """The whole sheet."""
    lesson = opened.lesson
    listed = class_list(lesson)
    return Sheet(opened, near, listed, _with_work(chosen, listed), homework_of(lesson), bag_of(lesson))


def line_of(opened: Opened, student_id: int, chosen: Choice) -> tuple[Line | None, ClassList, Choice]:
    """One student's line, for the answer to a tap."""
    listed = class_list(opened.lesson, student_id)
    line = next((line for line in listed.lines if line.student.id == student_id), None)
    return line, listed, _with_work(chosen, listed)


def is_held(lesson: Lesson, today: date | None = None) -> bool:
    """Whether marks and register can be entered: from the lesson's day on, unless it is cancelled."""
    return not lesson.is_cancelled and lesson.date <= (today or clock.today(lesson.school))


def _with_work(chosen: Choice, listed: ClassList) -> Choice:
    """The form of control that is named; else that of the latest mark of the lesson, else the first one."""
    form = (chosen.work and picked(listed.forms, chosen.work)) or _latest_form(listed)
    form = form or picked(listed.forms, None)
    return chosen._replace(work=form.id if form else None)


def _latest_form(listed: ClassList) -> FormOfControl | None:
    marks = [one.mark for line in listed.lines for one in line.standing]
    return picked(listed.forms, max(marks, key=lambda mark: mark.id).form_id) if marks else None
