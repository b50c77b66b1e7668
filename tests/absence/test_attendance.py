"""The month of attendance: each day's lessons in a row, the missed ones with their sign."""

from datetime import date

import pytest

from webapp import clock
from webapp.absence.attendance import month_of
from webapp.absence.models import AbsenceNotice, Register
from webapp.people.models import Student
from webapp.timetable.models import CANCELLED, Lesson

MONDAY, WEDNESDAY = date(2026, 11, 16), date(2026, 11, 18)


@pytest.fixture
def month(app, cast):
    """month() is Маша's November, by days."""

    def look():
        with app.app_context():
            student = Student.get_by_id(cast.students["masha"])
            weeks = month_of(student, date(2026, 11, 1), list(AbsenceNotice.of_student(student)))
        return {day.date: day for week in weeks for day in week}

    return look


@pytest.fixture
def enter(cast):
    """enter("maths", MONDAY, "absent") is what stands in Маша's register."""

    def entering(group, day, kind):
        Register.create(
            lesson=cast.lesson(group, day), student=cast.students["masha"], kind=kind, at=clock.now(),
            by=cast.users["kuznetsova"],
        )  # fmt: skip

    return entering


def test_a_day_has_a_kind_for_each_lesson_in_order(month, enter):
    enter("english", MONDAY, "absent")
    enter("maths", WEDNESDAY, "ill")
    enter("english", WEDNESDAY, "present")
    assert month()[MONDAY].lessons == ["", "absent"]
    assert month()[WEDNESDAY].lessons == ["ill", ""]
    assert month()[date(2026, 11, 22)].lessons == []


def test_a_cancelled_lesson_is_no_lesson_of_the_day(month, cast):
    Lesson.update(state=CANCELLED).where(Lesson.id == cast.lesson("maths", MONDAY).id).execute()
    assert month()[MONDAY].lessons == [""]


def test_the_page_draws_the_days_that_were_and_none_to_come(visit, cast, enter):
    enter("maths", MONDAY, "absent")
    text = visit("orlova").get(f"/students/{cast.students['masha']}/absences/").text
    was, _, to_come = text.partition("\n                18")
    assert was.count('class="picture"') == 8
    assert was.count('<rect class="missed-sign bad"') == 1
    assert to_come.count('class="picture"') == 1
