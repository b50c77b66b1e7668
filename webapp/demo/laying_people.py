"""The demo's people in the database: staff with posts, students in classes, guardians with their ties."""

from collections.abc import Sequence
from datetime import time, timedelta

from webapp.demo.bulk import insert, moment, stored
from webapp.demo.cast import PASSWORD
from webapp.demo.laid import Laid, Stay
from webapp.demo.people import GuardianPlan, Person, StaffPlan, StudentPlan
from webapp.names import folded
from webapp.people.models import Enrolment, Guardianship, Role, Student, User
from webapp.people.passwords import hashed

DAYS_BEFORE_YEAR = 10
STORY_CLASS = "7А"


def lay_staff(laid: Laid) -> None:
    """Users and posts of all who work here; only the cast can sign in."""
    staff = laid.plan.people.staff
    _lay_users(laid, staff)
    roles = [(laid.users[person.key], laid.school.id, person.role) for person in staff]
    insert(Role, [Role.user, Role.school, Role.kind], roles)


def lay_families(laid: Laid) -> None:
    """Students in their classes, guardians, and who is whose."""
    people = laid.plan.people
    _lay_users(laid, people.students)
    _lay_users(laid, people.guardians)
    laid.stays = _stays(laid)
    _lay_students(laid, people.students)
    ties = [
        (laid.users[key], laid.students[student.key], kin)
        for student in people.students
        for key, kin in student.guardians
    ]
    insert(Guardianship, [Guardianship.guardian, Guardianship.student, Guardianship.kind], ties)


def _lay_users(laid: Laid, people: Sequence[Person]) -> None:
    secret = hashed(PASSWORD) if any(person.login for person in people) else None
    added = stored(moment(laid.plan.year.start - timedelta(days=DAYS_BEFORE_YEAR), time(9)))
    rows = [
        (
            person.login,
            secret if person.login else None,
            person.surname,
            person.name,
            person.patronymic,
            folded(f"{person.surname} {person.name} {person.patronymic}"),
            *_contacts(person),
            added,
        )
        for person in people
    ]
    names = (User.surname, User.given_name, User.patronymic, User.folded)
    fields = [User.login, User.password_hash, *names, User.email, User.phone, User.created_at]
    ids = insert(User, fields, rows)
    laid.users.update(zip((person.key for person in people), ids, strict=True))


def _contacts(person: Person) -> tuple[str | None, str | None]:
    if isinstance(person, StaffPlan | GuardianPlan):
        return person.email or None, person.phone or None
    return None, None


def _lay_students(laid: Laid, students: Sequence[StudentPlan]) -> None:
    colours = _colours(laid.plan.people.guardians)
    rows = [
        (laid.users[s.key], laid.school.id, s.birth_date, colours[s.key], laid.stays[s.key].last)
        for s in students
    ]
    fields = [Student.user, Student.school, Student.birth_date, Student.colour, Student.ended_on]
    laid.students = dict(zip((s.key for s in students), insert(Student, fields, rows), strict=True))
    places = [(laid.students[s.key], laid.classes[s.class_name], *laid.stays[s.key]) for s in students]
    insert(Enrolment, [Enrolment.student, Enrolment.school_class, Enrolment.starts, Enrolment.ends], places)


def _colours(guardians: Sequence[GuardianPlan]) -> dict[str, int]:
    """Brothers and sisters have different colours; an only child has the first."""
    return {child: n for guardian in guardians for n, child in enumerate(guardian.children)}


def _stays(laid: Laid) -> dict[str, Stay]:
    """All stay the year, but for two of 7А: one left with the first quarter, one came with the second."""
    start = laid.plan.year.start
    stays = {student.key: Stay(start) for student in laid.plan.people.students}
    left, came = _movers(laid)
    first, second = laid.plan.year.quarters[:2]
    stays[left] = Stay(start, first.end)
    stays[came] = Stay(second.start)
    return stays


def _movers(laid: Laid) -> tuple[str, str]:
    """Who left and who came: the last two of the list who have no brothers or sisters at the school."""
    children = {child: len(g.children) for g in laid.plan.people.guardians for child in g.children}
    alone = [s.key for s in laid.plan.class_list(STORY_CLASS) if children[s.key] == 1]
    return alone[-1], alone[-2]
