"""The class list of a lesson: each student of that day with register and marks, in two statements."""

from typing import Any, NamedTuple

from peewee import JOIN, ModelSelect

from webapp.absence.models import ACCEPTED, SENT, AbsenceNotice, Register
from webapp.absence.register import Entry, entry_of
from webapp.marks.forms_of_control import in_order, standard
from webapp.marks.models import FormOfControl, Mark, MarkVersion
from webapp.people.models import GroupStudent, Student, User
from webapp.timetable.models import Lesson


class Given(NamedTuple):
    """A mark with all its states, the oldest first; the last one is how it stands."""

    mark: Mark
    states: list[MarkVersion]


class Line(NamedTuple):
    """A student in the lesson. listed False: no longer on its list, here for the marks given then."""

    student: Student
    entry: Entry | None
    given: list[Given]
    listed: bool = True

    @property
    def standing(self) -> list[Given]:
        """The marks that stand."""
        return [one for one in self.given if one.mark.withdrawn_at is None]

    @property
    def withdrawn(self) -> list[Given]:
        """The marks that were taken back."""
        return [one for one in self.given if one.mark.withdrawn_at is not None]


class ClassList(NamedTuple):
    """The lines in the order of the register, and the school's forms of control that are in use."""

    lines: list[Line]
    forms: list[FormOfControl]


def class_list(lesson: Lesson, student_id: int | None = None) -> ClassList:
    """The list of the lesson's day, or the line of one student on it."""
    students, entries = _register(lesson, student_id)
    forms, given = _marks(lesson, student_id)
    lines = [Line(student, entries.get(student.id), given.pop(student.id, [])) for student in students]
    if given:
        gone = Student.select(Student, User).join(User).where(Student.id.in_(list(given)))
        lines += [Line(student, None, given[student.id], False) for student in gone.order_by(User.folded)]
    return ClassList(lines, forms)


def _register(lesson: Lesson, student_id: int | None) -> tuple[list[Student], dict[int, Entry]]:
    """Students on the list, and their entries, from one statement: a row for each notice that may speak."""
    rows: dict[int, tuple[Student, Register | None, list[AbsenceNotice]]] = {}
    for student in _listed(lesson, student_id):
        _, _, notices = rows.setdefault(student.id, (student, getattr(student, "entered", None), []))
        notice = getattr(student, "told", None)
        if notice is not None and notice not in notices:
            notices.append(notice)
    entries = {
        number: entry
        for number, (_, entered, notices) in rows.items()
        if (entry := entry_of(entered, notices, lesson))
    }
    return [student for student, _, _ in rows.values()], entries


def _listed(lesson: Lesson, student_id: int | None) -> "ModelSelect[Any]":
    day = lesson.date
    query = (
        Student.select(Student, User, Register, AbsenceNotice)
        .join(User)
        .switch(Student)
        .join(GroupStudent)
        .switch(Student)
        .join(
            Register,
            JOIN.LEFT_OUTER,
            on=(Register.student == Student.id) & (Register.lesson == lesson.id),
            attr="entered",
        )
        .switch(Student)
        .join(
            AbsenceNotice,
            JOIN.LEFT_OUTER,
            on=(AbsenceNotice.student == Student.id)
            & (AbsenceNotice.starts <= day)
            & (AbsenceNotice.ends >= day)
            & AbsenceNotice.state.in_((SENT, ACCEPTED)),
            attr="told",
        )
        .where(
            GroupStudent.group == lesson.group_id,
            GroupStudent.starts <= day,
            GroupStudent.ends.is_null() | (GroupStudent.ends >= day),
            Student.ended_on.is_null() | (Student.ended_on >= day),
        )
        .order_by(User.folded, Student.id, AbsenceNotice.id)
    )
    return query.where(Student.id == student_id) if student_id else query


def _marks(lesson: Lesson, student_id: int | None) -> tuple[list[FormOfControl], dict[int, list[Given]]]:
    """The forms of control in use, and by student all marks ever given in the lesson, from one statement."""
    of_lesson = (Mark.form == FormOfControl.id) & (Mark.lesson == lesson.id)
    query = (
        FormOfControl.select(FormOfControl, Mark, MarkVersion, User)
        .join(
            Mark,
            JOIN.LEFT_OUTER,
            on=of_lesson & (Mark.student == student_id) if student_id else of_lesson,
            attr="given",
        )
        .join(MarkVersion, JOIN.LEFT_OUTER, on=(MarkVersion.mark == Mark.id), attr="state")
        .join(User, JOIN.LEFT_OUTER, on=(MarkVersion.by == User.id), attr="by")
        .where(FormOfControl.school == lesson.school_id)
        .order_by(Mark.id, MarkVersion.number)
    )
    forms: dict[int, FormOfControl] = {}
    marks: dict[int, Given] = {}
    for form in query:
        forms.setdefault(form.id, form)
        if (mark := getattr(form, "given", None)) is not None:
            marks.setdefault(mark.id, Given(mark, [])).states.append(mark.state)
    by_student: dict[int, list[Given]] = {}
    for one in marks.values():
        one.mark.form = forms[one.mark.form_id]
        for state in one.states:
            state.form = forms[state.form_id]
        by_student.setdefault(one.mark.student_id, []).append(one)
    active = [form for form in forms.values() if form.is_active]
    return in_order(active) or standard(lesson.school_id), by_student
