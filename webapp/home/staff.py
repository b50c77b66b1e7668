"""What waits for one of the staff today."""

from dataclasses import dataclass
from datetime import date

from peewee import JOIN, fn

from webapp import clock
from webapp.absence.models import SENT, AbsenceNotice
from webapp.people.models import STAFF_KINDS, Enrolment, SchoolClass
from webapp.people.ties import LEADS, OFFICE, current
from webapp.people.viewer import Viewer
from webapp.school.models import AcademicYear, School
from webapp.timetable.models import Lesson


@dataclass(frozen=True)
class Led:
    """A class that the viewer leads, and how many absence notices in it wait for an answer."""

    school_class: SchoolClass
    waiting: int


@dataclass(frozen=True)
class Headed:
    """A school that the viewer leads, with this year's classes in the order of grades."""

    school: School
    classes: list[SchoolClass]


@dataclass(frozen=True)
class StaffToday:
    """The lessons to give today, the classes led, the schools where the viewer leads or keeps the office."""

    today: date
    teaches: bool
    lessons: list[Lesson]
    led: list[Led]
    headed: list[Headed]
    kept: list[School]


def staff_today(viewer: Viewer) -> StaffToday:
    """What the posts held today ask for."""
    query = School.select().where(School.id.in_(viewer.schools(*STAFF_KINDS)))
    schools = {school.id: school for school in query}
    today = clock.today(next(iter(schools.values())))
    teaches = bool(viewer.schools("teacher"))
    return StaffToday(
        today,
        teaches,
        list(Lesson.of_teacher(viewer.id, today, today)) if teaches else [],
        _led(viewer, today),
        [Headed(schools[number], _classes(number, today)) for number in viewer.schools(*LEADS)],
        [schools[number] for number in viewer.schools(*OFFICE)],
    )


def _classes(school: int, today: date) -> list[SchoolClass]:
    this_year = (AcademicYear.starts <= today) & (AcademicYear.ends >= today)
    classes = SchoolClass.select().join(AcademicYear).where(SchoolClass.school == school, this_year)
    return list(classes.order_by(SchoolClass.grade, SchoolClass.name))


def _led(viewer: Viewer, today: date) -> list[Led]:
    """The classes led this year."""
    inside = (Enrolment.school_class == SchoolClass.id) & current(Enrolment, today)
    waits = (AbsenceNotice.student == Enrolment.student) & (AbsenceNotice.state == SENT)
    query = (
        SchoolClass.select(SchoolClass, fn.COUNT(AbsenceNotice.id).alias("waiting"))
        .join(AcademicYear)
        .switch(SchoolClass)
        .join(Enrolment, JOIN.LEFT_OUTER, on=inside)
        .join(AbsenceNotice, JOIN.LEFT_OUTER, on=waits)
        .where(
            SchoolClass.class_teacher == viewer.id,
            SchoolClass.school.in_(viewer.schools(*STAFF_KINDS)),
            AcademicYear.starts <= today,
            AcademicYear.ends >= today,
        )
        .group_by(SchoolClass)
        .order_by(SchoolClass.name)
    )
    return [Led(one, one.waiting) for one in query]  # type: ignore[attr-defined]
