"""Weeks without lessons say why, and when there will be some; which week opens when."""

from datetime import date

import pytest

from webapp.people.models import Enrolment, GroupStudent
from webapp.school.models import AcademicYear, Holiday
from webapp.timetable.models import Lesson


@pytest.fixture
def text(visit, cast):
    """text(week) is Маша's page as her mother reads it."""

    def read(week="", login="orlova", student="masha"):
        answer = visit(login).get(f"/students/{cast.students[student]}/diary/{week}")
        assert answer.status_code == 200
        return " ".join(answer.text.split())

    return read


def test_holidays_say_until_when(text):
    assert "Осенние каникулы до 8 ноября; уроки с 9 ноября" in text("2026-W45")


def test_a_holiday_in_the_middle_of_the_week_stands_in_its_day(text, cast):
    Lesson.delete().where(Lesson.date == date(2026, 11, 18)).execute()
    Holiday.create(
        school=cast.schools["home"], starts="2026-11-18", ends="2026-11-18", name="День школы", kind="public"
    )
    page = text("2026-W47")
    assert "День школы; уроки с 19 ноября" in page
    assert "Математика" in page


def test_quarantine_is_named_as_it_is(text, cast):
    Lesson.delete().where(Lesson.week == "2026-W47").execute()
    Holiday.create(
        school=cast.schools["home"],
        starts="2026-11-16",
        ends="2026-11-22",
        name="Карантин",
        kind="quarantine",
    )
    assert "Карантин до 22 ноября; уроки с 23 ноября" in text("2026-W47")


def test_before_and_after_the_school_year(text, cast):
    Enrolment.update(starts=date(2025, 9, 1)).execute()
    assert "Учебный год начнётся 1 сентября 2026" in text("2026-W30")
    assert "Учебный год закончился 26 мая 2027" in text("2027-W30")


def test_a_week_that_nobody_has_planned_says_so(text):
    assert "Уроков на этой неделе в расписании нет" in text("2027-W08")


def test_a_student_without_a_class_is_told_whom_it_waits_for(text, cast):
    Enrolment.delete().where(Enrolment.student == cast.students["masha"]).execute()
    GroupStudent.delete().where(GroupStudent.student == cast.students["masha"]).execute()
    assert "Класс ещё не назначен" in text()


def test_who_joined_in_midyear_sees_since_when(text, cast):
    masha = cast.students["masha"]
    Enrolment.update(starts=date(2026, 11, 16)).where(Enrolment.student == masha).execute()
    GroupStudent.update(starts=date(2026, 11, 16)).where(GroupStudent.student == masha).execute()
    assert "Учёба в классе 7А началась 16 ноября 2026" in text("2026-W46")
    assert "Математика" in text("2026-W47")


def test_who_left_the_class_sees_until_when(text, cast):
    masha = cast.students["masha"]
    Enrolment.update(ends=date(2026, 11, 13)).where(Enrolment.student == masha).execute()
    GroupStudent.update(ends=date(2026, 11, 13)).where(GroupStudent.student == masha).execute()
    assert "Учёба в классе 7А закончилась 13 ноября 2026" in text("2026-W47")
    assert "Математика" in text("2026-W46")


def test_the_next_week_opens_from_saturday_noon(text, at):
    at("2026-11-21T11:59+03:00")
    assert "16–21 ноября" in text()
    at("2026-11-21T12:00+03:00")
    assert "23–28 ноября" in text()
    at("2026-11-22T20:00+03:00")
    assert "23–28 ноября" in text()
    at("2026-11-23T00:01+03:00")
    assert "23–28 ноября" in text()


def test_noon_is_that_of_the_school(text, at):
    at("2026-11-21T05:30+03:00")
    assert "16–21 ноября" in text()
    assert "23–28 ноября" in text("", "far_guardian", "far_student")


def test_today_is_that_of_the_school(text, at):
    at("2026-11-18T20:00+03:00")
    assert "среда, 18 ноября <small>сегодня" in text()
    assert "четверг, 19 ноября <small>сегодня" in text("", "far_guardian", "far_student")


def test_the_arrows_end_with_the_years_of_the_school(text):
    assert "Предыдущая неделя" not in text("2026-W36")
    assert "Следующая неделя" in text("2026-W36")
    assert "Следующая неделя" not in text("2027-W21")


def test_a_past_year_opens_as_any_other(text, cast):
    AcademicYear.create(school=cast.schools["home"], name="2025/26", starts="2025-09-01", ends="2026-05-27")
    Enrolment.update(starts=date(2025, 9, 1)).execute()
    Lesson.update(date=date(2026, 3, 10)).where(
        Lesson.id == cast.lesson("maths", date(2026, 11, 17)).id
    ).execute()
    GroupStudent.update(starts=date(2025, 9, 1)).execute()
    assert "Математика" in text("2026-W11")
