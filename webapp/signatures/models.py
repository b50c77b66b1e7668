"""The signatures under the weeks of a diary."""

from typing import Any, ClassVar

from peewee import CharField, ForeignKeyField

from webapp.db import Instant, Table
from webapp.people.models import Student, User


class WeekSignature(Table):
    """That a guardian has read a week of the student's diary. Rows are only added, never taken back.

    signed_at is when it arrived and made_at when it was made, as the server believes it; device_at is what
    the device's clock said then, null where it said nothing.
    """

    student = ForeignKeyField(Student)
    week = CharField(8)
    guardian = ForeignKeyField(User)
    signed_at = Instant()
    made_at = Instant()
    device_at = Instant(null=True)

    class Meta:
        indexes: ClassVar[Any] = ((("student", "week", "guardian"), True),)
