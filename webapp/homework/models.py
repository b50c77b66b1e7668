"""Homework and who has done it."""

from typing import Any, ClassVar

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from webapp.db import Day, Instant, Table
from webapp.people.models import Group, Student, User
from webapp.timetable.models import Lesson

MANDATORY, OPTIONAL, SELF_STUDY, NOTHING = "mandatory", "optional", "self_study", "nothing"


class Homework(Table):
    """Homework of a group, or of one student of it, due on a date (and, where known, for a lesson).

    kind nothing says «не задано», which is not the same as no row: not yet entered. set_in is the lesson in
    which it was set.
    """

    group = ForeignKeyField(Group, backref="homework")
    student = ForeignKeyField(Student, null=True)
    set_in = ForeignKeyField(Lesson, null=True, backref="homework_set")
    lesson = ForeignKeyField(Lesson, null=True, backref="homework_due")
    due = Day()
    kind = CharField(16, default=MANDATORY)
    text = TextField(default="")
    by = ForeignKeyField(User)
    created_at = Instant()
    edited_at = Instant()
    withdrawn_at = Instant(null=True)
    version = IntegerField(default=0)

    class Meta:
        indexes: ClassVar[Any] = ((("group", "due"), False),)


class Done(Table):
    """That the student ticked it «сделано». The teacher never sees it."""

    homework = ForeignKeyField(Homework, backref="done", on_delete="CASCADE")
    student = ForeignKeyField(Student)
    at = Instant()

    class Meta:
        table_name = "homework_done"
        indexes: ClassVar[Any] = ((("homework", "student"), True),)
