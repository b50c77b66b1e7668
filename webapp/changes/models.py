"""The change log, the versions raised with it, and the receipts of writes. Plain ids, no foreign keys."""

from typing import Any, ClassVar

from peewee import BigAutoField, CharField, CompositeKey, IntegerField, SmallIntegerField, TextField

from webapp.db import Instant, Table


class Change(Table):
    """One row for every change, written with it; it only grows. `before` and `after` are JSON."""

    id = BigAutoField()
    at = Instant()
    user_id = IntegerField(index=True)
    school_id = IntegerField()
    kind = CharField(64)
    student_id = IntegerField(null=True)
    group_id = IntegerField(null=True)
    class_id = IntegerField(null=True)
    lesson_id = IntegerField(null=True)
    week = CharField(8, default="*")
    what = CharField(64)
    before = TextField(null=True)
    after = TextField(null=True)

    class Meta:
        indexes = (
            (("student_id", "at"), False),
            (("group_id", "student_id", "at"), False),
            (("lesson_id",), False),
            (("school_id", "kind", "at"), False),
        )


class Version(Table):
    """How often anything in a scope (`student:7`, `class:3`, `teacher:5`, `school:1`) changed in a week.

    Week `*` is for what is not tied to one: names, bells, membership.
    """

    scope = CharField(32)
    week = CharField(8)
    n = IntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("scope", "week")


class Receipt(Table):
    """That a write with this key took effect once, and its outcome. Outlives every queue."""

    id = BigAutoField()
    user_id = IntegerField()
    key = CharField(64)
    fingerprint = CharField(64)
    at = Instant()
    status = SmallIntegerField()
    location = TextField()
    ids = TextField(default="{}")

    class Meta:
        indexes: ClassVar[Any] = ((("user_id", "key"), True),)
