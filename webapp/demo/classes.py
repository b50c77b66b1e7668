"""The demo's classes, their shifts, and the rooms of its building."""

from dataclasses import dataclass

LETTERS = {
    1: "АБВГ",
    2: "АБВ",
    3: "АБВ",
    4: "АБВ",
    5: "АБВ",
    6: "АБВ",
    7: "АБВ",
    8: "АБВ",
    9: "АБВ",
    10: "АБ",
    11: "АБ",
}
# Grades 1, 5, 9, 10, 11 may not learn in the second shift (СП 2.4.3648-20).
SECOND_SHIFT = ("2В", "3Б", "3В", "4В", "6А", "6Б", "6В", "7Б", "7В")


@dataclass(frozen=True)
class ClassPlan:
    """A class, such as 7А; size counts students, shift is 1 or 2."""

    name: str
    grade: int
    letter: str
    shift: int
    size: int


@dataclass(frozen=True)
class RoomPlan:
    """A room; lessons are put into rooms of their subject's pool."""

    name: str
    pool: str
    capacity: int


CLASSES = tuple(
    ClassPlan(
        name=f"{grade}{letter}",
        grade=grade,
        letter=letter,
        shift=2 if f"{grade}{letter}" in SECOND_SHIFT else 1,
        size=28 - (grade * 5 + "АБВГ".index(letter) * 3) % 4 - (2 if grade >= 10 else 0),
    )
    for grade, letters in LETTERS.items()
    for letter in letters
)

_POOLS: dict[str, tuple[str, ...]] = {
    "home": ("101", "102", "103", "104", "105", "106", "107", "108", "109", "110"),
    "russian": ("201", "202", "203", "204", "205"),
    "maths": ("206", "207", "208", "209", "210"),
    "history": ("211", "212", "213"),
    "english": ("301", "302", "303", "304", "305", "306"),
    "geography": ("307", "308"),
    "biology": ("309", "310"),
    "chemistry": ("311",),
    "physics": ("312", "313"),
    "informatics": ("314", "315"),
    "safety": ("214",),
    "music": ("111",),
    "art": ("215",),
    "craft": ("Мастерская", "Кабинет технологии"),
    "sport": ("Спортзал", "Малый спортзал", "Стадион"),
}
SMALL_POOLS = ("english", "informatics")
NOT_CLASSROOMS = ("craft", "sport")

ROOMS = tuple(
    RoomPlan(name, pool, 60 if pool == "sport" else 16 if pool in SMALL_POOLS else 30)
    for pool, names in _POOLS.items()
    for name in names
)
