"""What a lesson asks to bring, with true weights in grams.

A textbook may weigh at most 300 g in grades 1–4, 400 in 5–6, 500 in 7–9, 600 in 10–11 (СанПиН 2.4.7.1166-02).
The daily set of books and writing materials: 1.5 kg in grades 1–2, 2.0 in 3–4, 2.5 in 5–6, 3.5 in 7–8, 4.0 in
9–11 (Роспотребнадзор); clothes and shoes are not in that set.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from webapp.demo.curriculum import SUBJECTS

Kind = Literal["textbook", "workbook", "notebook", "kit", "tool", "other"]
LIMITS = ((2, 1500), (4, 2000), (6, 2500), (8, 3500), (11, 4000))


@dataclass(frozen=True)
class BagItemPlan:
    """A thing to bring: a shared one serves two desk mates, one that stays can be left at school."""

    name: str
    grams: int
    kind: Kind
    shared: bool = False
    stays: bool = False

    @property
    def counted(self) -> bool:
        """Whether it is part of the daily set that the norm limits."""
        return self.kind != "kit"


# Grams of the textbook by band of grades: 1–4, 5–6, 7–9, 10–11; 0 where there is none.
_TEXTBOOKS = {
    "russian": (260, 350, 370, 420),
    "reading": (290, 0, 0, 0),
    "literature": (0, 390, 460, 520),
    "english": (270, 330, 390, 440),
    "maths": (250, 390, 0, 0),
    "algebra": (0, 0, 380, 480),
    "geometry": (0, 0, 440, 460),
    "probability": (0, 0, 290, 290),
    "informatics": (0, 0, 330, 390),
    "nature": (280, 0, 0, 0),
    "history": (0, 390, 420, 510),
    "social": (0, 300, 360, 470),
    "geography": (0, 340, 430, 480),
    "biology": (0, 330, 400, 490),
    "physics": (0, 0, 410, 540),
    "chemistry": (0, 0, 390, 430),
    "music": (210, 0, 0, 0),
    "safety": (0, 0, 380, 430),
    "religions": (230, 0, 0, 0),
    "culture": (0, 290, 0, 0),
}
_WORKBOOKS = {
    "russian": range(1, 7),
    "maths": range(1, 7),
    "english": range(2, 12),
    "nature": range(1, 5),
    "biology": range(5, 9),
    "geometry": range(7, 9),
    "physics": range(7, 9),
    "history": range(5, 8),
}
_THIN = ("russian", "maths", "algebra", "geometry", "english", "probability", "physics", "chemistry")
_THICK = ("history", "social", "geography", "biology", "literature", "informatics", "safety")
_ATLAS = ("geography", "history")
_FROM_GRADE_5 = 5
_DAILY = {
    4: (BagItemPlan("Пенал", 250, "tool"), BagItemPlan("Дневник", 200, "tool")),
    11: (BagItemPlan("Пенал", 200, "tool"), BagItemPlan("Дневник", 250, "tool")),
}
_SHOES = BagItemPlan("Сменная обувь", 500, "kit", stays=True)
_OTHER: dict[str, tuple[BagItemPlan, ...]] = {
    "sport": (BagItemPlan("Спортивная форма и кроссовки", 700, "kit"),),
    "art": (
        BagItemPlan("Альбом для рисования", 300, "tool", stays=True),
        BagItemPlan("Гуашь и кисти", 260, "tool", shared=True, stays=True),
    ),
    "craft": (BagItemPlan("Папка для труда: картон, ножницы, клей", 350, "tool", stays=True),),
    "geometry": (BagItemPlan("Циркуль, транспортир, линейка", 90, "tool"),),
    "music": (BagItemPlan("Тетрадь для музыки", 45, "notebook"),),
    "project": (BagItemPlan("Папка проекта", 150, "notebook"),),
}


def items_for(subject: str, grade: int) -> tuple[BagItemPlan, ...]:
    """What a lesson of the subject asks for; two lessons that need one thing name it alike."""
    base = subject.removesuffix("_profile")
    name = SUBJECTS[base].name
    items = []
    if grams := _TEXTBOOKS.get(base, (0, 0, 0, 0))[_band(grade)]:
        items.append(BagItemPlan(f"{name}: учебник", grams, "textbook", shared=grade >= _FROM_GRADE_5))
    if grade in _WORKBOOKS.get(base, ()):
        items.append(BagItemPlan(f"{name}: рабочая тетрадь", 120, "workbook"))
    if base in _THIN:
        items.append(BagItemPlan(f"{name}: тетрадь, 12 листов", 45, "notebook"))
    elif base in _THICK and grade >= _FROM_GRADE_5:
        items.append(BagItemPlan(f"{name}: тетрадь, 48 листов", 140, "notebook"))
    if base in _ATLAS and grade >= _FROM_GRADE_5:
        items.append(BagItemPlan(f"{name}: атлас и контурные карты", 190, "other", shared=True))
    return (*items, *_OTHER.get(base, ()))


def daily_items(grade: int) -> tuple[BagItemPlan, ...]:
    """What is in the bag every day; the first grade keeps no diary."""
    items = next(items for last, items in _DAILY.items() if grade <= last)
    return (items[0], _SHOES) if grade == 1 else (*items, _SHOES)


def day_bag(subjects: Iterable[str], grade: int) -> tuple[BagItemPlan, ...]:
    """The contents for a day with these lessons, each thing once."""
    wanted = [item for subject in subjects for item in items_for(subject, grade)]
    return tuple(dict.fromkeys([*daily_items(grade), *wanted]))


def counted_grams(items: Iterable[BagItemPlan]) -> int:
    """The weight of the daily set, to be held against limit_grams."""
    return sum(item.grams for item in items if item.counted)


def limit_grams(grade: int) -> int:
    """The most that the daily set may weigh."""
    return next(grams for last, grams in LIMITS if grade <= last)


def _band(grade: int) -> int:
    return 0 if grade <= 4 else 1 if grade <= 6 else 2 if grade <= 9 else 3
