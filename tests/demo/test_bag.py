"""The demo's bags weigh what real ones do."""

import pytest

from webapp.demo.bag import counted_grams, daily_items, day_bag, items_for, limit_grams
from webapp.demo.classes import CLASSES
from webapp.demo.curriculum import courses
from webapp.demo.school import SchoolPlan

TEXTBOOK_LIMITS = {1: 300, 5: 400, 7: 500, 10: 600}


@pytest.mark.parametrize("c", CLASSES, ids=lambda c: c.name)
def test_no_textbook_is_heavier_than_the_norm(c):
    limit = max(grams for grade, grams in TEXTBOOK_LIMITS.items() if grade <= c.grade)
    for course in courses(c.grade, c.letter):
        for subject, _ in course.lines:
            for item in items_for(subject, c.grade):
                assert 0 < item.grams <= (limit if item.kind == "textbook" else 700), item


def test_thing_that_two_lessons_need_is_carried_once():
    once, twice = day_bag(["algebra"], 7), day_bag(["algebra", "algebra"], 7)
    assert once == twice
    assert counted_grams(once) == 380 + 45 + 200 + 250


def test_clothes_and_shoes_are_outside_the_norm():
    assert counted_grams(day_bag(["sport"], 7)) == counted_grams(daily_items(7))
    assert sum(item.grams for item in day_bag(["sport"], 7)) == 200 + 250 + 500 + 700


def test_first_grade_keeps_no_diary():
    assert "Дневник" not in {item.name for item in daily_items(1)}
    assert "Дневник" in {item.name for item in daily_items(2)}


def test_limits_are_those_of_the_norm():
    limits = [limit_grams(grade) for grade in range(1, 12)]
    assert limits == [1500, 1500, 2000, 2000, 2500, 2500, 3500, 3500, 4000, 4000, 4000]


def test_some_days_are_too_heavy_and_some_are_not(plan: SchoolPlan):
    for name, grade in (("7А", 7), ("3Б", 3)):
        days = sorted({slot.day for slot in plan.week_of(name)})
        bags = [day_bag([s.subject for s in plan.week_of(name) if s.day == day], grade) for day in days]
        weights = [counted_grams(bag) for bag in bags]
        assert min(weights) < limit_grams(grade) < max(weights), name


def test_heavy_bag_can_be_made_lighter(plan: SchoolPlan):
    bag = day_bag(["geography", "history", "biology"], 7)
    assert any(item.shared for item in bag)
    assert any(item.stays for item in day_bag(["art"], 5))


def test_profile_lessons_need_their_subjects_books():
    assert items_for("chemistry_profile", 10) == items_for("chemistry", 10)
