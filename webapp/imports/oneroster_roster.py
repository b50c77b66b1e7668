"""What a OneRoster package holds, in the words of this program. Ids are the package's sourcedIds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from webapp.imports.problems import Problem


@dataclass(frozen=True, slots=True)
class Org:
    """A school, or what it belongs to (kind: school, district, …)."""

    id: str
    name: str
    kind: str
    parent_id: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of the school year; kind: schoolYear, semester, term, gradingPeriod.

    Both days are included.
    """

    id: str
    title: str
    kind: str
    starts: date | None
    ends: date | None
    school_year: str
    parent_id: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class Course:
    """What is taught: a subject of ours."""

    id: str
    title: str
    code: str
    org_id: str
    grades: tuple[str, ...]
    subjects: tuple[str, ...]
    deleted: bool


@dataclass(frozen=True, slots=True)
class RosterClass:
    """A homeroom (a class of ours) or a scheduled class (a group of ours, learning its course)."""

    id: str
    title: str
    code: str
    homeroom: bool
    course_id: str
    school_id: str
    session_ids: tuple[str, ...]
    grades: tuple[str, ...]
    location: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class HeldRole:
    """student, guardian, teacher, head or operator, at an org (empty: the person's), for some days."""

    kind: str
    org_id: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A user. roles are those that count: see oneroster_roles. phone is +79161234567, or empty."""

    id: str
    username: str
    surname: str
    given_name: str
    patronymic: str
    email: str
    phone: str
    identifier: str
    org_ids: tuple[str, ...]
    roles: tuple[HeldRole, ...]
    grades: tuple[str, ...]
    birth_date: date | None
    enabled: bool
    deleted: bool


@dataclass(frozen=True, slots=True)
class RosterEnrolment:
    """A person in a class. role: student, teacher, or empty for one that has no place in a class of ours."""

    id: str
    class_id: str
    school_id: str
    person_id: str
    role: str
    primary: bool
    starts: date | None
    ends: date | None
    deleted: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """That a guardian acts for a student; both are ids of persons."""

    guardian_id: str
    student_id: str


@dataclass(frozen=True, slots=True)
class Roster:
    """The whole package. modes: file → bulk (all there is), delta (only what changed) or absent."""

    version: str
    modes: Mapping[str, str]
    orgs: tuple[Org, ...]
    sessions: tuple[Session, ...]
    courses: tuple[Course, ...]
    classes: tuple[RosterClass, ...]
    people: tuple[Person, ...]
    enrolments: tuple[RosterEnrolment, ...]
    ties: tuple[Tie, ...]
    warnings: tuple[Problem, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many of each, deleted ones left out; students and teachers by the roles that count."""
        people = [person for person in self.people if not person.deleted]
        kinds = [kind for person in people for kind in {role.kind for role in person.roles}]
        return {
            "orgs": sum(not org.deleted for org in self.orgs),
            "sessions": sum(not session.deleted for session in self.sessions),
            "courses": sum(not course.deleted for course in self.courses),
            "classes": sum(not one.deleted for one in self.classes),
            "users": len(people),
            "students": kinds.count("student"),
            "teachers": kinds.count("teacher"),
            "guardians": kinds.count("guardian"),
            "enrollments": sum(not enrolment.deleted for enrolment in self.enrolments),
        }
