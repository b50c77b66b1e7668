"""Remarks (замечания): what a teacher tells the family of a student's lesson beside marks."""

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from webapp.db import Instant, Table
from webapp.language import lazy
from webapp.people.models import Student, User
from webapp.timetable.models import Lesson

BEHAVIOUR, PROGRESS = "behaviour", "progress"
KINDS = {BEHAVIOUR: lazy("Поведение"), PROGRESS: lazy("Успеваемость")}


class Remark(Table):
    """A remark on the student's behaviour or progress in a lesson, as it stands now.

    by and at are of the giving. withdrawn_at: taken back, kept. version counts from 1 with every edit;
    what it said before stands in the change log.
    """

    lesson = ForeignKeyField(Lesson, backref="remarks")
    student = ForeignKeyField(Student, backref="remarks")
    kind = CharField(16)
    text = TextField()
    by = ForeignKeyField(User)
    at = Instant()
    version = IntegerField(default=1)
    withdrawn_at = Instant(null=True)

    @property
    def word(self) -> str:
        """What it is about: «Поведение», «Успеваемость»."""
        return str(KINDS.get(self.kind, ""))

    @property
    def is_edited(self) -> bool:
        """Whether it says something else than when it was given."""
        return self.version > 1
