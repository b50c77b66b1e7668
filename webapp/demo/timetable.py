"""The demo's weekly timetable: no clash of class, half, teacher or room, no windows for classes.

Deterministic: one seed, no look at the calendar.
"""

import random
from collections import Counter

from webapp.demo.bells import HOURS, first_hour
from webapp.demo.classes import ROOMS, ClassPlan
from webapp.demo.curriculum import SUBJECTS, day_lengths, taught_by_class_teacher
from webapp.demo.placing import HOURS_A_DAY, Unit, Week
from webapp.demo.plan import SlotPlan
from webapp.demo.rooming import give_rooms
from webapp.demo.staffing import SUBSTITUTE, Staffing, Taught

SEED = 7
WEDNESDAY = 2
# What the story needs on Wednesday, as lessons from 0: 7А has mathematics, English and physics, and the
# substitute is free to stand in.
PINNED = {
    ("7А", "algebra"): (WEDNESDAY, 1),
    ("7А", "english"): (WEDNESDAY, 2),
    ("7А", "physics"): (WEDNESDAY, 3),
    ("3Б", "maths"): (WEDNESDAY, 1),
}
AWAY = {SUBSTITUTE: (WEDNESDAY,)}


def build_timetable(staffing: Staffing) -> tuple[SlotPlan, ...]:
    """All slots of the week, by class, day and hour. Raises RuntimeError when there is no way."""
    lessons: list[tuple[Unit, Taught]] = []
    for taught in staffing.taught:
        for count in range(taught.course.hours // taught.course.block):
            lessons.append((_unit(len(lessons), taught, count), taught))
    capacity = Counter(room.pool for room in ROOMS)
    away = frozenset(
        (teacher, day * HOURS_A_DAY + hour)
        for teacher, days in AWAY.items()
        for day in days
        for hour in range(len(HOURS))
    )
    Week(dict(capacity), away, random.Random(SEED)).place_all([unit for unit, _ in lessons])
    return give_rooms(_slots(lessons))


def _unit(number: int, taught: Taught, count: int) -> Unit:
    c, course = taught.school_class, taught.course
    subject = course.lines[0][0]
    pinned = course.pinned or (PINNED.get((c.name, subject)) if count == 0 else None)
    at = (pinned[0] * HOURS_A_DAY + first_hour(c.shift) + pinned[1],) if pinned else _starts(c, course.block)
    days = len(day_lengths(c.grade, c.letter))
    pools = [SUBJECTS[s].pool for s, _ in course.lines if not taught_by_class_teacher(c.grade, s)]
    return Unit(
        number=number,
        class_name=c.name,
        subject=subject,
        teachers=taught.teachers,
        pools=tuple(pools),
        block=course.block,
        starts=at,
        a_day=-(-course.hours // course.block // days),
    )


def _starts(c: ClassPlan, block: int) -> tuple[int, ...]:
    first = first_hour(c.shift)
    return tuple(
        day * HOURS_A_DAY + first + lesson
        for day, length in enumerate(day_lengths(c.grade, c.letter))
        for lesson in range(length - block + 1)
    )


def _slots(lessons: list[tuple[Unit, Taught]]) -> list[SlotPlan]:
    slots: list[SlotPlan] = []
    for unit, taught in sorted(lessons, key=lambda lesson: _order(lesson[0], lesson[1])):
        assert unit.start is not None
        day, hour = divmod(unit.start, HOURS_A_DAY)
        for (subject, half), teacher in zip(taught.course.lines, taught.teachers, strict=True):
            slots.append(
                SlotPlan(len(slots) + 1, unit.class_name, subject, half, teacher, day, hour, unit.block)
            )
    return slots


def _order(unit: Unit, taught: Taught) -> tuple[int, str, int]:
    return (taught.school_class.grade, unit.class_name, unit.start or 0)
