"""The school: its years and grading periods, holidays, bells, rooms, subjects."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from peewee import BooleanField, CharField, ForeignKeyField, ModelSelect, SmallIntegerField, fn

from webapp.db import Day, Table, WallTime

PERIOD_KINDS = ("quarter", "trimester", "half_year")


class School(Table):
    """A school. country picks the public holidays (ISO 3166, `RU`); timezone is an IANA name."""

    name = CharField(unique=True)
    country = CharField(2, default="RU")
    timezone = CharField(64, default="Europe/Moscow")
    external_id = CharField(null=True)

    @property
    def scope(self) -> str:
        """The scope of versions of what concerns the whole school."""
        return f"school:{self.id}"


class AcademicYear(Table):
    """A school year, from its first to its last day of lessons."""

    school = ForeignKeyField(School)
    name = CharField(16)
    starts = Day()
    ends = Day()

    class Meta:
        indexes: ClassVar[Any] = ((("school", "starts"), True),)

    @classmethod
    def at(cls, school: "School | int", day: date) -> "AcademicYear | None":
        """The year that holds the day, or the last one begun before it, or the next to come."""
        return cls.of_these(cls.select().where(cls.school == school), day)

    @staticmethod
    def of_these(years: Iterable["AcademicYear"], day: date) -> "AcademicYear | None":
        """The same among years that have been read."""
        in_order = sorted(years, key=lambda year: year.starts)
        begun = [year for year in in_order if year.starts <= day]
        return begun[-1] if begun else (in_order[0] if in_order else None)


class Period(Table):
    """A grading period of some grades: quarter, trimester or half-year."""

    year = ForeignKeyField(AcademicYear, backref="periods")
    kind = CharField(16)
    number = SmallIntegerField()
    starts = Day()
    ends = Day()
    grade_from = SmallIntegerField(default=1)
    grade_to = SmallIntegerField(default=11)

    @classmethod
    def within(cls, school: "School | int") -> "ModelSelect[Any]":
        """The periods of all years of the school."""
        return cls.select().where(cls.year.in_(AcademicYear.select().where(AcademicYear.school == school)))

    @classmethod
    def of(cls, school: "School | int", day: date, grade: int) -> "Period | None":
        """The grading period of a grade that holds the day; in a break the one before it."""
        return (
            cls.select()
            .join(AcademicYear)
            .where(
                AcademicYear.school == school,
                cls.grade_from <= grade,
                cls.grade_to >= grade,
                cls.starts <= day,
            )
            .order_by(cls.starts.desc())
            .first()
        )


class Holiday(Table):
    """Days without lessons, both ends included. kind: break, public, quarantine."""

    school = ForeignKeyField(School, backref="holidays")
    starts = Day()
    ends = Day()
    name = CharField()
    kind = CharField(16, default="break")

    class Meta:
        indexes: ClassVar[Any] = ((("school", "starts"), False),)

    @classmethod
    def within(cls, school: "School | int") -> "ModelSelect[Any]":
        """All days off of the school."""
        return cls.select(cls, School).join(School).where(cls.school == school)

    @classmethod
    def between(cls, school: "School | int", first: date, last: date) -> list["Holiday"]:
        """Holidays that touch the days from first to last, in order."""
        query = cls.select().where(cls.school == school, cls.starts <= last, cls.ends >= first)
        return list(query.order_by(cls.starts, cls.id))


class BellScheme(Table):
    """A set of bells: a shift's, or a short day's."""

    school = ForeignKeyField(School, backref="bell_schemes")
    name = CharField(64)
    shift = SmallIntegerField(default=1)
    is_default = BooleanField(default=False)

    class Meta:
        indexes: ClassVar[Any] = ((("school", "name"), True),)

    @classmethod
    def within(cls, school: "School | int") -> "ModelSelect[Any]":
        """All sets of bells of the school."""
        return cls.select(cls, School).join(School).where(cls.school == school)


class Bell(Table):
    """One lesson's place on the clock."""

    scheme = ForeignKeyField(BellScheme, backref="bells", on_delete="CASCADE")
    number = SmallIntegerField()
    starts = WallTime()
    ends = WallTime()

    class Meta:
        indexes: ClassVar[Any] = ((("scheme", "number"), True),)


class BellDay(Table):
    """A day on which a shift rings by another scheme, such as a short day before a holiday."""

    school = ForeignKeyField(School)
    date = Day()
    shift = SmallIntegerField(default=1)
    scheme = ForeignKeyField(BellScheme)

    class Meta:
        indexes: ClassVar[Any] = ((("school", "date", "shift"), True),)


class Room(Table):
    """A place where lessons are held."""

    school = ForeignKeyField(School, backref="rooms")
    name = CharField(64)

    class Meta:
        indexes: ClassVar[Any] = ((("school", "name"), True),)

    @property
    def scope(self) -> str:
        """The scope of versions of what happens in the room."""
        return f"room:{self.id}"


class Subject(Table):
    """What is taught. scale is the one its marks are given on unless the teacher picks another."""

    school = ForeignKeyField(School, backref="subjects")
    name = CharField()
    short = CharField(32, default="")
    scale = CharField(8, default="5")
    external_id = CharField(null=True)

    class Meta:
        indexes: ClassVar[Any] = ((("school", "name"), True),)

    @classmethod
    def number_in(cls, school: "School | int") -> int:
        """How many subjects the school has."""
        return cls.select(fn.COUNT(cls.id)).where(cls.school == school).scalar()
