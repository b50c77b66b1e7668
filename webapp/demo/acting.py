"""Who acts in the story, and when."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time

from webapp import clock
from webapp.demo.bulk import moment
from webapp.demo.laid import Laid
from webapp.people.models import Role, Student, User
from webapp.people.viewer import Viewer


def viewer(laid: Laid, key: str) -> Viewer:
    """The person as a viewer, even one who has no password yet."""
    user = User.get_by_id(laid.users[key])
    posts = frozenset((role.school_id, role.kind) for role in Role.select().where(Role.user == user))
    names = (user.surname, user.given_name, user.patronymic)
    return Viewer(user.id, user.login or "", user.epoch, False, *names, posts)


def student(laid: Laid, key: str) -> Student:
    """The student's row."""
    return Student.get_by_id(laid.students[key])


@contextmanager
def at(day: date, hour: int, minute: int = 0) -> Iterator[None]:
    """The clock stands there."""
    with clock.standing_at(moment(day, time(hour, minute))):
        yield
