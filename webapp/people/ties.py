"""Who may see whom: the ties between viewers and students, as queries."""

from datetime import date
from typing import Any

from peewee import Expression, ModelSelect

from webapp import clock
from webapp.people.models import STAFF_KINDS, Enrolment, Guardianship, SchoolClass, Student, User
from webapp.people.viewer import Viewer

LEADS = ("deputy_head", "head")
OFFICE = ("operator", "secretary")


def current(table: Any, day: date) -> Expression:
    """The rows of a table with `starts` and `ends` that hold on the day (null: open)."""
    return (table.starts.is_null() | (table.starts <= day)) & (table.ends.is_null() | (table.ends >= day))


def _today() -> date:
    return clock.now().date()


def _wards(viewer: Viewer, *, acting: bool) -> "ModelSelect[Any]":
    ties = Guardianship.select(Guardianship.student).where(
        Guardianship.guardian == viewer.id, current(Guardianship, _today())
    )
    return ties.where(Guardianship.kind != "proxy") if acting else ties


def _led(viewer: Viewer) -> "ModelSelect[Any]":
    """Students now in a class that the viewer leads, while holding a post at its school."""
    return (
        Enrolment.select(Enrolment.student)
        .join(SchoolClass)
        .where(
            SchoolClass.class_teacher == viewer.id,
            SchoolClass.school.in_(viewer.schools(*STAFF_KINDS)),
            current(Enrolment, _today()),
        )
    )


def _students() -> "ModelSelect[Any]":
    return (
        Student.select(Student, User)
        .join(User)
        .where(Student.ended_on.is_null() | (Student.ended_on >= _today()))
    )


def read_by(viewer: Viewer) -> "ModelSelect[Any]":
    """Students whose diary the viewer reads: own children, himself, own class, the school one heads."""
    return _students().where(
        (Student.user == viewer.id)
        | Student.id.in_(_wards(viewer, acting=False))
        | Student.id.in_(_led(viewer))
        | Student.school.in_(viewer.schools(*LEADS))
    )


def acted_for_by(viewer: Viewer) -> "ModelSelect[Any]":
    """Students for whom the viewer acts as a guardian. A proxy only reads."""
    return _students().where(Student.id.in_(_wards(viewer, acting=True)))


def family_of(viewer: Viewer) -> "ModelSelect[Any]":
    """The viewer himself as a student, and the children of whom he is a guardian."""
    return _students().where((Student.user == viewer.id) | Student.id.in_(_wards(viewer, acting=True)))


def learning_as(viewer: Viewer) -> "ModelSelect[Any]":
    """The viewer himself, as a student."""
    return _students().where(Student.user == viewer.id)


def kept_by_office(viewer: Viewer) -> "ModelSelect[Any]":
    """Students whose data and ties the viewer keeps: office, and the teacher of the class."""
    return _students().where(Student.school.in_(viewer.schools(*OFFICE)) | Student.id.in_(_led(viewer)))


def children_of(viewer: Viewer) -> list[Student]:
    """The students that the viewer switches between: himself or the wards, the oldest first."""
    mine = _students().where((Student.user == viewer.id) | Student.id.in_(_wards(viewer, acting=False)))
    return list(mine.order_by(Student.birth_date, Student.id))


def belongs_to(viewer: Viewer, school: int) -> bool:
    """Whether the viewer works, learns or has a child at the school."""
    if any(post_school == school for post_school, _ in viewer.posts):
        return True
    mine = _students().where((Student.user == viewer.id) | Student.id.in_(_wards(viewer, acting=False)))
    return mine.where(Student.school == school).exists()


def leads(viewer: Viewer, student: Student) -> bool:
    """Whether the viewer is the teacher of the student's class today."""
    return _led(viewer).where(Enrolment.student == student).exists()


def guards_one_of(students: ModelSelect, user: User) -> bool:
    """Whether the user is a guardian of one of the students."""
    ties = Guardianship.select().where(Guardianship.guardian == user, current(Guardianship, _today()))
    return ties.where(Guardianship.student.in_(students.select(Student.id))).exists()
