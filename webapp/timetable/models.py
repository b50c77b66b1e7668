"""The weekly pattern and the dated lessons filled from it."""

import datetime as dt
from typing import Any, ClassVar

from peewee import (
    JOIN,
    CharField,
    Expression,
    ForeignKeyField,
    IntegerField,
    ModelSelect,
    SmallIntegerField,
    TextField,
)

from webapp.db import Day, Instant, Table, WallTime
from webapp.people.models import (
    STAFF_KINDS,
    Group,
    GroupClass,
    GroupStudent,
    GroupTeacher,
    SchoolClass,
    Student,
    User,
)
from webapp.people.viewer import Viewer
from webapp.school.calendar import count_lesson_days_by
from webapp.school.models import Room, School, Subject
from webapp.timetable import reasons

PLANNED, MOVED, REPLACED, CANCELLED = "planned", "moved", "replaced", "cancelled"


class Slot(Table):
    """A place in the weekly pattern. weekday is ISO (1 Monday); weeks: every, A or B; ends null: open."""

    group = ForeignKeyField(Group, backref="slots")
    weekday = SmallIntegerField()
    number = SmallIntegerField()
    starts_at = WallTime()
    ends_at = WallTime()
    weeks = CharField(8, default="every")
    room = ForeignKeyField(Room, null=True)
    starts = Day()
    ends = Day(null=True)
    external_id = CharField(null=True)


