"""The people of a school as the office lists them: search, kinds, sign-in states, counts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from peewee import JOIN, Expression, ModelSelect, Value, fn

from webapp import clock
from webapp.changes.once import Refused
from webapp.language import _
from webapp.names import folded
from webapp.people.models import Enrolment, Group, Guardianship, Role, SchoolClass, Student, User
from webapp.people.signing_in import normal_phone
from webapp.people.ties import current
from webapp.school.models import AcademicYear, School

PAGE = 50
KINDS = ("student", "guardian", "staff")
NONE, TEMPORARY, OWN, ENDED = "none", "temporary", "own", "ended"


@dataclass
class Row:
    """One person in a list: studies as (class name, left on), posts as kinds, wards as short names."""

    user: User
    state: str
    studies: list[tuple[str, date | None]] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    wards: list[str] = field(default_factory=list)


def entry_state(user: User, day: date) -> str:
    """How the user can sign in: none (nothing issued), temporary, own, ended."""
    if user.ended_on and user.ended_on < day:
        return ENDED
    if user.password_hash is None:
        return NONE
    return TEMPORARY if user.must_change else OWN


def _is_student(school: School, day: date) -> Any:
    here = Student.select(Value(1)).where(Student.user == User.id, Student.school == school)
    return fn.EXISTS(here)


def _is_guardian(school: School, day: date) -> Any:
    wards = Guardianship.select(Value(1)).join(Student)
    return fn.EXISTS(wards.where(Guardianship.guardian == User.id, Student.school == school))


def _is_staff(school: School, day: date) -> Any:
    return fn.EXISTS(Role.select(Value(1)).where(Role.user == User.id, Role.school == school))


_CONDITIONS = {"student": _is_student, "guardian": _is_guardian, "staff": _is_staff}


def _matches(text: str, country: str) -> Expression:
    """Each word begins a word of the name; or the whole is a login, a phone or an email from its start."""
    name: Any = Value(True)
    for word in folded(text).split():
        name = name & _word_of_name(word)
    phone = normal_phone(text, country) if sum(letter.isdigit() for letter in text) > 5 else None
    found = name | User.login.startswith(folded(text)) | User.email.startswith(folded(text))
    return found | (User.phone == phone) if phone else found


def _word_of_name(word: str) -> Expression:
    return User.folded.startswith(word) | User.folded.contains(f" {word}")


class Asked(NamedTuple):
    """What a list is asked for: text to find, one of KINDS, a class, the state NONE; empty for all."""

    text: str = ""
    kind: str = ""
    class_id: int | None = None
    state: str = ""


def people_of(school: School, day: date, asked: Asked) -> "ModelSelect[Any]":
    """Users who belong, or belonged, to the school, by name."""
    conditions = [_CONDITIONS[asked.kind]] if asked.kind in _CONDITIONS else list(_CONDITIONS.values())
    belongs = conditions[0](school, day)
    for condition in conditions[1:]:
        belongs = belongs | condition(school, day)
    query = User.select().where(belongs).order_by(User.folded, User.id)
    if asked.text.strip():
        query = query.where(_matches(asked.text, school.country))
    if asked.class_id is not None:
        query = query.where(_in_class(asked.class_id, day))
    if asked.state == NONE:
        query = query.where(User.password_hash.is_null(), User.ended_on.is_null())
    return query


def _in_class(class_id: int, day: date) -> Expression:
    learning = Enrolment.select(Enrolment.student).where(
        Enrolment.school_class == class_id, current(Enrolment, day)
    )
    students = Student.select(Student.user).where(Student.id.in_(learning))
    guardians = Guardianship.select(Guardianship.guardian).where(
        Guardianship.student.in_(learning), current(Guardianship, day)
    )
    return User.id.in_(students) | User.id.in_(guardians)


def page_of(query: "ModelSelect[Any]", number: int) -> tuple[list[User], bool]:
    """The users on a page (from 1), and whether there is another one."""
    users = list(query.offset((number - 1) * PAGE).limit(PAGE + 1))
    return users[:PAGE], len(users) > PAGE


def rows(users: Iterable[User], school: School, day: date) -> list[Row]:
    """The users with what they are at the school, in three queries."""
    by_id = {user.id: Row(user, entry_state(user, day)) for user in users}
    ids = list(by_id)
    for role in Role.select().where(Role.user.in_(ids), Role.school == school, current(Role, day)):
        by_id[role.user_id].posts.append(role.kind)
    for student, class_name in _studies(ids, school, day):
        by_id[student.user_id].studies.append((class_name, student.ended_on))
    wards = (
        Guardianship.select(Guardianship, Student, User).join(Student).join(User).order_by(Student.birth_date)
    )
    wards = wards.where(Guardianship.guardian.in_(ids), Student.school == school, current(Guardianship, day))
    for tie in wards:
        by_id[tie.guardian_id].wards.append(tie.student.user.short_name)
    return list(by_id.values())


def _studies(user_ids: list[int], school: School, day: date) -> list[tuple[Student, str]]:
    """The users as students, with the name of the class on the day, or of the last one before it."""
    begun = (Enrolment.student == Student.id) & (Enrolment.starts <= day)
    query = (
        Student.select(Student, Enrolment, SchoolClass)
        .join(Enrolment, JOIN.LEFT_OUTER, on=begun, attr="stay")
        .join(SchoolClass, JOIN.LEFT_OUTER)
        .where(Student.user.in_(user_ids), Student.school == school)
        .order_by(Student.id, Enrolment.starts, Enrolment.id)
    )
    last: dict[int, Any] = {student.id: student for student in query}
    return [(s, s.stay.school_class.name if s.stay else "") for s in last.values()]


def classes_of(school: School, day: date) -> list[SchoolClass]:
    """The classes of the school's year, in the order of grades."""
    years = AcademicYear.select().where(AcademicYear.school == school)
    begun = years.where(AcademicYear.starts <= day).select(fn.MAX(AcademicYear.starts))
    starts = fn.COALESCE(begun, years.select(fn.MIN(AcademicYear.starts)))
    year = years.select(AcademicYear.id).where(AcademicYear.starts == starts)
    return list(
        SchoolClass.select(SchoolClass, User)
        .join(User, JOIN.LEFT_OUTER)
        .where(SchoolClass.year == year)
        .order_by(SchoolClass.grade, SchoolClass.name)
    )


