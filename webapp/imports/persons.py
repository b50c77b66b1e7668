"""People of a file beside those of the school: added, corrected, ended, come again."""

from dataclasses import dataclass
from datetime import date

from webapp import clock
from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.imports.stays import DAY
from webapp.language import _
from webapp.names import folded
from webapp.people import correcting, moving
from webapp.people.closing import reopen
from webapp.people.enrolling import Person
from webapp.people.issuing import may_issue
from webapp.people.models import Enrolment, GroupStudent, Guardianship, Student, User
from webapp.people.viewer import Viewer
from webapp.school.models import School

_FOREIGN_YO = "ё"


@dataclass(frozen=True, slots=True)
class Given:
    """What a file says of a person; empty says nothing. phone is +79161234567, email in small letters."""

    surname: str
    given_name: str
    patronymic: str = ""
    phone: str = ""
    email: str = ""
    birth_date: date | None = None

    @property
    def full_name(self) -> str:
        """Фамилия Имя Отчество."""
        return " ".join(filter(None, (self.surname, self.given_name, self.patronymic)))


def add_user(given: Given, external_id: str | None = None) -> User:
    """A user without a way to sign in yet."""
    return User.create(
        surname=given.surname,
        given_name=given.given_name,
        patronymic=given.patronymic,
        phone=given.phone or None,
        email=given.email or None,
        external_id=external_id,
        created_at=clock.now(),
    )


def add_student(user: User, school: School, given: Given, *, source: str, by: Viewer) -> Student:
    """The user learns at the school."""
    student = Student.create(
        user=user, school=school, birth_date=given.birth_date, external_id=user.external_id
    )
    after = {"name": user.full_name, "birth_date": given.birth_date, "source": source}
    record(
        "student.enrolled", by=by.id, school=school.id, what=f"student:{student.id}",
        scopes=[student.scope], student_id=student.id, after=after,
    )  # fmt: skip
    return student


def correct(user: User, school: School, given: Given, student: Student | None, *, by: Viewer) -> str | None:
    """Write what the file says where it differs; returns the difference in words, None for none.

    Raises Refused where an operator of the school may not correct this person by hand either.
    """
    wanted = Person(
        _spelled(user.surname, given.surname),
        _spelled(user.given_name, given.given_name),
        _spelled(user.patronymic, given.patronymic or user.patronymic),
        given.phone or user.phone or "",
        given.email or user.email or "",
    )
    present = Person(user.surname, user.given_name, user.patronymic, user.phone or "", user.email or "")
    born = given.birth_date if student and given.birth_date != student.birth_date else None
    if wanted == present and born is None:
        return None
    if not may_issue(by, user):
        raise Refused(_("эти данные правит сам человек или оператор его школы"))
    told = [f"{old or '—'} → {new}" for old, new in zip(present, wanted, strict=True) if old != new]
    if born and student:
        told.append(f"{student.birth_date or '—'} → {born}")
        student.birth_date = born
    name = user.full_name
    correcting.correct(user, school, wanted, birth_date=born, by=by)
    return f"{name}: {', '.join(told)}"


def _spelled(present: str, given: str) -> str:
    """The file's spelling, but for an Ё that somebody has typed and the file has lost."""
    return present if folded(present) == folded(given) and _FOREIGN_YO in present.casefold() else given


def leave_school(student: Student, on: date, *, by: Viewer) -> None:
    """The student was here until the day before, or until the day on which the last stay began."""
    begun = [
        row.starts
        for table in (Enrolment, GroupStudent)
        for row in table.select(table.starts).where(
            table.student == student, table.ends.is_null() | (table.ends >= on)
        )
    ]
    moving.leave(student, max([on - DAY, *begun]), by=by)


def come_again(student: Student, *, by: Viewer) -> None:
    """A student who left is here again; the ties that ended with the leaving go on."""
    left = student.ended_on
    ended_then = (Guardianship.student == student) & (Guardianship.ends == left)
    ties = list(Guardianship.select().where(ended_then, Guardianship.kind != "proxy"))
    Guardianship.update(ends=None).where(Guardianship.id.in_([tie.id for tie in ties])).execute()
    student.ended_on = None
    student.save()
    users = [student.user_id, *(tie.guardian_id for tie in ties)]
    for user in users:
        reopen(user)
    record(
        "student.returned", by=by.id, school=student.school_id, what=f"student:{student.id}",
        scopes=[student.scope, *(f"user:{user}" for user in users)], student_id=student.id,
        before={"left": left},
    )  # fmt: skip