class Lesson(Table):
    """A dated lesson.

    teacher is who gives it (the substitute when replaced); subject is null unless another subject is given in
    its place; the moved_* fields keep where a moved lesson stood first; reason is shown to families.
    topic null: not yet entered.
    """

    school = ForeignKeyField(School)
    group = ForeignKeyField(Group, backref="lessons")
    slot = ForeignKeyField(Slot, null=True)
    date = Day()
    week = CharField(8)
    number = SmallIntegerField()
    starts_at = WallTime()
    ends_at = WallTime()
    teacher = ForeignKeyField(User, null=True)
    room = ForeignKeyField(Room, null=True)
    subject = ForeignKeyField(Subject, null=True)
    state = CharField(16, default=PLANNED)
    reason = CharField(default="")
    moved_date = Day(null=True)
    moved_number = SmallIntegerField(null=True)
    topic = TextField(null=True)
    topic_at = Instant(null=True)
    version = IntegerField(default=0)

    class Meta:
        indexes: ClassVar[Any] = (
            (("group", "date"), False),
            (("teacher", "date"), False),
            (("school", "date"), False),
        )

    @property
    def taught_subject(self) -> Subject:
        """The subject that is given: the group's, unless another takes its place."""
        return self.subject or self.group.subject

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.state == CANCELLED

    @property
    def why(self) -> str:
        """The reason in the reader's language where it is one that the program knows."""
        return reasons.said(self.reason)

    @classmethod
    def whole(cls) -> "ModelSelect[Any]":
        """Lessons with group, subject, teacher and room read along, in the order of the day."""
        instead = Subject.alias("instead")
        return (
            cls.select(cls, Group, Subject, User, Room, instead)
            .join(Group)
            .join(Subject)
            .switch(cls)
            .join(User, JOIN.LEFT_OUTER)
            .switch(cls)
            .join(Room, JOIN.LEFT_OUTER)
            .switch(cls)
            .join(instead, JOIN.LEFT_OUTER, on=(cls.subject == instead.id), attr="subject")
            .order_by(cls.date, cls.starts_at, cls.number, cls.id)
        )

    @classmethod
    def with_class(cls) -> "ModelSelect[Any]":
        """The whole lessons, and the class of a group that is a whole class: what Group.whom looks at."""
        whole = cls.whole().switch(Group).join(SchoolClass, JOIN.LEFT_OUTER, attr="whole_class")
        return whole.switch(cls).select_extend(SchoolClass)

    @classmethod
    def of_student(cls, student: Student | int, first: dt.date, last: dt.date) -> "ModelSelect[Any]":
        """The student's lessons on the days from first to last, while in their groups."""
        return (
            cls.whole()
            .switch(cls)
            .join(GroupStudent, on=(GroupStudent.group == cls.group))
            .where(GroupStudent.student == student, cls.date.between(first, last), _while_in_group())
        )

    @classmethod
    def of_class(cls, class_id: int, first: dt.date, last: dt.date) -> "ModelSelect[Any]":
        """The lessons in which students of the class learn, on the days from first to last."""
        groups = GroupClass.select(GroupClass.group).where(GroupClass.school_class == class_id)
        return cls.whole().where(cls.group.in_(groups), cls.date.between(first, last))

    @classmethod
    def of_teacher(cls, teacher_id: int, first: dt.date, last: dt.date) -> "ModelSelect[Any]":
        """The lessons that the teacher gives on the days from first to last, alone or beside another."""
        return cls.with_class().where(cls.date.between(first, last), cls.given_by(teacher_id))

    @classmethod
    def of_room(cls, room_id: int, first: dt.date, last: dt.date) -> "ModelSelect[Any]":
        """The lessons held in the room on the days from first to last."""
        return cls.whole().where(cls.room == room_id, cls.date.between(first, last))

    @classmethod
    def days_held(cls, school: School, first: dt.date, last: dt.date) -> set[dt.date]:
        """The days from first to last on which the school has lessons."""
        query = cls.select(cls.date).where(
            cls.school == school, cls.date.between(first, last), cls.state != CANCELLED
        )
        return {row.date for row in query.distinct()}

    @classmethod
    def taught_by(cls, viewer: Viewer) -> "ModelSelect[Any]":
        """Every lesson that the viewer may enter: given by the viewer, or of a group that the viewer teaches.

        A substitute reaches students only through this: the lesson replaced and no other. It ends with the
        post at the school.
        """
        own = GroupTeacher.select(GroupTeacher.group).where(GroupTeacher.teacher == viewer.id)
        return cls.whole().where(
            cls.school.in_(viewer.schools(*STAFF_KINDS)), (cls.teacher == viewer.id) | cls.group.in_(own)
        )

    @classmethod
    def given_by(cls, teacher_id: int) -> Expression:
        """Lessons that the teacher gives, alone or beside another."""
        beside = GroupTeacher.select(GroupTeacher.group).where(
            GroupTeacher.teacher == teacher_id, GroupTeacher.position > 0
        )
        return (cls.teacher == teacher_id) | ((cls.state != REPLACED) & cls.group.in_(beside))

    def roster(self) -> list[Student]:
        """Students of the group on the lesson's day, in the order of the register, with their names."""
        query = (
            Student.select(Student, User)
            .join(User)
            .switch(Student)
            .join(GroupStudent)
            .where(GroupStudent.group == self.group_id)
            .where(
                (GroupStudent.starts <= self.date)
                & (GroupStudent.ends.is_null() | (GroupStudent.ends >= self.date))
            )
            .where(Student.ended_on.is_null() | (Student.ended_on >= self.date))
        )
        return list(query.order_by(User.folded, Student.id).distinct())

    def scopes(self) -> list[str]:
        """The scopes whose pages show this lesson: its classes, its group, its teachers."""
        classes = GroupClass.select(GroupClass.school_class).where(GroupClass.group == self.group_id)
        teachers = {
            link.teacher_id for link in GroupTeacher.select().where(GroupTeacher.group == self.group_id)
        }
        return [
            f"group:{self.group_id}",
            *(f"class:{row.school_class_id}" for row in classes),
            *(f"teacher:{teacher}" for teacher in sorted(filter(None, {*teachers, self.teacher_id}))),
        ]


def _while_in_group() -> Expression:
    return (GroupStudent.starts <= Lesson.date) & (
        GroupStudent.ends.is_null() | (GroupStudent.ends >= Lesson.date)
    )


count_lesson_days_by(Lesson.days_held)
