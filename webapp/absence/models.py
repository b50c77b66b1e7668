"""Absence notices of families and the register of who was in the lesson."""

from typing import Any, ClassVar

from peewee import CharField, ForeignKeyField, IntegerField, SmallIntegerField, TextField

from webapp.db import Day, Instant, Table
from webapp.people.models import Student, User
from webapp.timetable.models import Lesson

PRESENT, ABSENT, LATE, EXCUSED, ILL = "present", "absent", "late", "excused", "ill"
SIGNS = {ABSENT: "н", LATE: "оп", EXCUSED: "у", ILL: "б", PRESENT: ""}
SENT, ACCEPTED, DECLINED, WITHDRAWN = "sent", "accepted", "declined", "withdrawn"


class AbsenceNotice(Table):
    """«Уведомление об отсутствии»: days from starts to ends, whole or only some lessons of them.

    numbers is empty for whole days, else lesson numbers joined by commas (`1,2,3`). reason: ill, doctor,
    family, contest, other. by is the guardian, or who took it by phone (then taken_by_phone_from says whose).
    """

    student = ForeignKeyField(Student, backref="absence_notices")
    starts = Day()
    ends = Day()
    numbers = CharField(default="")
    reason = CharField(16)
    comment = TextField(default="")
    by = ForeignKeyField(User)
    phoned_by = CharField(default="")
    created_at = Instant()
    edited_at = Instant(null=True)
    state = CharField(16, default=SENT)
    answered_by = ForeignKeyField(User, null=True)
    answered_at = Instant(null=True)
    answer = TextField(default="")
    version = IntegerField(default=0)

    class Meta:
        indexes: ClassVar[Any] = ((("student", "starts"), False),)


class Register(Table):
    """What the teacher entered for a student in a lesson: present, absent, late, excused, ill.

    No row: nothing was entered; then a notice that covers the lesson speaks (absence/register.py).
    """

    lesson = ForeignKeyField(Lesson, backref="register")
    student = ForeignKeyField(Student)
    kind = CharField(16)
    minutes_late = SmallIntegerField(null=True)
    by = ForeignKeyField(User)
    at = Instant()
    version = IntegerField(default=0)

    class Meta:
        indexes: ClassVar[Any] = ((("lesson", "student"), True), (("student", "lesson"), False))
