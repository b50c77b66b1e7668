"""The class list of a lesson: each student of that day with register, marks, remarks; in two statements."""

from typing import Any, NamedTuple

from peewee import JOIN, ModelSelect

from webapp.absence.models import ACCEPTED, SENT, AbsenceNotice, Register
from webapp.absence.register import Entry, entry_of
from webapp.marks.forms_of_control import in_order, standard
from webapp.marks.models import FormOfControl, Mark, MarkVersion
from webapp.people.models import GroupStudent, Student, User
from webapp.remarks.models import Remark
from webapp.timetable.models import Lesson


class Given(NamedTuple):
    """A mark with all its states, the oldest first; the last one is how it stands."""

    mark: Mark
    states: list[MarkVersion]


class Line(NamedTuple):
    """A student in the lesson. listed False: no longer on its list, here for what was given then.

    remarks are those that stand, with `.by`.
    """

    student: Student
    entry: Entry | None
    given: list[Given]
    remarks: list[Remark]
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
    forms, given = _marks(lesson, student_id)
    lines = [
        Line(one.student, one.entry(lesson), given.pop(one.student.id, []), one.remarks, one.listed)
        for one in _register(lesson, student_id)
        if one.listed or one.remarks
    ]
    if given:
        gone = Student.select(Student, User).join(User).where(Student.id.in_(list(given)))
        lines += [Line(student, None, given[student.id], [], False) for student in gone.order_by(User.folded)]
    return ClassList(sorted(lines, key=lambda line: not line.listed), forms)


class _Row(NamedTuple):
    """What one statement knows of a student: the entry or what speaks for one, and the remarks."""

    student: Student
    listed: bool
    entered: Register | None
    notices: list[AbsenceNotice]
    remarks: list[Remark]

    def entry(self, lesson: Lesson) -> Entry | None:
        """The effective entry of who is on the list."""
        return entry_of(self.entered, self.notices, lesson) if self.listed else None


def _register(lesson: Lesson, student_id: int | None) -> list[_Row]:
    """Students on the list or with a remark, from one statement: a row for each notice and each remark."""
    rows: dict[int, _Row] = {}
    for student in _listed(lesson, student_id):
        entered = getattr(student, "entered", None)
        row = rows.setdefault(student.id, _Row(student, bool(student.is_listed), entered, [], []))
        for name, found in (("told", row.notices), ("remarked", row.remarks)):
            one = getattr(student, name, None)
            if one is not None and one not in found:
                found.append(one)
    return list(rows.values())


def _listed(lesson: Lesson, student_id: int | None) -> "ModelSelect[Any]":
    day, author = lesson.date, User.alias("author")
    in_group = GroupStudent.select(GroupStudent.student).where(
        GroupStudent.group == lesson.group_id,
        GroupStudent.starts <= day,
        GroupStudent.ends.is_null() | (GroupStudent.ends >= day),
    )
    remarks = (Remark.lesson == lesson.id) & Remark.withdrawn_at.is_null()
    learns = Student.ended_on.is_null() | (Student.ended_on >= day)
    query = (
        Student.select(Student, User, Register, AbsenceNotice, Remark, author)
        .select_extend((Student.id.in_(in_group) & learns).alias("is_listed"))
        .join(User)
        .switch(Student)
        .join(Remark, JOIN.LEFT_OUTER, on=(Remark.student == Student.id) & remarks, attr="remarked")
        .join(author, JOIN.LEFT_OUTER, on=(Remark.by == author.id), attr="by")
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
        .where(Student.id.in_(in_group | Remark.select(Remark.student).where(remarks)))
        .order_by(User.folded, Student.id, AbsenceNotice.id, Remark.id)
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
