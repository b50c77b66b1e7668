"""New people of a school, added one by one: students with their guardians, staff with their posts."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from webapp import clock
from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.language import _
from webapp.names import folded
from webapp.people import posting, tying
from webapp.people.contacts import kept_email, kept_phone
from webapp.people.models import SchoolClass, Student, User
from webapp.people.moving import join_class
from webapp.people.viewer import Viewer
from webapp.school.models import School


class Person(NamedTuple):
    """A person as the office types it; phone and email in any way of writing."""

    surname: str
    given_name: str
    patronymic: str = ""
    phone: str = ""
    email: str = ""

    @property
    def folded(self) -> str:
        """The name for search and comparison."""
        return folded(f"{self.surname} {self.given_name} {self.patronymic}")


class Relative(NamedTuple):
    """A guardian typed beside a new student; kind as in Guardianship."""

    person: Person
    kind: str
    until: date | None = None


def same_students(school: School | int, person: Person, birth_date: date | None) -> list[Student]:
    """Students of the school with this name and birth date, also those who left."""
    query = Student.select(Student, User).join(User).where(Student.school == school)
    return list(query.where(User.folded == person.folded, Student.birth_date == birth_date))


def same_adults(person: Person, school: School) -> list[User]:
    """Users with this name and one of these contacts: the same guardian of another child."""
    phone, email = kept_phone(person.phone, school.country), kept_email(person.email)
    if not phone and not email:
        return []
    contact = (User.phone == phone if phone else False) | (User.email == email if email else False)
    return list(User.select().where(User.folded == person.folded, contact).order_by(User.id))


def add_user(person: Person, country: str) -> User:
    """A user without login and password, which come with the first issue. Raises Refused."""
    for field in ("surname", "given_name"):
        if not getattr(person, field).strip():
            raise Refused(_("Впишите фамилию и имя."), field)
    return User.create(
        surname=person.surname.strip(),
        given_name=person.given_name.strip(),
        patronymic=person.patronymic.strip(),
        phone=kept_phone(person.phone, country),
        email=kept_email(person.email),
        created_at=clock.now(),
    )


def enroll(
    school_class: SchoolClass,
    person: Person,
    birth_date: date,
    starts: date,
    *,
    by: Viewer,
    groups: Iterable[int] = (),
    relatives: Iterable[Relative] = (),
    confirmed: bool = False,
) -> dict[str, int]:
    """Add a student to a class from a day, with guardians. Returns student and user.

    A guardian of the same name and contact is taken for the same person. Raises Refused; on `confirmed` when
    such a student is there already and it was not confirmed that this is another one.
    """
    school = school_class.school
    if not date(1990, 1, 1) < birth_date < clock.today(school):
        raise Refused(_("Проверьте дату рождения."), "birth_date")
    if not confirmed and same_students(school, person, birth_date):
        raise Refused(_("Ученик с таким именем и датой рождения уже есть."), "confirmed")
    user = add_user(person, school.country)
    student = Student.create(user=user, school=school, birth_date=birth_date)
    joined = join_class(student, school_class, starts, groups)
    record(
        "student.enrolled", by=by.id, school=school.id, what=f"student:{student.id}",
        scopes=[student.scope, school_class.scope, *(f"group:{g}" for g in joined)], student_id=student.id,
        class_id=school_class.id, after={"name": user.full_name, "birth_date": birth_date, "starts": starts},
    )  # fmt: skip
    for number, relative in enumerate(relatives, 1):
        _add_relative(student, relative, number, by=by)
    return {"student": student.id, "user": user.id}


def _add_relative(student: Student, relative: Relative, number: int, *, by: Viewer) -> None:
    try:
        add_guardian(student, relative, by=by)
    except Refused as refusal:
        raise Refused(refusal.message, f"guardian_{number}-{refusal.field or 'surname'}") from None


def add_guardian(student: Student, relative: Relative, *, by: Viewer) -> dict[str, int]:
    """Tie a guardian typed by hand: the user of that name and contact, or a new one. Raises Refused."""
    same = same_adults(relative.person, student.school)
    guardian = same[0] if same else add_user(relative.person, student.school.country)
    return tying.tie(student, guardian, relative.kind, until=relative.until, by=by)


def employ(
    school: School, person: Person, kinds: Iterable[str], starts: date, *, by: Viewer, confirmed: bool = False
) -> dict[str, int]:
    """Add a member of staff with posts from a day. Returns user. Raises Refused, as enroll does."""
    wanted = list(dict.fromkeys(kinds))
    if not wanted:
        raise Refused(_("Отметьте хотя бы одну должность."), "kinds")
    if not confirmed and posting.same_staff(school, person.folded):
        raise Refused(_("Сотрудник с таким именем уже есть."), "confirmed")
    user = add_user(person, school.country)
    for kind in wanted:
        posting.appoint(user, school, kind, starts, by=by)
    return {"user": user.id}
