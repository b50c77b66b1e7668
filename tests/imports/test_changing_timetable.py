"""A small school's timetable: bells, country, corrections from a day, people who come later."""

from datetime import date, time, timedelta

import pytest

from tests.imports.fet_samples import activity, fet, start
from tests.imports.real_input import LOM_DAYS
from tests.imports.test_taking_timetable import marked, take
from webapp import clock
from webapp.imports.bells_file import Ring, belled
from webapp.imports.fet_file import read_fet
from webapp.imports.weekly_timetable import Timetable
from webapp.people.models import Enrolment, Group, GroupClass, GroupStudent, SchoolClass, Student, User
from webapp.school.models import AcademicYear, Bell, Holiday, School
from webapp.timetable.models import CANCELLED, Lesson, Slot

FIRST, LAST = LOM_DAYS
LATER = date(2027, 2, 1)
pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("undone")]


def small(*activities: str, starts: list[str] | None = None, **more: object) -> Timetable:
    """A school of 7А and 7Б with a lesson or two."""
    places = starts or [start(n, hour=str(n)) for n in range(1, len(activities) + 1)]
    return read_fet(fet({"7": {"7А": [], "7Б": []}}, activities, places, **more), "small.fet")  # type: ignore[arg-type]


def test_bells_ring_by_the_lessons_number(blank):
    school = School.create(name="Школа")
    timetable = small(activity(1, "7А", "Иванова"), activity(2, "7А", "Петров"))
    rings = [Ring(1, time(8), time(8, 40)), Ring(2, time(8, 50), time(9, 30))]
    tally = take(belled(timetable, rings, "звонки.csv"), school, bells=True)
    assert tally.number("bells", "new") == 2
    assert [(x.starts_at, x.ends_at) for x in Slot.select().order_by(Slot.number)] == [x[1:] for x in rings]
    later = [Ring(1, time(9), time(9, 40)), Ring(2, time(9, 50), time(10, 30))]
    tally = take(belled(timetable, later, "звонки.csv"), school, LATER, bells=True)
    assert (tally.number("bells", "changed"), tally.number("lesson_periods", "changed")) == (2, 2)
    assert [bell.starts for bell in Bell.select().order_by(Bell.number)] == [time(9), time(9, 50)]
    assert take(belled(timetable, later, "звонки.csv"), school, LATER, bells=True).is_unchanged


def test_the_country_chosen_sets_holidays_and_the_time_zone(blank):
    school = School.create(name="Школа")
    take(small(activity(1, "7А", "Иванова")), school, country="BG")
    assert (school.country, School.get_by_id(school.id).timezone) == ("BG", "Europe/Sofia")
    assert date(2026, 9, 22) in {holiday.starts for holiday in Holiday.select()}


def test_an_earlier_first_day_makes_the_year_longer_and_no_second_one(blank):
    school = School.create(name="Школа")
    timetable = small(activity(1, "7А", "Иванова"))
    take(timetable, school)
    take(timetable, school, date(2026, 9, 1))
    assert [(y.starts, y.ends) for y in AcademicYear.select()] == [(date(2026, 9, 1), LAST)]
    assert SchoolClass.select().count() == 2


def test_a_file_corrected_on_its_first_day_leaves_no_slot_that_ends_before_it_starts(blank):
    school = School.create(name="Школа")
    both = small(activity(1, "7А", "Иванова"), activity(2, "7А", "Петров", subject="Физика"))
    take(both, school)
    held = Lesson.select().join(Group).where(Group.name.contains("Физика")).order_by(Lesson.date).first()
    marked(held, school)
    moved = small(activity(1, "7А", "Иванова", room="12"), starts=[start(1, hour="3")], rooms=["12"])
    take(moved, school)
    assert not Slot.select().where(Slot.ends.is_null(False), Slot.ends < Slot.starts).exists()
    assert Lesson.get_by_id(held.id).state == CANCELLED
    assert take(moved, school).is_unchanged


def test_groups_of_another_source_are_no_business_of_a_timetable(blank):
    school = School.create(name="Школа")
    take(small(activity(1, "7А", "Иванова")), school)
    own = Group.select().first()
    other = Group.create(
        school=school, year=own.year_id, subject=own.subject_id, name="Хор", external_id="oneroster:1:k9"
    )
    take(small(activity(1, "7Б", "Иванова")), school, LATER)
    assert Group.get_by_id(other.id).ended_on is None
    assert Group.get_by_id(own.id).ended_on == LATER - timedelta(days=1)


def test_people_who_come_after_the_timetable_are_seated_where_whole_classes_learn_together(blank):
    school = School.create(name="Школа")
    together = small(activity(1, ["7А", "7Б"], "Иванова"))
    take(together, school)
    group = Group.get(Group.whole_class.is_null())
    for link in GroupClass.select().where(GroupClass.group == group):
        user = User.create(surname="Котов", given_name="Лев", created_at=clock.now())
        student = Student.create(user=user, school=school)
        Enrolment.create(student=student, school_class=link.school_class_id, starts=FIRST)
    assert take(together, school).number("groups", "changed") == 1
    assert GroupStudent.select().where(GroupStudent.group == group).count() == 2
    assert take(together, school).is_unchanged
