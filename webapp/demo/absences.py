"""Who was away and who came late, day by day: illness in spells, single days, single lessons."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from webapp.demo.people import StudentPlan

Code = Literal["н", "б", "у", "оп"]

SEED = 19
# Chances on a day of school: to fall ill, to be excused, to be away or skip the last lessons without
# a reason, to be late.
ILL, EXCUSED, TRUANT, SKIPS_LAST, LATE = 0.006, 0.004, 0.002, 0.003, 0.008
ILL_DAYS = (3, 7)
LATE_MINUTES = (3, 20)
MOST_LESSONS = 7
# The able miss less: the chances are taken times a factor between these.
DILIGENT, CARELESS = 0.5, 1.6


@dataclass(frozen=True)
class DayAbsence:
    """A student's absence on a day: «н», «б», «у» with the lessons missed; «оп» with lesson and minutes."""

    code: Code
    lessons: tuple[int, ...]
    late_minutes: int = 0

    def misses(self, lesson: int) -> bool:
        """Whether the student was not in that lesson (counted from 1)."""
        return self.code != "оп" and lesson in self.lessons


def absences_of(student: StudentPlan, days: Sequence[date]) -> dict[date, DayAbsence]:
    """The student's absences on the school days given, in order; the same days give the same ones."""
    rng = random.Random(f"{SEED}:{student.key}")
    factor = DILIGENT + (CARELESS - DILIGENT) * (1 - student.ability)
    found: dict[date, DayAbsence] = {}
    ill_left = 0
    for day in days:
        draw = rng.random() / factor
        if not ill_left and draw < ILL:
            ill_left = rng.randrange(ILL_DAYS[0], ILL_DAYS[1] + 1)
        if ill_left:
            ill_left -= 1
            found[day] = DayAbsence("б", tuple(range(1, MOST_LESSONS + 1)))
        elif absence := _single(draw - ILL, rng):
            found[day] = absence
    return found


def _single(draw: float, rng: random.Random) -> DayAbsence | None:
    whole = tuple(range(1, MOST_LESSONS + 1))
    if draw < EXCUSED:
        return DayAbsence("у", whole if rng.random() < 0.7 else (1, 2))
    if draw < EXCUSED + TRUANT:
        return DayAbsence("н", whole)
    if draw < EXCUSED + TRUANT + SKIPS_LAST:
        first = 3 + rng.randrange(3)
        return DayAbsence("н", tuple(range(first, MOST_LESSONS + 1)))
    if draw < EXCUSED + TRUANT + SKIPS_LAST + LATE:
        lesson = 1 if rng.random() < 0.8 else 2 + rng.randrange(4)
        return DayAbsence("оп", (lesson,), rng.randrange(*LATE_MINUTES))
    return None
