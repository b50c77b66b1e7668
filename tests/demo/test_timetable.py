"""The week holds: checked from the bells' clock times, not from the builder's own tables."""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, time
from itertools import pairwise

import pytest

from webapp.demo.bells import HOURS, LESSON_MINUTES, bells
from webapp.demo.classes import CLASSES, ROOMS
from webapp.demo.curriculum import SUBJECTS, courses, daily_limit, taught_by_class_teacher
from webapp.demo.fet import fet_xml
from webapp.demo.plan import SlotPlan
from webapp.demo.school import SchoolPlan, plan_school
from webapp.demo.staffing import ENGLISH_OF_7A, MATHS_OF_7A, SUBSTITUTE, TEACHERS

pytestmark = pytest.mark.whole

MOST_HOURS = 27
CLASS_OF = {c.name: c for c in CLASSES}


def lessons(slot: SlotPlan) -> Iterator[tuple[int, int, int]]:
    """Day, first and last minute of each lesson of the slot."""
    for hour in slot.hours():
        hours, minutes = map(int, HOURS[hour].split(":"))
        yield slot.day, hours * 60 + minutes, hours * 60 + minutes + LESSON_MINUTES


def overlaps(lessons_of_one: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    ordered = sorted(lessons_of_one)
    return [b for a, b in pairwise(ordered) if a[0] == b[0] and b[1] < a[2]]


@pytest.mark.parametrize("who", ["teacher", "room"])
def test_nobody_and_no_room_is_in_two_lessons_at_once(plan: SchoolPlan, who: str):
    busy: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for slot in plan.slots:
        busy[getattr(slot, who)] += lessons(slot)
    assert {name: clash for name, found in busy.items() if (clash := overlaps(found))} == {}


def test_no_student_is_in_two_lessons_at_once(plan: SchoolPlan):
    for c in CLASSES:
        for half in (1, 2):
            mine = [lesson for s in plan.week_of(c.name) if s.half in (0, half) for lesson in lessons(s)]
            assert overlaps(mine) == [], c.name


def test_halves_of_a_class_learn_at_the_same_time(plan: SchoolPlan):
    for c in CLASSES:
        halves = [
            {(s.day, h) for s in plan.week_of(c.name) if s.half == half for h in s.hours()} for half in (1, 2)
        ]
        assert halves[0] == halves[1], c.name


def test_every_day_of_a_class_starts_with_its_shift_and_has_no_windows(plan: SchoolPlan):
    for c in CLASSES:
        starts = [bell.start.strftime("%H:%M") for bell in bells(c.shift)]
        for day in {s.day for s in plan.week_of(c.name)}:
            hours = sorted({h for s in plan.week_of(c.name) if s.day == day for h in s.hours()})
            assert [HOURS[h] for h in hours] == starts[: len(hours)], (c.name, day)


def test_no_day_is_longer_than_the_sanitary_norm(plan: SchoolPlan):
    for c in CLASSES:
        days = Counter(day for day, _ in {(s.day, h) for s in plan.week_of(c.name) for h in s.hours()})
        assert max(days.values()) <= daily_limit(c.grade), c.name
        assert len(days) == (5 if c.grade <= 6 else 6), c.name


def test_classes_have_exactly_the_hours_of_their_curriculum(plan: SchoolPlan):
    for c in CLASSES:
        wanted: Counter[tuple[str, int]] = Counter()
        for course in courses(c.grade, c.letter):
            for line in course.lines:
                wanted[line] += course.hours
        found: Counter[tuple[str, int]] = Counter()
        for slot in plan.week_of(c.name):
            found[slot.subject, slot.half] += slot.duration
        assert found == wanted, c.name


def test_no_subject_is_crowded_into_a_day(plan: SchoolPlan):
    for c in CLASSES:
        days = len({s.day for s in plan.week_of(c.name)})
        weekly = Counter(s.subject for s in plan.week_of(c.name) if s.half in (0, 1))
        daily = Counter((s.subject, s.day) for s in plan.week_of(c.name) if s.half in (0, 1))
        for (subject, _), times in daily.items():
            assert times <= -(-weekly[subject] // days), (c.name, subject)


def test_teachers_work_no_more_than_a_load_and_a_half(plan: SchoolPlan):
    load: Counter[str] = Counter()
    for slot in plan.slots:
        load[slot.teacher] += slot.duration
    assert set(load) == set(TEACHERS)
    assert len(load) >= 60
    assert max(load.values()) <= MOST_HOURS


def test_primary_classes_are_taught_mostly_by_their_own_teacher(plan: SchoolPlan):
    for c in (c for c in CLASSES if c.grade <= 4):
        own = plan.staffing.class_teachers[c.name]
        hours = sum(s.duration for s in plan.week_of(c.name) if s.half in (0, 1))
        assert sum(s.duration for s in plan.week_of(c.name) if s.teacher == own) > hours * 0.7
        assert all(
            s.teacher == own for s in plan.week_of(c.name) if taught_by_class_teacher(c.grade, s.subject)
        )


def test_each_class_has_a_class_teacher_of_its_own_who_teaches_it(plan: SchoolPlan):
    own = plan.staffing.class_teachers
    assert set(own) == set(CLASS_OF)
    assert len(set(own.values())) == len(own)
    for name, teacher in own.items():
        taught = {s.subject for s in plan.week_of(name) if s.teacher == teacher}
        assert taught - {"important", "horizons"}, name


def test_week_opens_with_the_class_hour(plan: SchoolPlan):
    for c in CLASSES:
        first = min(plan.week_of(c.name), key=lambda s: (s.day, s.hour))
        assert (first.subject, first.day) == ("important", 0)


def test_youngest_and_oldest_learn_in_the_first_shift(plan: SchoolPlan):
    assert {c.grade for c in CLASSES if c.shift == 2}.isdisjoint({1, 5, 9, 10, 11})
    assert {c.shift for c in CLASSES} == {1, 2}
    assert bells(2)[-1].end <= time(19)


def test_rooms_suit_their_lessons(plan: SchoolPlan):
    rooms = {room.name: room for room in ROOMS}
    for slot in plan.slots:
        size = len(plan.class_list(slot.class_name, slot.half))
        assert size <= rooms[slot.room].capacity, slot
        c, pool = CLASS_OF[slot.class_name], SUBJECTS[slot.subject].pool
        if pool != "home" and not taught_by_class_teacher(c.grade, slot.subject):
            assert rooms[slot.room].pool == pool, slot


def test_story_of_7a_holds_on_wednesday(plan: SchoolPlan):
    wednesday = {(s.subject, s.half): s for s in plan.week_of("7А") if s.day == 2}
    assert wednesday["algebra", 0].teacher == MATHS_OF_7A == plan.staffing.class_teachers["7А"]
    assert wednesday["english", 1].teacher == ENGLISH_OF_7A
    assert wednesday["english", 2].teacher != ENGLISH_OF_7A
    assert ("physics", 0) in wednesday
    assert not [s for s in plan.slots if s.teacher == SUBSTITUTE and (s.day == 2 or s.class_name == "7А")]
    assert ENGLISH_OF_7A not in plan.staffing.class_teachers.values()
    assert SUBSTITUTE not in plan.staffing.class_teachers.values()


def test_school_is_the_same_whatever_the_order_of_hashes():
    digest = (
        "import hashlib; from datetime import date; from webapp.demo.school import plan_school;"
        "from webapp.demo.fet import fet_xml; plan = plan_school(date(2026, 11, 18));"
        "print(hashlib.sha256(fet_xml(plan) + repr(plan.people).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", digest],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_timetable_does_not_depend_on_the_date(plan: SchoolPlan):
    other = plan_school(date(2027, 7, 4))
    assert fet_xml(other) == fet_xml(plan)
    assert [s.full_name for s in other.people.students] == [s.full_name for s in plan.people.students]
