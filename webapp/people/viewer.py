"""Who is looking: the signed-in user with the posts held today, read by one plain SQL statement."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask_login import current_user

from webapp import clock
from webapp.db import database
from webapp.people.looks import AS_SYSTEM, Look
from webapp.people.models import STAFF_KINDS, User

_SQL = """
SELECT u.id, u.login, u.epoch, u.must_change, u.surname, u.given_name, u.patronymic, u.language,
 r.school_id, r.kind, k.theme, k.size, k.spacing, k.pictures
FROM users u LEFT JOIN chosen_look k ON k.user_id = u.id LEFT JOIN role r ON r.user_id = u.id
 AND (r.starts IS NULL OR r.starts <= {0}) AND (r.ends IS NULL OR r.ends >= {0})
WHERE u.id = {0} AND u.password_hash IS NOT NULL AND (u.ended_on IS NULL OR u.ended_on >= {0})
"""


@dataclass(frozen=True)
class Viewer:
    """A signed-in user. posts are (school id, kind) pairs held today; families hold none."""

    id: int
    login: str
    epoch: int
    must_change: bool
    surname: str
    given_name: str
    patronymic: str
    posts: frozenset[tuple[int, str]]
    look: Look = AS_SYSTEM
    # Null until one is chosen: then the device says it.
    language: str | None = None

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the session keeps: a raised epoch ends it."""
        return f"{self.id}.{self.epoch}"

    @property
    def address_name(self) -> str:
        """Имя Отчество, as one is spoken to."""
        return " ".join(filter(None, (self.given_name, self.patronymic)))

    def schools(self, *kinds: str) -> list[int]:
        """Ids of the schools where the viewer holds one of the posts."""
        return sorted({school for school, kind in self.posts if kind in kinds})

    def holds(self, school: int, *kinds: str) -> bool:
        """Whether the viewer holds one of the posts at the school today."""
        return any((school, kind) in self.posts for kind in kinds)

    @cached_property
    def is_staff(self) -> bool:
        """Whether a post is held anywhere: staff sign in every day, families every few months."""
        return any(kind in STAFF_KINDS for _, kind in self.posts)


def read_viewer(user_id: int, today: date | None = None) -> Viewer | None:
    """The user as a viewer, or None when there is none, it ended, or it cannot sign in."""
    day = today or clock.now().date()
    param = database.obj.param
    rows = database.execute_sql(_SQL.format(param), (day, day, user_id, day)).fetchall()
    if not rows:
        return None
    posts = frozenset((row[8], row[9]) for row in rows if row[8] is not None)
    user_id, login, epoch, must_change, surname, given_name, patronymic, language = rows[0][:8]
    look = Look(*rows[0][10:]) if rows[0][10] else AS_SYSTEM
    return Viewer(
        user_id, login, epoch, bool(must_change), surname, given_name, patronymic, posts, look, language
    )


def load_viewer(session_id: str) -> Viewer | None:
    """The viewer that a session names, unless its epoch has passed."""
    user_id, _, epoch = session_id.partition(".")
    viewer = read_viewer(int(user_id)) if user_id.isdigit() else None
    return viewer if viewer and str(viewer.epoch) == epoch else None


def account(viewer: Viewer) -> User:
    """The viewer's own row, to be changed."""
    return User.get_by_id(viewer.id)


def me() -> Viewer:
    """The signed-in viewer of this request; only behind a rule of access that asks for one."""
    return current_user._get_current_object()
