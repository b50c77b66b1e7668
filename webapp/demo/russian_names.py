"""Russian surnames and patronymics by their endings, as far as the demo's people need them."""

from typing import Literal

Gender = Literal["m", "f"]

_IRREGULAR = {
    "Павел": "Павлов",
    "Лев": "Львов",
    "Пётр": "Петров",
    "Яков": "Яковлев",
    "Михаил": "Михайлов",
    "Илья": "Ильи",
    "Никита": "Никити",
    "Дмитрий": "Дмитриев",
    "Геннадий": "Геннадиев",
    "Георгий": "Георгиев",
}
_WITHOUT_GENDER = ("Цой",)
_SURNAME_ENDINGS = (
    ("ский", "ская"),
    ("цкий", "цкая"),
    ("ий", "ая"),
    ("ый", "ая"),
    ("ой", "ая"),
    ("ов", "ова"),
    ("ев", "ева"),
    ("ёв", "ёва"),
    ("ин", "ина"),
    ("ын", "ына"),
)
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split(),
        strict=True,
    )
)


def surname_for(surname: str, gender: Gender) -> str:
    """The masculine surname in the form of the gender: Орлов → Орлова; Ким stays; doubles part by part."""
    if gender == "m":
        return surname
    return "-".join(_feminine(part) for part in surname.split("-"))


def patronymic(father: str, gender: Gender) -> str:
    """The patronymic from the father's name: Андрей → Андреевич, Андреевна; Илья → Ильич, Ильинична."""
    stem = _IRREGULAR.get(father) or _regular(father)
    if stem.endswith("и"):
        return stem + ("ч" if gender == "m" else "нична" if father == "Илья" else "чна")
    return stem + ("ич" if gender == "m" else "на")


def latin(name: str) -> str:
    """The name in Latin letters for logins and addresses, lower case: Щёголев → shchegolev."""
    letters = (_LATIN.get(letter, letter) for letter in name.lower())
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


def _feminine(part: str) -> str:
    for ending, feminine in _SURNAME_ENDINGS:
        if part not in _WITHOUT_GENDER and part.endswith(ending):
            return part.removesuffix(ending) + feminine
    return part


def _regular(father: str) -> str:
    if father.endswith("ий"):
        return father[:-2] + "ьев"
    if father.endswith(("й", "ь")):
        return father[:-1] + "ев"
    return father + "ов"
