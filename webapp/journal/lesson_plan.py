"""What a lesson's sheet says beside the class list: homework, and what to bring."""

from typing import Any, NamedTuple

from peewee import JOIN, ModelSelect, fn

from webapp.homework.models import Homework
from webapp.names import folded
from webapp.people.models import Group, GroupClass, SchoolClass, Student, User
from webapp.schoolbag.models import BagItem, GroupItem, LessonItem
from webapp.schoolbag.planning import Planned
from webapp.timetable.models import Lesson


class LessonHomework(NamedTuple):
    """Homework due at the lesson, and set in it."""

    due: list[Homework]
    set_here: list[Homework]


class LessonBag(NamedTuple):
    """What the lesson needs or leaves out, and what else of the subject may be asked for."""

    planned: list[Planned]
    offered: list[BagItem]


def homework_of(lesson: Lesson) -> LessonHomework:
    """Homework of the lesson's sheet, with `.by` and, where it is for one student, `.student.user`."""
    pupil = User.alias("pupil")
    due_here = (Homework.group == lesson.group_id) & (Homework.due == lesson.date)
    query = (
        Homework.select(Homework, User, Student, pupil)
        .join(User, on=(Homework.by == User.id))
        .switch(Homework)
        .join(Student, JOIN.LEFT_OUTER)
        .join(pupil, JOIN.LEFT_OUTER, on=(Student.user == pupil.id))
        .where(due_here | (Homework.set_in == lesson.id), Homework.withdrawn_at.is_null())
        .order_by(Homework.due, Homework.id)
    )
    rows = list(query)
    return LessonHomework(
        [row for row in rows if row.group_id == lesson.group_id and row.due == lesson.date],
        [row for row in rows if row.set_in_id == lesson.id],
    )


def bag_of(lesson: Lesson) -> LessonBag:
    """Items of the lesson's sheet, by one statement: its own, its group's, and others of the subject."""
    found = {row.id: row for row in _items(lesson).objects()}
    rows = sorted(found.values(), key=lambda row: folded(row.name))
    return LessonBag(
        [
            Planned(row, bool(row.asked) if row.own else True, bool(row.always))
            for row in rows
            if row.always or row.own
        ],
        [row for row in rows if not (row.always or row.own)],
    )


def _items(lesson: Lesson) -> "ModelSelect[Any]":
    """Items with `always` (every lesson of the group needs it), `own` (this one says), `asked` (what)."""
    subject = lesson.taught_subject
    grades = (
        GroupClass.select(1)
        .join(SchoolClass)
        .where(
            GroupClass.group == lesson.group_id,
            SchoolClass.grade >= BagItem.grade_from,
            SchoolClass.grade <= BagItem.grade_to,
        )
    )
    of_subject = (BagItem.subject == subject) & fn.EXISTS(grades)
    of_group = (GroupItem.item == BagItem.id) & GroupItem.group.in_(_groups(lesson, subject.id))
    of_lesson = (LessonItem.item == BagItem.id) & (LessonItem.lesson == lesson.id)
    return (
        BagItem.select(
            BagItem,
            GroupItem.id.alias("always"),
            LessonItem.id.alias("own"),
            LessonItem.needed.alias("asked"),
        )
        .join(GroupItem, JOIN.LEFT_OUTER, on=of_group)
        .switch(BagItem)
        .join(LessonItem, JOIN.LEFT_OUTER, on=of_lesson)
        .where(
            BagItem.school == lesson.school_id,
            BagItem.ended_on.is_null(),
            of_subject | GroupItem.id.is_null(False) | LessonItem.id.is_null(False),
        )
    )


def _groups(lesson: Lesson, subject_id: int) -> Any:
    """The lesson's group; where another subject takes its place, its classes' groups that learn that one."""
    if subject_id == lesson.group.subject_id:
        return [lesson.group_id]
    classes = GroupClass.select(GroupClass.school_class).where(GroupClass.group == lesson.group_id)
    return (
        Group.select(Group.id)
        .join(GroupClass)
        .where(Group.subject == subject_id, GroupClass.school_class.in_(classes))
    )
