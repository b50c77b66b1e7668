"""The weekly pattern and the dated lessons filled from it."""

from typing import Any, ClassVar

from peewee import CharField, ForeignKeyField, IntegerField, SmallIntegerField, TextField

from webapp.db import Day, Instant, Table, WallTime
from webapp.people.models import Group, User
from webapp.school.models import Room, School, Subject

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
