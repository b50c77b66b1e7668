"""What is in the bag, how much it weighs, what to leave at school."""

from datetime import date

import pytest

from webapp import clock
from webapp.people import children
from webapp.people.models import Group, GroupClass, GroupStudent, SchoolClass
from webapp.school.models import Subject
from webapp.schoolbag.days import next_school_day
from webapp.schoolbag.limits import limit_by_norm
from webapp.schoolbag.models import BagItem, BagLimit, GroupItem, LessonItem, Packed
from webapp.timetable.models import CANCELLED, MOVED, REPLACED, Lesson

MONDAY, TUESDAY, THURSDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 19)


@pytest.fixture
def bag(shown):
    """bag(day) is Маша's bag as her mother sees it; bag(day, viewer) as another does."""
    return lambda day, viewer="orlova": shown(day, viewer).bag


def names(bag):
    return [one.name for one in bag.items]


def test_the_norm_by_grades():
    assert [limit_by_norm(grade).grams for grade in range(1, 12)] == [
        *(1500, 1500, 2000, 2000, 2500, 2500, 3500, 3500, 4000, 4000, 4000)
    ]
    assert [limit_by_norm(grade).empty_bag for grade in (1, 4, 5, 11)] == [700, 700, 1000, 1000]


def test_a_days_bag_holds_what_its_lessons_need_and_what_every_day_needs(item, bag):
    item("Алгебра", 350, "maths")
    item("Английский", 400, "english")
    item("Английский, вторая группа", 410, "english_2")
    item("Физика", 380, "physics")
    item("Пенал", 200, kind="tool", daily=True)
    item("Счётные палочки", 100, kind="tool", daily=True, grade_to=1)
    assert names(bag(MONDAY)) == ["Алгебра", "Английский", "Пенал"]
    assert bag(MONDAY).grams == 1000 + 350 + 400 + 200


def test_an_item_that_two_lessons_need_is_carried_once(item, bag, cast):
    shared = item("Тетрадь", 90, "maths")
    GroupItem.create(group=cast.groups["english"], item=shared)
    (one,) = bag(MONDAY).items
    assert one.subjects == ["Математика", "Английский язык"]
    assert bag(MONDAY).grams == 1090


def test_a_lesson_leaves_out_and_adds(item, bag, cast):
    book, compasses = item("Алгебра", 350, "maths"), item("Циркуль", 60, kind="tool")
    lesson = cast.lesson("maths", MONDAY)
    LessonItem.create(lesson=lesson, item=book, needed=False)
    LessonItem.create(lesson=lesson, item=compasses, needed=True)
    assert names(bag(MONDAY)) == ["Циркуль"]
    assert names(bag(TUESDAY)) == ["Алгебра"]


def test_a_cancelled_lesson_needs_nothing(item, bag, cast):
    item("Алгебра", 350, "maths")
    item("Английский", 400, "english")
    Lesson.update(state=CANCELLED).where(Lesson.id == cast.lesson("maths", MONDAY).id).execute()
    assert names(bag(MONDAY)) == ["Английский"]


def test_a_moved_lesson_takes_its_things_along(item, bag, cast):
    item("Физика", 380, "physics")
    Lesson.update(state=MOVED, date=MONDAY, moved_date=TUESDAY, moved_number=3).where(
        Lesson.id == cast.lesson("physics", TUESDAY).id
    ).execute()
    assert names(bag(MONDAY)) == ["Физика"]
    assert names(bag(TUESDAY)) == []


def test_another_subject_in_a_lessons_place_brings_its_own_things(item, bag, cast):
    item("Алгебра", 350, "maths")
    item("Физика", 380, "physics")
    physics = Subject.get(name="Физика", school=cast.schools["home"])
    Lesson.update(state=REPLACED, subject=physics).where(
        Lesson.id == cast.lesson("maths", MONDAY).id
    ).execute()
    assert names(bag(MONDAY)) == ["Физика"]


def test_an_item_no_longer_used_is_gone(item, bag):
    item("Старый учебник", 350, "maths", ended_on=date(2026, 11, 1))
    assert names(bag(MONDAY)) == []


