"""What the teacher plans for the bag on the lesson's sheet."""

from datetime import date

import pytest

from webapp.changes.models import Change, Version
from webapp.changes.once import Refused
from webapp.school.models import Subject
from webapp.schoolbag import planning
from webapp.schoolbag.models import BagItem, GroupItem
from webapp.timetable.models import Lesson

MONDAY, THURSDAY = date(2026, 11, 16), date(2026, 11, 19)


@pytest.fixture
def maths(cast):
    return Lesson.whole().where(Lesson.id == cast.lesson("maths", MONDAY)).get()


@pytest.fixture
def textbook(cast, maths):
    item = BagItem.create(
        school=maths.school_id, subject=maths.group.subject_id, name="Алгебра, учебник", grams=350
    )
    GroupItem.create(group=cast.groups["maths"], item=item)
    return item


def sheet(lesson):
    return [(p.item.name, p.needed, p.always) for p in planning.items_of(lesson)]


def test_a_lesson_may_leave_out_what_its_group_always_needs(maths, textbook, who, cast):
    planning.plan_item(maths, textbook.id, False, by=who("kuznetsova"))
    assert sheet(maths) == [("Алгебра, учебник", False, True)]
    assert Version.get(scope=f"class:{cast.classes['7А']}", week="2026-W47").n == 1
    planning.plan_item(maths, textbook.id, True, by=who("kuznetsova"))
    assert sheet(maths) == [("Алгебра, учебник", True, True)]


def test_the_same_said_again_changes_nothing(maths, textbook, who):
    planning.plan_item(maths, textbook.id, True, by=who("kuznetsova"))
    assert Change.select().count() == 0


def test_an_item_is_added_for_this_lesson_with_the_grades_of_its_class(maths, who):
    planning.add_item(maths, name=" Циркуль ", grams=60, kind="tool", by=who("kuznetsova"))
    item = BagItem.get(name="Циркуль")
    assert (item.grade_from, item.grade_to, item.subject_id) == (7, 7, maths.group.subject_id)
    assert sheet(maths) == [("Циркуль", True, False)]


def test_an_item_is_added_for_every_lesson_of_the_group(cast, maths, who):
    planning.add_item(maths, name="Линейка", grams=20, always=True, by=who("kuznetsova"))
    next_one = Lesson.whole().where(Lesson.id == cast.lesson("maths", date(2026, 11, 23))).get()
    assert sheet(next_one) == [("Линейка", True, True)]


def test_a_substitute_plans_the_lesson_replaced_but_not_the_group(cast, textbook, who):
    replaced = Lesson.whole().where(Lesson.id == cast.lesson("maths", THURSDAY)).get()
    planning.plan_item(replaced, textbook.id, False, by=who("lis"))
    with pytest.raises(Refused, match="учитель этой группы"):
        planning.require_always(replaced, textbook.id, False, by=who("lis"))


def test_an_item_of_another_school_is_not_to_be_had(cast, maths, who):
    far = BagItem.create(school=cast.schools["far"], name="Атлас", grams=200)
    with pytest.raises(Refused):
        planning.plan_item(maths, far.id, True, by=who("kuznetsova"))


def test_an_item_already_in_the_list_is_named_instead_of_doubled(maths, textbook, who):
    with pytest.raises(Refused, match="350 г") as refusal:
        planning.add_item(maths, name="алгебра, Учебник", grams=300, by=who("kuznetsova"))
    assert refusal.value.field == "name"


def test_where_another_subject_takes_the_place_its_own_items_are_planned(cast, textbook, who):
    physics = Subject.get(name="Физика", school=cast.schools["home"])
    book = BagItem.create(school=cast.schools["home"], subject=physics, name="Физика, учебник", grams=400)
    GroupItem.create(group=cast.groups["physics"], item=book)
    Lesson.update(subject=physics).where(Lesson.id == cast.lessons["replaced"]).execute()
    lesson = Lesson.whole().where(Lesson.id == cast.lessons["replaced"]).get()
    assert sheet(lesson) == [("Физика, учебник", True, True)]
    assert planning.offered(lesson) == []
