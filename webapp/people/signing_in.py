"""Signing in by login, email or phone; the entries kept; slowing down who guesses."""

from datetime import timedelta

import phonenumbers

from webapp import clock
from webapp.changes.once import Refused
from webapp.names import folded
from webapp.people.models import SignIn, User
from webapp.people.passwords import fits, hashed

GUESSES = 10
WINDOW = timedelta(minutes=15)
WRONG = "Логин или пароль не подходят. Проверьте раскладку и Caps Lock."
MANY = (
    "Слишком много неверных попыток. Подождите 15 минут или попросите новый пароль у классного руководителя."
)
NOT_ISSUED = "Для этой записи пароль ещё не выдан. Попросите его у классного руководителя или в канцелярии."
ENDED = "Эта запись закрыта. Если это ошибка, обратитесь в канцелярию школы."


def normal_phone(text: str, country: str = "RU") -> str | None:
    """The phone in E.164 (`+79161234567`), or None for what is no phone."""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    possible = phonenumbers.is_possible_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if possible else None


def find(name: str) -> User | None:
    """The user by login, email or phone. Two users with one email or phone sign in by login."""
    text = folded(name)
    if user := User.get_or_none(User.login == text):
        return user
    phone = normal_phone(text)
    same = list(
        User.select().where((User.email == text) | (User.phone == phone if phone else False)).limit(2)
    )
    return same[0] if len(same) == 1 else None


def sign_in(name: str, password: str, *, address: str = "", agent: str = "") -> User:
    """The user whose login and password these are; every try is kept. Raises Refused with the reason."""
    user = find(name)
    login = folded(name)[:64]
    refusal = _refusal(user, login, password)
    SignIn.create(
        at=clock.now(),
        login=login,
        user=user,
        accepted=refusal is None,
        address=address[:64],
        agent=agent[:300],
    )
    if refusal:
        raise Refused(refusal, "password")
    assert user is not None
    return user


def _refusal(user: User | None, login: str, password: str) -> str | None:
    if _guesses(login) >= GUESSES:
        return MANY
    if user is None:
        hashed(password)  # an unknown login takes as long as a wrong password
        return WRONG
    if user.password_hash is None:
        return NOT_ISSUED
    if not fits(user, password):
        return WRONG
    return ENDED if user.ended_on and user.ended_on < clock.now().date() else None


def _guesses(login: str) -> int:
    since = clock.now() - WINDOW
    return SignIn.select().where(SignIn.login == login, SignIn.at > since, ~SignIn.accepted).count()