def test_what_stays_at_school_and_what_a_desk_mate_brings_weighs_nothing(item, bag, cast):
    states = {"packed": 300, "at_school": 350, "shared": 400}
    for state, grams in states.items():
        row = item(state, grams, "maths")
        Packed.create(
            student=cast.students["masha"], date=MONDAY, item=row, state=state, by=cast.users["masha"],
            at=clock.now(),
        )  # fmt: skip
    item("needed", 100, "maths")
    shown = bag(MONDAY)
    assert (shown.grams, shown.left) == (1000 + 300 + 100, 1)
    assert bag(TUESDAY).grams == 1000 + 1150


def test_the_class_teacher_sees_what_is_planned_and_not_what_is_packed(item, bag, cast):
    row = item("Алгебра", 350, "maths")
    Packed.create(
        student=cast.students["masha"], date=MONDAY, item=row, state="at_school", by=cast.users["masha"],
        at=clock.now(),
    )  # fmt: skip
    assert bag(MONDAY, "kuznetsova").grams == 1350
    assert {one.state for one in bag(MONDAY, "kuznetsova").items} == {"needed"}


def test_over_the_limit_the_fewest_and_lightest_books_are_named(item, bag):
    for name, grams in (("A", 900), ("B", 700), ("C", 1200), ("D", 1000)):
        item(name, grams, "maths")
    item("Форма", 800, "maths", kind="kit")
    shown = bag(MONDAY)
    assert shown.over == 300
    assert [one.name for one in shown.to_drop()] == ["B"]


def test_where_one_book_is_not_enough_two_are_named(item, bag):
    for name in "ABCDEFGH":
        item(name, 600 + ord(name) - ord("A"), "maths")
    shown = bag(MONDAY)
    assert shown.over == 1328
    assert sum(one.grams for one in shown.to_drop()) >= 1328
    assert len(shown.to_drop()) == 3


def test_within_the_limit_nothing_is_dropped(item, bag):
    item("Алгебра", 3500, "maths")
    assert (bag(MONDAY).over, bag(MONDAY).to_drop()) == (0, [])


def test_a_school_sets_its_own_limit(item, bag, cast):
    item("Алгебра", 1100, "maths")
    BagLimit.create(school=cast.schools["home"], grade_from=5, grade_to=9, grams=2000, empty_bag=900)
    BagLimit.create(school=cast.schools["home"], grade_from=7, grade_to=7, grams=1000, empty_bag=500)
    BagLimit.create(school=cast.schools["far"], grade_from=1, grade_to=11, grams=1, empty_bag=1)
    assert (bag(MONDAY).over, bag(MONDAY).grams) == (100, 1600)


def test_things_of_another_school_are_never_in_the_bag(bag, cast):
    BagItem.create(school=cast.schools["far"], name="Чужое", grams=100, daily=True)
    assert names(bag(MONDAY)) == []


def test_tomorrow_is_the_next_day_of_lessons_by_the_schools_clock(app, cast, who, at):
    def tomorrow(viewer="orlova", login="masha"):
        with app.app_context():
            child = children.reachable(who(viewer), cast.students[login])
            assert child
            return next_school_day(child)

    assert tomorrow() == THURSDAY
    at("2026-11-18T20:00+03:00")
    assert (tomorrow(), tomorrow("far_guardian", "far_student")) == (THURSDAY, date(2026, 11, 20))
    at("2026-11-21T10:00+03:00")
    assert tomorrow() == date(2026, 11, 23)
    at("2026-12-20T10:00+03:00")
    assert tomorrow() is None


def test_half_a_class_carries_the_things_of_its_own_group(item, cast, bag):
    art = Subject.create(school=cast.schools["home"], name="Труд")
    klass = SchoolClass.get_by_id(cast.classes["7А"])
    group = Group.create(school=klass.school, year=klass.year, subject=art, name="7А Труд")
    GroupClass.create(group=group, school_class=klass)
    GroupStudent.create(group=group, student=cast.students["yozhik"], starts=date(2026, 9, 1))
    cast.groups["art"] = group.id
    item("Фартук", 300, "art")
    assert "Фартук" not in names(bag(MONDAY))
