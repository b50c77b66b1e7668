"""The people of one class: students with their guardians, and how each signs in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from webapp.office.directory import entry_state
from webapp.people.models import Enrolment, Guardianship, SchoolClass, Student, User
from webapp.people.ties import current


@dataclass
class Entry:
    """A user with the state of entry; kind is of the tie, empty for the student."""

    user: User
    state: str
    kind: str = ""


@dataclass
class Line:
    """One student with the guardians of today."""

    student: Student
    own: Entry
    guardians: list[Entry] = field(default_factory=list)

    @property
    def everybody(self) -> list[Entry]:
        """The student, then the guardians."""
        return [self.own, *self.guardians]


def read(school_class: SchoolClass, day: date) -> list[Line]:
    """The students of the class on the day, in the order of the register."""
    students = (
        Student.select(Student, User)
        .join(User)
        .switch(Student)
        .join(Enrolment)
        .where(Enrolment.school_class == school_class, current(Enrolment, day))
        .where(Student.ended_on.is_null() | (Student.ended_on >= day))
        .order_by(User.folded, Student.id)
    )
    lines = {s.id: Line(s, Entry(s.user, entry_state(s.user, day))) for s in students}
    ties = Guardianship.select(Guardianship, User).join(User).order_by(User.folded, User.id)
    for tie in ties.where(Guardianship.student.in_(list(lines)), current(Guardianship, day)):
        entry = Entry(tie.guardian, entry_state(tie.guardian, day), tie.kind)
        lines[tie.student_id].guardians.append(entry)
    return list(lines.values())


def users(school_class: SchoolClass, ids: Iterable[int], day: date) -> list[User]:
    """Those of the class and their guardians whose ids these are, each once; others are left out."""
    wanted = set(ids)
    found = {e.user.id: e.user for line in read(school_class, day) for e in line.everybody}
    return [user for user_id, user in found.items() if user_id in wanted]
