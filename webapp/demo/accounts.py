"""Who signs in to the demo school as what."""

from typing import NamedTuple

from webapp.demo.cast import CAST, PASSWORD

ROLES = {
    "guardian": "родитель",
    "student": "ученик",
    "teacher": "учитель",
    "deputy_head": "завуч",
    "head": "директор",
    "operator": "оператор",
    "secretary": "секретарь",
}


class Account(NamedTuple):
    """A way to sign in; sees says what opens after it."""

    login: str
    password: str
    role: str
    name: str
    sees: str


SEES = {
    "orlova": "дневники Маши (7А) и Пети (3Б), уведомления об отсутствии",
    "orlov": "то же, что мама: дневники Маши (7А) и Пети (3Б)",
    "masha": "свой дневник 7А: неделя, задания, портфель",
    "petya": "свой дневник 3Б, вторая смена",
    "kuznetsova": "свои уроки математики и весь 7А: она его классный руководитель",
    "belova": "свои уроки английского, в 7А — первую подгруппу",
    "lis": "свои уроки физики и один урок 7А, на котором он замещает",
    "gromova": "всю школу; заменяет, переносит и отменяет уроки",
    "sokolov": "всю школу",
    "kim": "людей, классы и загрузки, но не оценки",
    "tikhaya": "людей и уведомления об отсутствии, но не оценки",
    "chuzhova": "дневник Артёма (9Б) и ничего о других детях",
}


def accounts() -> list[Account]:
    """The named people, in the order in which the README tells of them."""
    return [
        Account(
            member.login,
            PASSWORD,
            ROLES[member.role],
            " ".join((member.surname, member.name, member.patronymic)),
            SEES[member.login],
        )
        for member in CAST
    ]


def table() -> str:
    """The accounts for a terminal; all have one password, so it stands above."""
    found = accounts()
    wide = {column: max(len(getattr(one, column)) for one in found) for column in ("login", "name", "role")}
    lines = [
        "  ".join(getattr(one, column).ljust(width) for column, width in wide.items()) + "  " + one.sees
        for one in found
    ]
    return "\n".join([f"Вход в показательную школу, пароль у всех один: {PASSWORD}", *lines])
