"""What must hold between rows beyond what the database itself enforces."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from peewee import JOIN, Model, fn

from webapp.absence.models import AbsenceNotice, Register
from webapp.changes.models import Receipt
from webapp.homework.models import Homework
from webapp.marks.models import Mark, MarkVersion
from webapp.people.models import Enrolment, Group, GroupStudent, Guardianship, Role, Student
from webapp.remarks.models import Remark
from webapp.school.models import AcademicYear, Holiday, Period
from webapp.timetable.models import Lesson, Slot
from webapp.weeks import week_of

SHOWN = 5
FOREVER = "9999-12-31"
# What teachers enter about a student in a lesson, and its name.
_ENTRIES = ((Mark, "Оценка"), (Register, "Отметка посещения"), (Remark, "Замечание"))
_SPANS: tuple[type[Model], ...] = (
    *(AcademicYear, Period, Holiday, Enrolment, GroupStudent, Guardianship, Role, Slot, AbsenceNotice),
)


class Finding(NamedTuple):
    """Something that is not as it should be, in words for the operator. A warning loses nothing."""

    is_error: bool
    text: str


def _found(text: str, ids: Any, *, is_error: bool = True) -> Iterator[Finding]:
    """One finding with the number of rows and the first of their ids; nothing for no rows."""
    found = [row if isinstance(row, int | str) else row[0] for row in ids]
    if found:
        shown = ", ".join(map(str, found[:SHOWN])) + ("…" if len(found) > SHOWN else "")
        yield Finding(is_error, f"{text}: {len(found)} (id {shown})")


def marks_are_their_last_version() -> Iterator[Finding]:
    """The mark as it stands is what the newest of its versions says (idea of M7: nothing is overwritten)."""
    kept = (MarkVersion.mark == Mark.id) & (MarkVersion.number == Mark.version)
    joined = Mark.select(Mark.id).join(MarkVersion, JOIN.LEFT_OUTER, on=kept).order_by(Mark.id)
    differs = (
        (Mark.value != MarkVersion.value)
        | (Mark.scale != MarkVersion.scale)
        | (Mark.form != MarkVersion.form)
        | (Mark.counted != MarkVersion.counted)
        | (Mark.comment != MarkVersion.comment)
        | (Mark.withdrawn_at.is_null() & (MarkVersion.withdrawn == True))  # noqa: E712
        | (Mark.withdrawn_at.is_null(False) & (MarkVersion.withdrawn == False))  # noqa: E712
    )
    yield from _found("У оценки нет её последней версии", joined.where(MarkVersion.id.is_null()).tuples())
    yield from _found("Оценка отличается от своей последней версии", joined.where(differs).tuples())


def versions_have_no_gaps() -> Iterator[Finding]:
    """Versions of a mark are numbered from 1 to the present one, each number once."""
    last, number = fn.MAX(MarkVersion.number), fn.COUNT(MarkVersion.id)
    whole = (fn.MIN(MarkVersion.number) == 1) & (last == number) & (last == fn.MIN(Mark.version))
    query = MarkVersion.select(MarkVersion.mark).join(Mark).group_by(MarkVersion.mark).having(~whole)
    yield from _found("История оценки с пропусками", query.order_by(MarkVersion.mark).tuples())


def receipts_are_whole() -> Iterator[Finding]:
    """A key took effect once, and every receipt says what came of it (offline.md, «Once»)."""
    twice = Receipt.select(fn.MIN(Receipt.id)).group_by(Receipt.user_id, Receipt.key)
    yield from _found("Ключ записи встречается дважды", twice.having(fn.COUNT(Receipt.id) > 1).tuples())
    yield from _found("Квитанция без исхода", Receipt.select(Receipt.id).where(Receipt.status == 0).tuples())


def entries_are_of_the_school() -> Iterator[Finding]:
    """Marks, the register, remarks are of students of the lesson's own school."""
    for table, text in _ENTRIES:
        query = table.select(table.id).join(Lesson).switch(table).join(Student)
        query = query.where(Lesson.school != Student.school).order_by(table.id)
        yield from _found(f"{text} ученика другой школы", query.tuples())
    lessons = Lesson.select(Lesson.id).join(Group).where(Lesson.school != Group.school)
    yield from _found("Урок группы другой школы", lessons.tuples())


def entries_are_of_the_group() -> Iterator[Finding]:
    """Marks, the register, remarks are of students who were in the lesson's group on its day."""
    there = (
        (GroupStudent.group == Lesson.group)
        & (GroupStudent.starts <= Lesson.date)
        & (GroupStudent.ends.is_null() | (GroupStudent.ends >= Lesson.date))
    )
    for table, text in _ENTRIES:
        link = there & (GroupStudent.student == table.student)
        query = table.select(table.id).join(Lesson).join(GroupStudent, JOIN.LEFT_OUTER, on=link)
        query = query.where(GroupStudent.id.is_null()).order_by(table.id)
        yield from _found(
            f"{text} ученика, которого в тот день в группе не было", query.tuples(), is_error=False
        )


def weeks_fit_dates() -> Iterator[Finding]:
    """A lesson's week is the ISO week of its date."""
    days: Any = Lesson.select(Lesson.date, Lesson.week).distinct().tuples()
    yield from _found("Неделя урока не та, что у даты", [f"{d} {w}" for d, w in days if week_of(d) != w])


def nobody_is_twice() -> Iterator[Finding]:
    """At any one time a student is once in a group, and in one class."""
    for table, place, text in (
        (GroupStudent, "group", "Ученик дважды в одной группе"),
        (Enrolment, "student", "Ученик сразу в двух классах"),
    ):
        other = table.alias()
        same = (getattr(other, place) == getattr(table, place)) & (other.student == table.student)
        overlap = (other.starts <= fn.COALESCE(table.ends, FOREVER)) & (
            table.starts <= fn.COALESCE(other.ends, FOREVER)
        )
        query = table.select(table.id).join(other, on=same & (other.id > table.id) & overlap)
        yield from _found(text, query.order_by(table.id).tuples(), is_error=False)


def nothing_ends_before_it_starts() -> Iterator[Finding]:
    """Days from starts to ends are in that order."""
    for table in _SPANS:
        starts, ends = (table._meta.fields[name] for name in ("starts", "ends"))
        query = table.select(table._meta.primary_key).where(ends < starts)
        yield from _found(f"Срок кончается раньше, чем начался ({table._meta.table_name})", query.tuples())


def homework_is_for_its_group() -> Iterator[Finding]:
    """Homework for a lesson is of the lesson's group."""
    query = Homework.select(Homework.id).join(Lesson, on=(Homework.lesson == Lesson.id))
    query = query.where(Lesson.group != Homework.group)
    yield from _found("Задание к уроку другой группы", query.tuples(), is_error=False)


CHECKS = {
    "Оценки и их история": marks_are_their_last_version,
    "История без пропусков": versions_have_no_gaps,
    "Квитанции записей": receipts_are_whole,
    "Записи своей школы": entries_are_of_the_school,
    "Записи своих учеников": entries_are_of_the_group,
    "Недели уроков": weeks_fit_dates,
    "Состав классов и групп": nobody_is_twice,
    "Сроки": nothing_ends_before_it_starts,
    "Домашние задания": homework_is_for_its_group,
}
