"""Marks, the versions that keep every correction, and the forms of control that weigh them."""

from typing import Any, ClassVar

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, SmallIntegerField, TextField

from webapp.db import Instant, Table
from webapp.people.models import Student, User
from webapp.school.models import School
from webapp.timetable.models import Lesson


class FormOfControl(Table):
    """Вид работы: its name, its weight in the average (1 to 10), its place in the list."""

    school = ForeignKeyField(School, backref="forms_of_control")
    name = CharField(64)
    short = CharField(16, default="")
    weight = SmallIntegerField(default=1)
    position = SmallIntegerField(default=0)
    is_active = BooleanField(default=True)

    class Meta:
        indexes: ClassVar[Any] = ((("school", "name"), True),)


class Mark(Table):
    """A mark as it stands now. scale: 5, 10, 100 or pass; value as written on it (`4`, `87`, `зачёт`).

    counted False is «не в счёт». withdrawn_at: taken back, kept. version counts corrections from 1.
    """

    lesson = ForeignKeyField(Lesson, backref="marks")
    student = ForeignKeyField(Student, backref="marks")
    form = ForeignKeyField(FormOfControl)
    scale = CharField(8)
    value = CharField(16)
    counted = BooleanField(default=True)
    comment = TextField(default="")
    by = ForeignKeyField(User)
    at = Instant()
    version = IntegerField(default=1)
    withdrawn_at = Instant(null=True)

    class Meta:
        indexes: ClassVar[Any] = ((("lesson", "student"), False), (("student", "lesson"), False))


class MarkVersion(Table):
    """One state that a mark has had: the value, who, when, why. Written with every change, never altered."""

    mark = ForeignKeyField(Mark, backref="versions")
    number = IntegerField()
    form = ForeignKeyField(FormOfControl)
    scale = CharField(8)
    value = CharField(16)
    counted = BooleanField()
    comment = TextField(default="")
    withdrawn = BooleanField(default=False)
    by = ForeignKeyField(User)
    at = Instant()
    reason = TextField(default="")

    class Meta:
        indexes: ClassVar[Any] = ((("mark", "number"), True),)
