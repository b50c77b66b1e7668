"""People of a school: users and their roles, students and guardians, classes and learning groups."""

from datetime import date
from typing import Any, ClassVar

from peewee import BooleanField, CharField, ForeignKeyField, SmallIntegerField, TextField

from webapp.db import Day, Instant, Table
from webapp.names import folded
from webapp.school.models import AcademicYear, School, Subject

STAFF_KINDS = ("teacher", "deputy_head", "head", "secretary", "operator")


class User(Table):
    """A person with, or without yet, a way to sign in.

    password_hash is null until an invitation is issued; must_change marks a temporary password; epoch is
    raised to end every session; folded is for search and sort; language is null until one is chosen.
    """

    login = CharField(64, null=True, unique=True)
    password_hash = CharField(null=True)
    must_change = BooleanField(default=False)
    epoch = SmallIntegerField(default=0)
    surname = CharField(100)
    given_name = CharField(100)
    patronymic = CharField(100, default="")
    folded = CharField(320, index=True)
    email = CharField(null=True, index=True)
    phone = CharField(32, null=True, index=True)
    external_id = CharField(null=True)
    ended_on = Day(null=True)
    language = CharField(2, null=True)
    created_at = Instant()

    class Meta:
        table_name = "users"

    def save(self, *args: Any, **kwargs: Any) -> int:
        """Keep the folded name in step with the name."""
        self.folded = folded(f"{self.surname} {self.given_name} {self.patronymic}")
        return super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        """Фамилия Имя Отчество, as lists show it."""
        return " ".join(filter(None, (self.surname, self.given_name, self.patronymic)))

    @property
    def short_name(self) -> str:
        """Фамилия И. О., as a timetable shows it."""
        initials = [f"{part[0]}." for part in (self.given_name, self.patronymic) if part]
        return " ".join([self.surname, *initials])

    @property
    def address_name(self) -> str:
        """Имя Отчество, as one is spoken to."""
        return " ".join(filter(None, (self.given_name, self.patronymic))) or self.surname


class ChosenLook(Table):
    """How Zvonok looks to a user who has said so; the words are those of people.looks."""

    user = ForeignKeyField(User, primary_key=True)
    theme = CharField(8)
    size = CharField(8)
    spacing = CharField(8)
    pictures = CharField(8)


class Role(Table):
    """A post of a user at a school, from one day to another (null: open). Families' rights come from ties."""

    user = ForeignKeyField(User, backref="roles")
    school = ForeignKeyField(School)
    kind = CharField(16)
    starts = Day(null=True)
    ends = Day(null=True)

    class Meta:
        indexes: ClassVar[Any] = ((("school", "kind"), False), (("user", "school", "kind"), False))


class SchoolClass(Table):
    """A class of one year, 7А. shift picks its bells."""

    school = ForeignKeyField(School, backref="classes")
    year = ForeignKeyField(AcademicYear)
    name = CharField(64)
    grade = SmallIntegerField()
    shift = SmallIntegerField(default=1)
    class_teacher = ForeignKeyField(User, null=True, backref="classes_led")
    external_id = CharField(null=True)

    class Meta:
        indexes: ClassVar[Any] = ((("year", "name"), True), (("school", "name"), False))

    @property
    def scope(self) -> str:
        """The scope of versions of what the whole class sees."""
        return f"class:{self.id}"


class Student(Table):
    """Somebody who learns at a school. The name is on the user; colour (0 to 7) marks the child at home."""

    user = ForeignKeyField(User, backref="studies")
    school = ForeignKeyField(School, backref="students")
    birth_date = Day(null=True)
    colour = SmallIntegerField(default=0)
    external_id = CharField(null=True)
    ended_on = Day(null=True)

    class Meta:
        indexes: ClassVar[Any] = ((("school", "user"), True),)

    @property
    def scope(self) -> str:
        """The scope of versions of what concerns this student alone."""
        return f"student:{self.id}"


class Guardianship(Table):
    """That a guardian acts for a student. kind: mother, father, guardian, proxy (a proxy only reads)."""

    guardian = ForeignKeyField(User, backref="wards")
    student = ForeignKeyField(Student, backref="guardianships")
    kind = CharField(16, default="guardian")
    starts = Day(null=True)
    ends = Day(null=True)

    class Meta:
        indexes: ClassVar[Any] = ((("guardian", "student"), True),)


class Enrolment(Table):
    """A student in a class, from one day to another (null: open)."""

    student = ForeignKeyField(Student, backref="enrolments")
    school_class = ForeignKeyField(SchoolClass, backref="enrolments")
    starts = Day()
    ends = Day(null=True)

    class Meta:
        indexes: ClassVar[Any] = ((("school_class", "starts"), False),)

    @classmethod
    def class_of(cls, student: Student | int, day: date) -> SchoolClass | None:
        """The class that the student is in on the day, or was in last, or will be in."""
        query = (
            SchoolClass.select()
            .join(cls)
            .where(cls.student == student)
            .order_by((cls.starts <= day).desc(), cls.starts.desc(), cls.id.desc())
        )
        return query.first()


class Group(Table):
    """A class, or part of one or of several, learning one subject together."""

    school = ForeignKeyField(School, backref="groups")
    year = ForeignKeyField(AcademicYear)
    subject = ForeignKeyField(Subject)
    name = CharField()
    whole_class = ForeignKeyField(SchoolClass, null=True, backref="own_groups")
    external_id = CharField(null=True)
    ended_on = Day(null=True)

    class Meta:
        table_name = "learning_group"
        indexes: ClassVar[Any] = ((("year", "subject"), False),)

    @property
    def scope(self) -> str:
        """The scope of versions of what concerns this group alone."""
        return f"group:{self.id}"

    @property
    def whom(self) -> str:
        """Who learns in it: the class's name, or the group's own without the subject."""
        whole = self.whole_class
        return whole.name if whole else self.name.removesuffix(f" · {self.subject.name}")


class GroupClass(Table):
    """That students of the class learn in the group; its pages show the group's lessons."""

    group = ForeignKeyField(Group, backref="class_links", on_delete="CASCADE")
    school_class = ForeignKeyField(SchoolClass, backref="group_links")

    class Meta:
        indexes: ClassVar[Any] = ((("group", "school_class"), True),)


class GroupTeacher(Table):
    """That the teacher teaches the group; position 0 is the one named first."""

    group = ForeignKeyField(Group, backref="teacher_links", on_delete="CASCADE")
    teacher = ForeignKeyField(User, backref="group_links")
    position = SmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar[Any] = ((("group", "teacher"), True),)


class GroupStudent(Table):
    """A student in a group, from one day to another (null: open)."""

    group = ForeignKeyField(Group, backref="student_links", on_delete="CASCADE")
    student = ForeignKeyField(Student, backref="group_links")
    starts = Day()
    ends = Day(null=True)

    class Meta:
        indexes: ClassVar[Any] = ((("group", "student"), False),)


class SignIn(Table):
    """An entry, or a refused one: who, when, from where."""

    at = Instant()
    login = CharField(64, index=True)
    user = ForeignKeyField(User, null=True)
    accepted = BooleanField()
    address = CharField(64, default="")
    agent = TextField(default="")

    class Meta:
        indexes: ClassVar[Any] = ((("address", "at"), False),)
