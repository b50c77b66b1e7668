"""One person as the office sees them: posts, study, guardians, wards, ways in."""

from dataclasses import dataclass
from datetime import date

from webapp import clock
from webapp.office.directory import entry_state
from webapp.people.issuing import may_issue
from webapp.people.models import Enrolment, Guardianship, Role, SchoolClass, SignIn, Student, User
from webapp.people.viewer import Viewer
from webapp.school.models import School


@dataclass
class Whole:
    """The person's page. ties are guardians of the study, wards the person's children, at this school."""

    user: User
    study: Student | None
    classes: list[Enrolment]
    posts: list[Role]
    ties: list[Guardianship]
    wards: list[Guardianship]
    state: str
    last_entry: SignIn | None
    may_issue: bool
    appoints: bool
    today: date

    def holds(self, row: Role | Guardianship) -> bool:
        """Whether the post or tie holds today or begins later."""
        return row.ends is None or row.ends >= self.today


def study_of(user: User | int, school: School) -> Student | None:
    """The user as a student of the school."""
    query = Student.select(Student, User).join(User)
    return query.where(Student.user == user, Student.school == school).first()


def anew(user: User) -> User:
    """The user as it stands now: the one at hand may have been changed by an act that was refused."""
    return User.get_by_id(user.id)


def read(user: User, school: School, viewer: Viewer) -> Whole:
    """Everything about the person at this school."""
    today = clock.today(school)
    study = study_of(user, school)
    entries = SignIn.select().where(SignIn.user == user, SignIn.accepted).order_by(SignIn.at.desc())
    return Whole(
        user=user,
        study=study,
        classes=_classes(study) if study else [],
        posts=list(Role.select().where(Role.user == user, Role.school == school).order_by(Role.id)),
        ties=_ties(study) if study else [],
        wards=_wards(user, school),
        state=entry_state(user, today),
        last_entry=entries.first(),
        may_issue=may_issue(viewer, user),
        appoints=viewer.holds(school.id, "operator"),
        today=today,
    )


def _classes(study: Student) -> list[Enrolment]:
    query = Enrolment.select(Enrolment, SchoolClass).join(SchoolClass).where(Enrolment.student == study)
    return list(query.order_by(Enrolment.starts, Enrolment.id))


def _ties(study: Student) -> list[Guardianship]:
    query = Guardianship.select(Guardianship, User).join(User).where(Guardianship.student == study)
    return list(query.order_by(User.folded))


def _wards(user: User, school: School) -> list[Guardianship]:
    query = Guardianship.select(Guardianship, Student, User).join(Student).join(User)
    query = query.where(Guardianship.guardian == user, Student.school == school)
    return list(query.order_by(Student.birth_date, Student.id))
