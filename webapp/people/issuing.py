"""Temporary passwords on paper: who may issue whose, and the issue itself."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from webapp import clock
from webapp.changes.once import Refused
from webapp.language import _
from webapp.people import passwords
from webapp.people.access import ties_of_office
from webapp.people.belonging import schools_of
from webapp.people.models import Guardianship, Role, Student, User
from webapp.people.ties import OFFICE, current
from webapp.people.viewer import Viewer


class Slip(NamedTuple):
    """What is printed for one person, and exists nowhere else."""

    user: User
    password: str


def schools_now(user: User, day: date) -> set[int]:
    """Ids of the schools to which the user belongs on the day or later: by a study or through a child."""
    going_on = Student.ended_on.is_null() | (Student.ended_on >= day)
    studies = Student.select(Student.school).where(Student.user == user, going_on)
    children = Student.select(Student.school).join(Guardianship)
    children = children.where(Guardianship.guardian == user, current(Guardianship, day), going_on)
    return {student.school_id for student in [*studies, *children]}


def may_issue(viewer: Viewer, user: User) -> bool:
    """Whether the viewer may give the user a new password, and so could enter as the user.

    Families: the class teacher and the office of their school. Teachers: its office. Other posts: only its
    operator. Who holds posts at several schools: whoever may at each. Nobody oneself: that is /password.
    """
    day = clock.now().date()
    posts = Role.select().where(Role.user == user, Role.ends.is_null() | (Role.ends >= day))
    kept = [
        viewer.holds(post.school_id, *(OFFICE if post.kind == "teacher" else ("operator",))) for post in posts
    ]
    if user.id == viewer.id or not all(kept):
        return False
    if kept:
        return True
    schools = schools_now(user, day) or set(schools_of(user))
    in_office = any(viewer.holds(school, *OFFICE) for school in schools)
    return in_office or (not viewer.schools(*OFFICE) and ties_of_office(viewer, user))


def draw(users: list[User]) -> dict[int, tuple[str, str]]:
    """A temporary password and its hash for each user, by id. Slow on purpose: outside the transaction."""
    drawn = {user.id: passwords.temporary() for user in users}
    return {user: (password, passwords.hashed(password)) for user, password in drawn.items()}


def issue(drawn: Mapping[int, tuple[str, str]], *, by: Viewer) -> list[Slip]:
    """Give these users the passwords drawn, logins where there are none; sessions end. Raises Refused.

    The slips come in the order of drawn.
    """
    slips = []
    users = {user.id: user for user in User.select().where(User.id.in_(list(drawn)))}
    for user in (users[user_id] for user_id in drawn):
        if user.ended_on and user.ended_on < clock.now().date():
            raise Refused(_("%(name)s: эта запись закрыта.", name=user.short_name))
        if not may_issue(by, user):
            text = _(
                "%(name)s: пароль этого человека выдаёт оператор школы, в которой он работает или учится.",
                name=user.short_name,
            )
            raise Refused(text)
        password, password_hash = drawn[user.id]
        passwords.issue(user, by=by.id, password_hash=password_hash)
        slips.append(Slip(user, password))
    return slips
