"""What each class learns: subjects and weekly hours near the federal plans of 2025/26, and its days."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class SubjectPlan:
    """A subject; department says who can teach it, pool where."""

    code: str
    name: str
    department: str
    pool: str


@dataclass(frozen=True)
class Course:
    """What a class has a number of hours of: one subject for all (half 0), or one for each half at a time.

    block is how many lessons stand together, pinned a (day, lesson) of the week from 0 that it must have.
    """

    lines: tuple[tuple[str, int], ...]
    hours: int
    block: int = 1
    pinned: tuple[int, int] | None = None


class _Row(NamedTuple):
    name: str
    department: str
    pool: str


_SUBJECTS = {
    "russian": _Row("Русский язык", "russian", "russian"),
    "reading": _Row("Литературное чтение", "primary", "home"),
    "literature": _Row("Литература", "russian", "russian"),
    "english": _Row("Английский язык", "english", "english"),
    "maths": _Row("Математика", "maths", "maths"),
    "algebra": _Row("Алгебра", "maths", "maths"),
    "geometry": _Row("Геометрия", "maths", "maths"),
    "probability": _Row("Вероятность и статистика", "maths", "maths"),
    "informatics": _Row("Информатика", "informatics", "informatics"),
    "nature": _Row("Окружающий мир", "primary", "home"),
    "history": _Row("История", "history", "history"),
    "social": _Row("Обществознание", "history", "history"),
    "social_profile": _Row("Обществознание (профиль)", "history", "history"),
    "history_profile": _Row("История (профиль)", "history", "history"),
    "geography": _Row("География", "geography", "geography"),
    "biology": _Row("Биология", "biology", "biology"),
    "biology_profile": _Row("Биология (профиль)", "biology", "biology"),
    "physics": _Row("Физика", "physics", "physics"),
    "chemistry": _Row("Химия", "chemistry", "chemistry"),
    "chemistry_profile": _Row("Химия (профиль)", "chemistry", "chemistry"),
    "music": _Row("Музыка", "music", "music"),
    "art": _Row("Изобразительное искусство", "art", "art"),
    "craft": _Row("Труд (технология)", "craft", "craft"),
    "sport": _Row("Физическая культура", "sport", "sport"),
    "safety": _Row("ОБЗР", "safety", "safety"),
    "religions": _Row("ОРКСЭ", "primary", "home"),
    "culture": _Row("ОДНКНР", "history", "history"),
    "project": _Row("Индивидуальный проект", "geography", "geography"),
    "important": _Row("Разговоры о важном", "class_teacher", "home"),
    "horizons": _Row("Россия — мои горизонты", "class_teacher", "home"),
}
SUBJECTS = {code: SubjectPlan(code, *row) for code, row in _SUBJECTS.items()}

# In grades 1–4 the class's own teacher gives these too.
PRIMARY_OWN = ("russian", "reading", "maths", "nature", "art", "craft", "religions")
HALVED = ("english", "craft", "informatics")
CRAFT_IN_HALVES = range(5, 9)
# Class hours have their place in the week: (day, lesson), from 0.
PINNED = {"important": (0, 0), "horizons": (3, 0)}

# By grade; in grades 10–11 by class.
_HOURS = {
    "1": "russian 5 reading 4 maths 4 nature 2 music 1 art 1 craft 1 sport 2",
    "2": "russian 5 reading 4 english 2 maths 4 nature 2 music 1 art 1 craft 1 sport 3",
    "4": "russian 5 reading 4 english 2 maths 4 nature 2 religions 1 music 1 art 1 craft 1 sport 2",
    "5": (
        "russian 5 literature 3 english 3 maths 5 history 2 geography 1 biology 1 culture 1 music 1 "
        "art 1 craft 2 sport 2"
    ),
    "6": (
        "russian 6 literature 3 english 3 maths 5 history 2 social 1 geography 1 biology 1 music 1 "
        "art 1 craft 2 sport 2 horizons 1"
    ),
    "7": (
        "russian 4 literature 2 english 3 algebra 3 geometry 2 probability 1 informatics 1 "
        "history 2 social 1 geography 2 biology 1 physics 2 music 1 art 1 craft 2 sport 2 "
        "horizons 1"
    ),
    "8": (
        "russian 3 literature 2 english 3 algebra 3 geometry 2 probability 1 informatics 1 "
        "history 2 social 1 geography 2 biology 2 physics 2 chemistry 2 music 1 craft 1 safety 1 "
        "sport 2 horizons 1"
    ),
    "9": (
        "russian 3 literature 3 english 3 algebra 3 geometry 2 probability 1 informatics 1 "
        "history 2 social 1 geography 2 biology 2 physics 3 chemistry 2 craft 1 safety 1 sport 2 "
        "horizons 1"
    ),
    "10А": (
        "russian 2 literature 3 english 3 algebra 4 geometry 3 probability 1 informatics 4 "
        "history 2 social 2 geography 1 biology 1 physics 5 chemistry 1 safety 1 sport 2 project 1 "
        "horizons 1"
    ),
    "10Б": (
        "russian 2 literature 3 english 3 algebra 3 geometry 2 probability 1 informatics 1 "
        "history 2 social 2 geography 1 biology 1 physics 2 chemistry 1 safety 1 sport 2 project 1 "
        "horizons 1"
    ),
}
# In the humanities and science class its halves learn these side by side.
_PROFILES = (
    (("social_profile", 1), ("chemistry_profile", 2)),
    (("history_profile", 1), ("biology_profile", 2)),
)
_PROFILE_HOURS = 2


def courses(grade: int, letter: str) -> tuple[Course, ...]:
    """All courses of a class; «Разговоры о важном» is Monday's first lesson."""
    found = []
    for subject, hours in {"important": 1, **_weekly(grade, letter)}.items():
        halved = (
            subject in HALVED and grade >= 2 and not (subject == "craft" and grade not in CRAFT_IN_HALVES)
        )
        lines = ((subject, 1), (subject, 2)) if halved else ((subject, 0),)
        block = 2 if subject == "craft" and hours == 2 else 1
        found.append(Course(lines, hours, block, PINNED.get(subject)))
    if grade >= 10 and letter == "Б":
        found += [Course(pair, _PROFILE_HOURS) for pair in _PROFILES]
    return tuple(found)


