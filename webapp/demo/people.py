"""Everybody in the demo school: staff, students and their guardians, the same for one start of the year."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from faker import Faker

from webapp.demo.cast import BY_KEY, CAST
from webapp.demo.classes import CLASSES
from webapp.demo.families import Child, Family, make_families, pick
from webapp.demo.russian_names import Gender, latin, patronymic, surname_for
from webapp.demo.staffing import TEACHERS
from webapp.demo.texts import read

SEED = 1812
NAMES = read("names")
MEN_IN = {"sport": 0.7, "craft": 0.5, "safety": 1.0, "informatics": 0.6, "physics": 0.4, "history": 0.3}
Kin = Literal["mother", "father", "guardian"]


@dataclass(frozen=True)
class Person:
    """Names as in a passport; patronymic is empty where there is none; login only for the cast."""

    key: str
    surname: str
    name: str
    patronymic: str
    gender: Gender

    @property
    def full_name(self) -> str:
        """Surname, name, patronymic, as in lists."""
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)

    @property
    def login(self) -> str | None:
        member = BY_KEY.get(self.key)
        return member.login if member else None


@dataclass(frozen=True)
class StaffPlan(Person):
    """Somebody who works here; a teacher's key is one of staffing.TEACHERS."""

    role: str
    phone: str
    email: str


@dataclass(frozen=True)
class StudentPlan(Person):
    """A student; half (1 or 2) is the half of the class, ability 0–1 rules the marks."""

    class_name: str
    half: int
    birth_date: date
    ability: float
    guardians: tuple[tuple[str, Kin], ...]


@dataclass(frozen=True)
class GuardianPlan(Person):
    """A guardian with the keys of the children; phone and email may be empty."""

    phone: str
    email: str
    children: tuple[str, ...]


@dataclass(frozen=True)
class People:
    """All of them; students by class and surname."""

    staff: tuple[StaffPlan, ...]
    students: tuple[StudentPlan, ...]
    guardians: tuple[GuardianPlan, ...]


def build_people(year_start: date) -> People:
    """The school's people in the year that starts that day."""
    rng = random.Random(SEED)
    fake = Faker("ru_RU")
    fake.seed_instance(SEED)
    staff = _staff(rng, fake)
    students: list[StudentPlan] = []
    guardians: list[GuardianPlan] = []
    for family in make_families(rng, fake, NAMES, year_start):
        adults = _guardians(family, rng, fake, len(guardians))
        guardians += [adult for adult, _ in adults]
        ties = tuple((adult.key, kin) for adult, kin in adults)
        students += [_student(child, family, ties) for child in family.children]
    return People(staff, _halved(students), tuple(guardians))


def contacts(name: str, surname: str, number: int) -> tuple[str, str]:
    """A phone that nobody has been given and an address at example.org, both unique by number."""
    return f"+7900{number:07d}", f"{latin(name)}.{latin(surname)}{number}@example.org"


def _staff(rng: random.Random, fake: Faker) -> tuple[StaffPlan, ...]:
    taken = {(m.surname, m.name, m.patronymic) for m in CAST}
    found = [
        StaffPlan(m.key, m.surname, m.name, m.patronymic, m.gender, m.role, *contacts(m.name, m.surname, n))
        for n, m in enumerate(CAST, 9000)
        if m.role not in ("guardian", "student")
    ]
    for number, key in enumerate((t for t in TEACHERS if t not in BY_KEY), 8000):
        gender: Gender = "m" if rng.random() < MEN_IN.get(key.split("-")[0], 0.08) else "f"
        names = _adult(rng, fake, gender)
        while names in taken:
            names = _adult(rng, fake, gender)
        taken.add(names)
        found.append(StaffPlan(key, *names, gender, "teacher", *contacts(names[1], names[0], number)))
    return tuple(found)


def _adult(rng: random.Random, fake: Faker, gender: Gender) -> tuple[str, str, str]:
    name = pick(rng, NAMES["men" if gender == "m" else "women"])
    return surname_for(fake.last_name_male(), gender), name, patronymic(pick(rng, NAMES["men"]), gender)


def _guardians(
    family: Family, rng: random.Random, fake: Faker, number: int
) -> list[tuple[GuardianPlan, Kin]]:
    """Two of three families have both parents here, a few only somebody else; not all leave an address."""
    children = tuple(child.key for child in family.children)
    if family.parents:
        cast = [(BY_KEY[key], _kin(kin)) for key, kin in family.parents]
        return [
            (_guardian(m.key, (m.surname, m.name, m.patronymic), m.gender, number + n, children), kin)
            for n, (m, kin) in enumerate(cast)
        ]
    found: list[tuple[GuardianPlan, Kin]] = []
    for at, kin in enumerate(_kins(rng), number):
        gender: Gender = "m" if kin == "father" else "f"
        adult = _guardian(f"g{at}", _names(family, kin, rng, fake), gender, at, children)
        quiet = rng.random()
        adult = (
            replace(adult, email="") if quiet < 0.2 else replace(adult, phone="") if quiet > 0.97 else adult
        )
        found.append((adult, kin))
    return found


def _kins(rng: random.Random) -> list[Kin]:
    draw = rng.random()
    if draw < 0.7:
        return ["mother", "father"]
    return ["mother"] if draw < 0.94 else ["father"] if draw < 0.97 else ["guardian"]


def _names(family: Family, kin: Kin, rng: random.Random, fake: Faker) -> tuple[str, str, str]:
    surname, name, second = _adult(rng, fake, "m" if kin == "father" else "f")
    if family.mother:
        return family.surname, family.father if kin == "father" else family.mother, ""
    if kin == "father":
        return family.surname, family.father, second
    if kin == "mother" and rng.random() < 0.85:
        surname = surname_for(family.surname, "f")
    return surname, name, second


def _guardian(
    key: str, names: tuple[str, str, str], gender: Gender, number: int, children: tuple[str, ...]
) -> GuardianPlan:
    return GuardianPlan(key, *names, gender, *contacts(names[1], names[0], number + 1), children)


def _kin(text: str) -> Kin:
    return "mother" if text == "mother" else "father"


def _student(child: Child, family: Family, ties: tuple[tuple[str, Kin], ...]) -> StudentPlan:
    second = "" if family.mother else patronymic(family.father, child.gender)
    surname = family.surname if family.mother else surname_for(family.surname, child.gender)
    return StudentPlan(
        *(child.key, surname, child.name, second, child.gender, child.class_name, 0),
        birth_date=child.birth_date,
        ability=child.ability,
        guardians=ties,
    )


def _halved(students: Sequence[StudentPlan]) -> tuple[StudentPlan, ...]:
    """In the order of lists, every second one in the other half; Маша is in the first."""
    found: list[StudentPlan] = []
    for c in CLASSES:
        listed = sorted((s for s in students if s.class_name == c.name), key=_list_order)
        shift = next((n for n, s in enumerate(listed) if s.key == "masha"), 0)
        found += [replace(s, half=1 + (n + shift) % 2) for n, s in enumerate(listed)]
    return tuple(found)


def _list_order(student: StudentPlan) -> tuple[str, ...]:
    return tuple(
        part.lower().replace("ё", "е\u0301") for part in (student.surname, student.name, student.key)
    )