def adults(school: School, day: date, text: str) -> list[User]:
    """At most 20 guardians and staff of the school whom the text finds, by name."""
    belongs = _is_guardian(school, day) | _is_staff(school, day)
    query = User.select().where(belongs, _matches(text, school.country))
    return list(query.order_by(User.folded, User.id).limit(20))


def adult(school: School, user_id: str) -> User:
    """A guardian or member of staff of the school by id. Raises Refused."""
    belongs = _is_guardian(school, clock.today(school)) | _is_staff(school, clock.today(school))
    is_id = user_id.isascii() and user_id.isdigit() and len(user_id) < 10
    user = User.select().where(belongs, User.id == int(user_id)).first() if is_id else None
    if user is None:
        raise Refused(_("Такого человека в школе нет."), "guardian")
    return user


def by_subject(subgroups: Iterable[Group]) -> list[tuple[str, list[Group]]]:
    """Subgroups under their subjects' names."""
    found: dict[str, list[Group]] = {}
    for group in subgroups:
        found.setdefault(group.subject.name, []).append(group)
    return list(found.items())


def counts(school: School, day: date) -> dict[str, int]:
    """How many students and staff there are, and how many accounts nothing was issued to, by kind."""
    going_on = Student.ended_on.is_null() | (Student.ended_on >= day)
    students = Student.select().join(User).where(Student.school == school, going_on)
    staff = Role.select(Role.user).join(User).where(Role.school == school, current(Role, day)).distinct()
    guardians = Guardianship.select(Guardianship.guardian).join(User).switch(Guardianship).join(Student)
    guardians = guardians.where(Student.school == school, going_on, current(Guardianship, day)).distinct()
    nothing = User.password_hash.is_null()
    return {
        "student": students.count(),
        "guardian": guardians.count(),
        "staff": staff.count(),
        "student_without": students.where(nothing).count(),
        "guardian_without": guardians.where(nothing).count(),
        "staff_without": staff.where(nothing).count(),
    }
