"""Who of a class's families has signed a week, and who has not: what the class teacher looks through."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import ModelSelect, fn

from webapp import clock, weeks
from webapp.people.models import Enrolment, GroupStudent, Guardianship, SchoolClass, Student, User
from webapp.people.ties import current
from webapp.signatures.opening import is_open, last_open
from webapp.signatures.reading import Signed, signatures_of
from webapp.timetable.models import CANCELLED, Lesson

ALL, WAITING, NOBODY = "", "waiting", "nobody"


@dataclass(frozen=True)
class Signer:
    """A guardian, and the signature if there is one."""

    name: str
    signed: Signed | None


@dataclass(frozen=True)
class Family:
    """A student of the class with the guardians. is_here: learns in the class today."""

    student: Student
    is_here: bool
    signers: list[Signer]

    @property
    def waits(self) -> bool:
        """Whether a guardian has not signed yet."""
        return any(one.signed is None for one in self.signers)

    @property
    def is_silent(self) -> bool:
        """Whether there are guardians and none of them has signed."""
        return bool(self.signers) and all(one.signed is None for one in self.signers)


@dataclass(frozen=True)
class ClassWeek:
    """The families whose children had lessons in the week; previous and next are weeks to go to."""

    week: str
    is_open: bool
    families: list[Family]
    previous: str | None
    next: str | None

    def shown(self, which: str) -> list[Family]:
        """All, those with a guardian who has not signed, or those of whom nobody has."""
        if which == WAITING:
            return [one for one in self.families if one.waits]
        return [one for one in self.families if one.is_silent] if which == NOBODY else self.families


def week_asked(school_class: SchoolClass, week: str | None) -> str:
    """The week of the address, or the newest that can be signed.

    Raises ValueError for text that names no week, and for one outside the class's year or to come.
    """
    first, last = _weeks_of(school_class)
    if week is None:
        return max(first, min(last, last_open(school_class.school)))
    weeks.monday(week)
    if not first <= week <= last:
        raise ValueError(f"not a week of the class: {week!r}")
    return week


def _weeks_of(school_class: SchoolClass) -> tuple[str, str]:
    """The first week of the class's year, and its last or the present one."""
    year, present = school_class.year, weeks.week_of(clock.today(school_class.school))
    first = weeks.week_of(year.starts)
    return first, max(first, min(weeks.week_of(year.ends), present))


def read_class(school_class: SchoolClass, week: str) -> ClassWeek:
    """The class in the week."""
    first, last = _weeks_of(school_class)
    before, after = weeks.shifted(week, -1), weeks.shifted(week, 1)
    opened = is_open(week, school_class.school)
    return ClassWeek(
        week,
        opened,
        _families(school_class, week) if opened else [],
        before if before >= first else None,
        after if after <= last else None,
    )


def _families(school_class: SchoolClass, week: str) -> list[Family]:
    days, today = weeks.days(week), clock.today(school_class.school)
    stays = list(_stays(school_class, days[0], days[-1], today))
    ids = sorted({stay.student_id for stay in stays})
    signed, guardians = signatures_of(ids, week), _guardians(ids, days[-1], today)
    found = {}
    for stay in stays:
        signers = _signers(guardians.get(stay.student_id, {}), signed[stay.student_id])
        found[stay.student_id] = Family(stay.student, stay.ends is None or stay.ends >= today, signers)
    return list(found.values())


def _stays(school_class: SchoolClass, first: date, last: date, today: date) -> "ModelSelect[Any]":
    """Who was in the class and had a lesson on the days and is at the school yet, in the order of lists."""
    held = (
        GroupStudent.select(1)
        .join(Lesson, on=(Lesson.group == GroupStudent.group))
        .where(GroupStudent.student == Enrolment.student, GroupStudent.starts <= Lesson.date)
        .where(GroupStudent.ends.is_null() | (GroupStudent.ends >= Lesson.date))
        .where(Lesson.date.between(first, last), Lesson.state != CANCELLED)
    )
    return (
        Enrolment.select(Enrolment, Student, User)
        .join(Student)
        .join(User)
        .where(Enrolment.school_class == school_class, Enrolment.starts <= last)
        .where(Enrolment.ends.is_null() | (Enrolment.ends >= first))
        .where(Student.ended_on.is_null() | (Student.ended_on >= today), fn.EXISTS(held))
        .order_by(User.folded, Student.id, Enrolment.starts)
    )


def _guardians(ids: list[int], last: date, today: date) -> dict[int, dict[int, str]]:
    """Who may sign, by student: guardians today who were so in the week. {student: {guardian: name}}"""
    ties = (
        Guardianship.select(Guardianship, User)
        .join(User)
        .where(Guardianship.student.in_(ids), Guardianship.kind != "proxy", current(Guardianship, today))
        .where(Guardianship.starts.is_null() | (Guardianship.starts <= last))
        .order_by(Guardianship.id)
    )
    found: dict[int, dict[int, str]] = {}
    for tie in ties:
        found.setdefault(tie.student_id, {})[tie.guardian_id] = tie.guardian.short_name
    return found


def _signers(guardians: dict[int, str], signed: list[Signed]) -> list[Signer]:
    """Who may sign, each with the signature; after them who has signed and may no more."""
    by = {one.guardian_id: one for one in signed}
    names = {**guardians, **{number: one.name for number, one in by.items() if number not in guardians}}
    return [Signer(name, by.get(number)) for number, name in names.items()]


def classes_beside(school_class: SchoolClass) -> list[SchoolClass]:
    """The classes of the same school and year, in the order of grades."""
    beside = SchoolClass.select().where(
        SchoolClass.school == school_class.school_id, SchoolClass.year == school_class.year_id
    )
    return list(beside.order_by(SchoolClass.grade, SchoolClass.name))
