"""Signing in by login, email or phone; the entries kept; slowing down who guesses."""

from datetime import timedelta

import phonenumbers

from webapp import clock
from webapp.changes.once import Refused, write_transaction
from webapp.language import lazy
from webapp.names import folded
from webapp.people.models import SignIn, User
from webapp.people.passwords import fits, hashed

WINDOW = timedelta(minutes=15)
# Refused tries in the window: of one login from one address, of one login from anywhere, from one address.
# Whole schools stand behind one address, and a guesser elsewhere must not lock a family out at once.
OF_PAIR, OF_LOGIN, OF_ADDRESS = 10, 50, 150
WRONG = lazy("Логин или пароль не подходят. Проверьте раскладку и Caps Lock.")
MANY = lazy(
    "Слишком много неверных попыток. Подождите 15 минут или попросите новый пароль у классного руководителя."
)
NOT_ISSUED = lazy(
    "Для этой записи пароль ещё не выдан. Попросите его у классного руководителя или в канцелярии."
)
ENDED = lazy("Эта запись закрыта. Если это ошибка, обратитесь в канцелярию школы.")


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
    """The user whose login and password these are; the entry is kept, also a refused one.

    Too many refused tries stop it before the password is looked at; the tries stopped are not kept, so that
    they cost nothing and the wait does not grow. The table counts, since several processes serve. Raises
    Refused with the reason, Busy.
    """
    login, address = folded(name)[:64], address[:64]
    if _too_many(login, address):
        raise Refused(str(MANY), "password")
    user = find(name)
    refusal = _refusal(user, password)
    with write_transaction(None):
        SignIn.create(
            at=clock.now(),
            login=login,
            user=user,
            accepted=refusal is None,
            address=address,
            agent=agent[:300],
        )
    if refusal:
        raise Refused(str(refusal), "password")
    assert user is not None
    return user


def _refusal(user: User | None, password: str) -> str | None:
    if user is None:
        hashed(password)  # an unknown login takes as long as a wrong password
        return WRONG
    if user.password_hash is None:
        return NOT_ISSUED
    if not fits(user, password):
        return WRONG
    return ENDED if user.ended_on and user.ended_on < clock.now().date() else None


def _too_many(login: str, address: str) -> bool:
    refused = SignIn.select().where(SignIn.at > clock.now() - WINDOW, ~SignIn.accepted)
    by_login = [row.address for row in refused.where(SignIn.login == login).limit(OF_LOGIN)]
    if len(by_login) >= OF_LOGIN or by_login.count(address) >= OF_PAIR:
        return True
    return bool(address) and refused.where(SignIn.address == address).count() >= OF_ADDRESS
