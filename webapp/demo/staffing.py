"""Who teaches what: teachers by department, with even loads, a class keeping its teacher."""

from dataclasses import dataclass

from webapp.demo.classes import CLASSES, ClassPlan
from webapp.demo.curriculum import SUBJECTS, Course, courses, taught_by_class_teacher

TEACHERS_OF = {
    "primary": 13,
    "russian": 7,
    "maths": 7,
    "english": 9,
    "history": 5,
    "geography": 2,
    "biology": 2,
    "chemistry": 1,
    "physics": 3,
    "informatics": 3,
    "music": 2,
    "art": 1,
    "craft": 2,
    "sport": 4,
    "safety": 1,
}
TEACHERS = tuple(
    f"{department}-{n}" for department, count in TEACHERS_OF.items() for n in range(1, count + 1)
)
# People of the story (cast.py): fixed lessons, and those who have no class or no part in 7А.
MATHS_OF_7A, ENGLISH_OF_7A, SUBSTITUTE = "maths-1", "english-1", "physics-3"
FIXED = {
    ("7А", "maths", 0): MATHS_OF_7A,
    ("7А", "english", 1): ENGLISH_OF_7A,
    ("7А", "physics", 0): "physics-1",
}
WITHOUT_CLASS = (ENGLISH_OF_7A, SUBSTITUTE)
SUBSTITUTE_HOURS_LESS = 6
OTHER_SHIFT_COSTS = 5


@dataclass(frozen=True)
class Taught:
    """A course of a class with the teacher of each of its lines."""

    school_class: ClassPlan
    course: Course
    teachers: tuple[str, ...]


@dataclass(frozen=True)
class Staffing:
    """What is taught by whom, and each class's own teacher."""

    taught: tuple[Taught, ...]
    class_teachers: dict[str, str]

    def load(self, teacher: str) -> int:
        """Lessons a week."""
        return sum(t.course.hours * t.teachers.count(teacher) for t in self.taught)


# A demand is one class (or half of it) needing one teacher for all the department's subjects.
Demand = tuple[ClassPlan, str, int]


def staff_classes() -> Staffing:
    """Shares all courses out among TEACHERS; the same every time."""
    given = _share_out(_demands())
    class_teachers = _class_teachers(given)
    taught = tuple(
        Taught(c, course, tuple(_teacher(given, class_teachers, c, *line) for line in course.lines))
        for c in CLASSES
        for course in courses(c.grade, c.letter)
    )
    return Staffing(taught, class_teachers)


def _demands() -> dict[Demand, int]:
    """Hours a week of each demand, the largest first."""
    hours: dict[Demand, int] = {}
    for c in CLASSES:
        for course in courses(c.grade, c.letter):
            for subject, half in course.lines:
                if not taught_by_class_teacher(c.grade, subject):
                    key = (c, SUBJECTS[subject].department, half)
                    hours[key] = hours.get(key, 0) + course.hours
    return dict(sorted(hours.items(), key=lambda item: -item[1]))


def _share_out(demands: dict[Demand, int]) -> dict[tuple[str, str, int], str]:
    given: dict[tuple[str, str, int], str] = {}
    load = dict.fromkeys(TEACHERS, 0)
    load[SUBSTITUTE] = SUBSTITUTE_HOURS_LESS
    shifts: dict[str, set[int]] = {teacher: set() for teacher in TEACHERS}

    def cost(teacher: str, c: ClassPlan) -> int:
        return load[teacher] + (OTHER_SHIFT_COSTS if shifts[teacher] - {c.shift} else 0)

    for c, department, half in sorted(demands, key=lambda d: (d[0].name, d[1], d[2]) not in FIXED):
        colleagues = [f"{department}-{n}" for n in range(1, TEACHERS_OF[department] + 1)]
        other_half = given.get((c.name, department, 3 - half)) if half else None
        free = [t for t in colleagues if t != other_half and (t != SUBSTITUTE or c.name != "7А")]
        fixed = FIXED.get((c.name, department, half))
        chosen = fixed or min(free, key=lambda teacher: cost(teacher, c))
        given[c.name, department, half] = chosen
        load[chosen] += demands[c, department, half]
        shifts[chosen].add(c.shift)
    return given


def _class_teachers(given: dict[tuple[str, str, int], str]) -> dict[str, str]:
    primary = [c.name for c in CLASSES if c.grade <= 4]
    chosen = {name: f"primary-{n}" for n, name in enumerate(primary, 1)}
    chosen["7А"] = MATHS_OF_7A
    for c in reversed(CLASSES):
        if c.name in chosen:
            continue
        own = [
            teacher
            for (name, department, _), teacher in given.items()
            if name == c.name and department != "sport"
        ]
        chosen[c.name] = next(t for t in own if t not in WITHOUT_CLASS and t not in chosen.values())
    return {c.name: chosen[c.name] for c in CLASSES}


def _teacher(
    given: dict[tuple[str, str, int], str], own: dict[str, str], c: ClassPlan, subject: str, half: int
) -> str:
    if taught_by_class_teacher(c.grade, subject):
        return own[c.name]
    return given[c.name, SUBJECTS[subject].department, half]
