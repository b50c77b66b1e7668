"""Marks, the versions that keep every correction, and the forms of control that weigh them."""

from typing import Any, ClassVar

from peewee import (
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    ModelSelect,
    SmallIntegerField,
    TextField,
)

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

    @classmethod
    def _whole(cls) -> "ModelSelect[Any]":
        """Marks that stand, with form of control and giver read along, in the order of giving."""
        return (
            cls.select(cls, FormOfControl, User)
            .join(FormOfControl)
            .switch(cls)
            .join(User)
            .where(cls.withdrawn_at.is_null())
            .order_by(cls.id)
        )

    @classmethod
    def of_lesson(cls, lesson: Lesson | int) -> "list[Mark]":
        """The marks that stand in the lesson, with `.form` and `.by`."""
        return list(cls._whole().where(cls.lesson == lesson))

    @classmethod
    def of_student(cls, student_id: int, lesson_ids: list[int]) -> "list[Mark]":
        """The student's marks that stand in these lessons, with `.form` and `.by`."""
        if not lesson_ids:
            return []
        return list(cls._whole().where(cls.student == student_id, cls.lesson.in_(lesson_ids)))

    @classmethod
    def corrections(cls, mark_ids: list[int]) -> "dict[int, list[MarkVersion]]":
        """All states, the oldest first and the present one last, of those marks that were ever corrected.

        By mark id, with `.form` and `.by`. A mark that nobody touched since it was given is not in it.
        """
        if not mark_ids:
            return {}
        corrected = MarkVersion.select(MarkVersion.mark).where(
            MarkVersion.mark.in_(mark_ids), MarkVersion.number > 1
        )
        query = (
            MarkVersion.select(MarkVersion, FormOfControl, User)
            .join(FormOfControl)
            .switch(MarkVersion)
            .join(User)
            .where(MarkVersion.mark.in_(corrected))
            .order_by(MarkVersion.mark, MarkVersion.number)
        )
        found: dict[int, list[MarkVersion]] = {}
        for version in query:
            found.setdefault(version.mark_id, []).append(version)
        return found


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
