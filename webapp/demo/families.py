"""Families and the seats that their children take: siblings in different classes, twins in parallel ones."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from faker import Faker

from webapp.demo.cast import BY_KEY
from webapp.demo.classes import CLASSES, ClassPlan
from webapp.demo.russian_names import Gender

AGE_AT_FIRST_GRADE = 6.7
YEAR_DAYS = 365.25
RARE_SURNAMES_SHARE = 0.12
CAST_ABILITY = {"masha": 0.62, "petya": 0.5, "artyom": 0.4}


@dataclass(frozen=True)
class Child:
    """A child in its class; key is unique in the school."""

    key: str
    name: str
    gender: Gender
    class_name: str
    birth_date: date
    ability: float


@dataclass(frozen=True)
class Family:
    """surname in its masculine form; a foreign family (mother given) has one form of it and no patronymics.

    parents are keys of the cast, with kin.
    """

    surname: str
    father: str
    children: tuple[Child, ...]
    mother: str = ""
    parents: tuple[tuple[str, str], ...] = ()


def pick(rng: random.Random, names: list[str]) -> str:
    """One of the names; they stand by how common they are, and the first come much oftener."""
    return names[int(len(names) * rng.random() ** 1.7)]


def make_families(rng: random.Random, fake: Faker, names: dict[str, Any], year_start: date) -> list[Family]:
    """Families that fill every class exactly to its size."""
    maker = _Maker(rng, fake, names, year_start)
    maker.cast()
    maker.unusual()
    while any(maker.seats.values()):
        maker.ordinary()
    return maker.families


class _Maker:
    def __init__(self, rng: random.Random, fake: Faker, names: dict[str, Any], year_start: date) -> None:
        self.rng, self.fake, self.names, self.year_start = rng, fake, names, year_start
        self.seats = {c.name: c.size for c in CLASSES}
        self.classes = {c.name: c for c in CLASSES}
        self.families: list[Family] = []
        self.count = 0

    def cast(self) -> None:
        """The Orlovs with two children and the outsider with one."""
        masha = self._child("masha", BY_KEY["masha"].name, "f", "7А")
        petya = self._child("petya", BY_KEY["petya"].name, "m", "3Б")
        artyom = self._child("artyom", "Артём", "m", "9Б")
        both = (("orlova", "mother"), ("orlov", "father"))
        self.families.append(Family("Орлов", "Андрей", (masha, petya), parents=both))
        self.families.append(Family("Чужов", "Денис", (artyom,), parents=(("chuzhova", "mother"),)))

    def unusual(self) -> None:
        """Names that layouts and imports must bear: very long ones, and some without a patronymic."""
        for surname, gender, name, father in self.names["long"]:
            self.families.append(
                Family(surname, father, (self._child(self._key(), name, gender, self._roomiest()),))
            )
        for surname, gender, name, father, mother in self.names["without_patronymic"]:
            child = self._child(self._key(), name, gender, self._roomiest())
            self.families.append(Family(surname, father, (child,), mother))

    def ordinary(self) -> None:
        """One more family, with one to three children."""
        draw = self.rng.random()
        wanted = 1 if draw < 0.80 else 2 if draw < 0.96 else 3
        if self.rng.random() < RARE_SURNAMES_SHARE:
            surname = self.rng.choice(self.names["rare_surnames"])
        else:
            surname = self.fake.last_name_male()
        father = pick(self.rng, self.names["men"])
        children: list[Child] = []
        for class_name in self._classes_for(wanted):
            gender: Gender = "f" if self.rng.random() < 0.49 else "m"
            used = {child.name for child in children}
            pool = [n for n in self.names["girls" if gender == "f" else "boys"] if n not in used]
            twin = next(
                (child for child in children if self._grade(child) == self.classes[class_name].grade), None
            )
            born = twin.birth_date if twin else None
            children.append(self._child(self._key(), pick(self.rng, pool), gender, class_name, born))
        self.families.append(Family(surname, father, tuple(children)))

    def _classes_for(self, wanted: int) -> list[str]:
        """Different classes; siblings are twins or at least two grades apart."""
        chosen = [self.classes[self._roomiest()]]
        while len(chosen) < wanted:
            free = [
                c
                for c in CLASSES
                if self.seats[c.name] and all(_may_be_siblings(c, other) for other in chosen)
            ]
            if not free:
                break
            chosen.append(self.rng.choice(free))
        return [c.name for c in chosen]

    def _roomiest(self) -> str:
        return max(CLASSES, key=lambda c: (self.seats[c.name], -c.grade, c.letter)).name

    def _grade(self, child: Child) -> int:
        return self.classes[child.class_name].grade

    def _key(self) -> str:
        self.count += 1
        return f"s{self.count}"

    def _child(self, key: str, name: str, gender: Gender, class_name: str, born: date | None = None) -> Child:
        self.seats[class_name] -= 1
        age = (self.classes[class_name].grade - 1 + AGE_AT_FIRST_GRADE + self.rng.random() * 0.95) * YEAR_DAYS
        ability = sum(self.rng.random() for _ in range(3)) / 3
        birth_date = born or self.year_start - timedelta(days=int(age))
        return Child(key, name, gender, class_name, birth_date, CAST_ABILITY.get(key, round(ability, 3)))


def _may_be_siblings(one: ClassPlan, other: ClassPlan) -> bool:
    twins = one.grade == other.grade and one.letter != other.letter
    return (twins and one.grade <= 4) or abs(one.grade - other.grade) >= 2
