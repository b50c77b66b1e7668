"""Passwords: hashing, the rule, temporary ones issued on paper, changing one's own."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.language import _, lazy
from webapp.names import folded
from webapp.people.belonging import schools_of
from webapp.people.models import User

SHORTEST = 8
RULE = lazy("Не короче 8 знаков, не имя и не логин.")
# No letters or digits that are mistaken for each other on paper.
_ON_PAPER = "abcdefghkmnpqrstuvwxyz23456789"
_LATIN = dict(
    а="a", б="b", в="v", г="g", д="d", е="e", ё="e", ж="zh", з="z", и="i", й="y", к="k", л="l", м="m",
    н="n", о="o", п="p", р="r", с="s", т="t", у="u", ф="f", х="kh", ц="ts", ч="ch", ш="sh", щ="sch",
    ъ="", ы="y", ь="", э="e", ю="yu", я="ya",
)  # fmt: skip


@cache
def _hasher() -> PasswordHasher:
    # RFC 9106's second recommended profile, lowered to what a small server bears on a September morning.
    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def hashed(password: str) -> str:
    """The argon2id hash to keep."""
    return _hasher().hash(password)


def fits(user: User, password: str) -> bool:
    """Whether the password is the user's."""
    try:
        return user.password_hash is not None and _hasher().verify(user.password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def temporary() -> str:
    """A temporary password for paper, three groups: `kf7m-xq2h-9prt`, 59 bits."""
    return "-".join("".join(secrets.choice(_ON_PAPER) for _ in range(4)) for _ in range(3))


def check_rule(user: User, password: str) -> None:
    """Raise Refused when the password breaks the rule (NIST SP 800-63B: long, no name)."""
    words = {
        folded(word) for word in (user.login or "", user.surname, user.given_name, user.patronymic) if word
    }
    if len(password) < SHORTEST:
        raise Refused(_("Слишком короткий: нужно не меньше %(number)s знаков.", number=SHORTEST), "new")
    if folded(password) in words or len(set(password)) < 3:
        raise Refused(_("Такой пароль легко угадать. Придумайте другой."), "new")


def change_password(user: User, new: str, *, new_hash: str) -> None:
    """Set the user's own password and end the sessions on other devices.

    new_hash is hashed(new), made outside the write transaction. Raises Refused.
    """
    check_rule(user, new)
    _set(user, new_hash, must_change=False, by=user.id, kind="password.changed")


def issue(user: User, *, by: int, password_hash: str) -> dict[str, int]:
    """Give the user a temporary password (its hash), and a login where there is none. Ends sessions."""
    user.login = user.login or _free_login(user)
    _set(user, password_hash, must_change=True, by=by, kind="password.issued")
    return {"user": user.id}


def _set(user: User, password_hash: str, *, must_change: bool, by: int, kind: str) -> None:
    user.password_hash, user.must_change, user.epoch = password_hash, must_change, user.epoch + 1
    user.save()
    school = (schools_of(user) or [0])[0]
    record(
        kind,
        by=by,
        school=school,
        what=f"user:{user.id}",
        scopes=[f"user:{user.id}"],
        after={"login": user.login},
    )


def _latin(text: str) -> str:
    return "".join(
        _LATIN.get(letter, letter if letter.isascii() and letter.isalnum() else "") for letter in text
    )


def _free_login(user: User) -> str:
    """The surname in Latin letters and a number, the first that is free."""
    stem = _latin(user.surname.casefold())[:20] or "user"
    taken = {row.login for row in User.select(User.login).where(User.login.startswith(stem))}
    number = next(n for n in range(1, 10**6) if f"{stem}{n}" not in taken)
    return f"{stem}{number}"