def day_lengths(grade: int, letter: str) -> tuple[int, ...]:
    """Lessons on each of the class's days: five days up to grade 6, then six with a lighter Saturday.

    The limits a day are those of СП 2.4.3648-20; Tuesday and Wednesday take what does not divide evenly.
    """
    total = sum(course.hours for course in courses(grade, letter))
    saturday = total // 6 - 1 if grade >= 7 else 0
    each, left = divmod(total - saturday, 5)
    longer = (1, 2, 3, 0, 4)[:left]
    week = tuple(each + (day in longer) for day in range(5))
    return (*week, saturday) if saturday else week


def daily_limit(grade: int) -> int:
    """The most lessons that a day may have."""
    return 5 if grade <= 4 else 6 if grade <= 6 else 7


def taught_by_class_teacher(grade: int, subject: str) -> bool:
    """Whether the class teacher gives it: class hours everywhere, most subjects in grades 1–4."""
    return SUBJECTS[subject].department == "class_teacher" or (grade <= 4 and subject in PRIMARY_OWN)


def _weekly(grade: int, letter: str) -> dict[str, int]:
    if grade >= 10:
        hours = _read(_HOURS[f"10{letter}"])
        return {subject: n for subject, n in hours.items() if (grade, subject) != (11, "project")}
    return _read(_HOURS["2" if grade == 3 else str(grade)])


def _read(hours: str) -> dict[str, int]:
    words = hours.split()
    return {subject: int(n) for subject, n in zip(words[::2], words[1::2], strict=True)}
