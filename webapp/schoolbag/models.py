"""What goes into the schoolbag: items with their weight, what each lesson needs, what is packed."""

from typing import Any, ClassVar

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, SmallIntegerField

from webapp.db import Day, Instant, Table
from webapp.people.models import Group, Student, User
from webapp.school.models import School, Subject
from webapp.timetable.models import Lesson

NEEDED, PACKED, AT_SCHOOL, SHARED = "needed", "packed", "at_school", "shared"


class BagItem(Table):
    """Something carried. grams is its weight; daily items are needed on every school day of the grades.

    kind: textbook, workbook, notebook, kit, tool, other. subject is null for what no subject owns.
    """

    school = ForeignKeyField(School, backref="bag_items")
    subject = ForeignKeyField(Subject, null=True)
    name = CharField()
    kind = CharField(16, default="other")
    grams = IntegerField()
    daily = BooleanField(default=False)
    grade_from = SmallIntegerField(default=1)
    grade_to = SmallIntegerField(default=11)
    by = ForeignKeyField(User, null=True)
    ended_on = Day(null=True)


class GroupItem(Table):
    """That each lesson of the group needs the item, unless the lesson says otherwise."""

    group = ForeignKeyField(Group, backref="bag_items", on_delete="CASCADE")
    item = ForeignKeyField(BagItem)

    class Meta:
        indexes: ClassVar[Any] = ((("group", "item"), True),)


class LessonItem(Table):
    """What one lesson needs beyond its group's items (needed), or does not need this time."""

    lesson = ForeignKeyField(Lesson, backref="bag_items", on_delete="CASCADE")
    item = ForeignKeyField(BagItem)
    needed = BooleanField(default=True)

    class Meta:
        indexes: ClassVar[Any] = ((("lesson", "item"), True),)


class Packed(Table):
    """What became of an item for a day: packed, at_school (left there), shared (a desk mate brings it)."""

    student = ForeignKeyField(Student)
    date = Day()
    item = ForeignKeyField(BagItem)
    state = CharField(16, default=PACKED)
    by = ForeignKeyField(User)
    at = Instant()

    class Meta:
        indexes: ClassVar[Any] = ((("student", "date", "item"), True),)


class BagLimit(Table):
    """A school's own limit of the daily set for grades, grams, and the weight of the empty bag."""

    school = ForeignKeyField(School)
    grade_from = SmallIntegerField()
    grade_to = SmallIntegerField()
    grams = IntegerField()
    empty_bag = IntegerField()
