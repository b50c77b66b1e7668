"""Teachers that a timetable names: found among the school's, or added without a way to sign in yet."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import blake2b

from webapp import clock
from webapp.imports.tally import GONE, NEW, UNCHANGED, Tally
from webapp.names import folded
from webapp.people.models import Role, User
from webapp.school.models import School

_INITIALS_FIRST = re.compile(r"((?:\w{1,3}\.\s*)+)(\w.*)")
_MARK = "fet:"


def take_teachers(school: School, names: Iterable[str], first: date, tally: Tally) -> dict[str, User]:
    """Users by the name that the file gives them. Whom only an earlier file named ends before first."""
    staff = list(User.select(User).join(Role).where(Role.school == school, Role.kind == "teacher").distinct())
    known = _by_name(staff)
    found: dict[str, User] = {}
    for name in names:
        user = known.get(_mark(school, name)) or known.get(folded(name))
        tally.add("teachers", UNCHANGED if user else NEW, name)
        found[name] = user or _add(school, name)
    present = {user.id for user in found.values()}
    for user in staff:
        if (user.external_id or "").startswith(_MARK) and user.id not in present:
            _end(school, user, first, tally)
    _open(school, present)
    return found


def name_parts(name: str) -> tuple[str, str, str]:
    """Surname, given name, patronymic of a name as timetables write it: «Ст.Караиванова», «Ким Д. О.»."""
    if match := _INITIALS_FIRST.fullmatch(name.strip()):
        return match[2], match[1].strip(), ""
    surname, _, rest = name.strip().partition(" ")
    given, _, patronymic = rest.strip().partition(" ")
    return surname, given, patronymic.strip()


def _mark(school: School, name: str) -> str:
    return _MARK + blake2b(f"{school.id} {name}".encode(), digest_size=12).hexdigest()


def _by_name(staff: list[User]) -> dict[str, User]:
    """Users by mark, and by full and short name where only one has it."""
    known: dict[str, User] = {}
    shared: set[str] = set()
    for user in staff:
        for key in {user.external_id or "", folded(user.full_name), folded(user.short_name)} - {""}:
            shared |= {key} & known.keys()
            known[key] = user
    return {key: user for key, user in known.items() if key not in shared}


def _add(school: School, name: str) -> User:
    surname, given, patronymic = name_parts(name)
    user = User.create(
        surname=surname,
        given_name=given,
        patronymic=patronymic,
        external_id=_mark(school, name),
        created_at=clock.now(),
    )
    Role.create(user=user, school=school, kind="teacher")
    return user


def _end(school: School, user: User, first: date, tally: Tally) -> None:
    last = first - timedelta(days=1)
    open_posts = (
        (Role.user == user) & (Role.school == school) & (Role.kind == "teacher") & Role.ends.is_null()
    )
    if Role.update(ends=last).where(open_posts).execute():
        tally.add("teachers", GONE, user.full_name)


def _open(school: School, present: set[int]) -> None:
    """Whom the file names again teaches again."""
    closed = (Role.school == school) & (Role.kind == "teacher") & Role.ends.is_null(False)
    for role in Role.select().where(closed, Role.user.in_(present)) if present else []:
        still = Role.select().where(Role.user == role.user_id, Role.school == school, Role.kind == "teacher")
        if not still.where(Role.ends.is_null()).exists():
            Role.create(user=role.user_id, school=school, kind="teacher")
