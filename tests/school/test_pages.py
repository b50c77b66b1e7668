"""The school's bells and its year."""

from datetime import date, time

import pytest

from webapp.people.models import Role
from webapp.school.calendar import calendar_of, grades_name, period_name
from webapp.school.models import AcademicYear, Bell, BellDay, BellScheme, Holiday, Period, School
from webapp.timetable.filling import fill
from webapp.timetable.models import Lesson

TODAY = date(2026, 11, 18)


def _text(answer):
    return " ".join(answer.text.split())


@pytest.fixture
def home(cast):
    return School.get_by_id(cast.schools["home"])


def _standing(school):
    calendar = calendar_of(school, TODAY)
    assert calendar
    return calendar.standing


def test_the_calendar_counts_the_school_days_that_are_left(cast, home):
    fill(home, AcademicYear.get(school=home))
    (now,) = _standing(home)
    assert period_name(now.period) == "II четверть"
    assert now.days_left == 36  # Thursday 19 November to Wednesday 30 December, Saturdays too


def test_a_school_of_five_days_does_not_count_saturdays(cast, home):
    fill(home, AcademicYear.get(school=home))
    saturdays = [x.id for x in Lesson.select().where(Lesson.school == home) if x.date.isoweekday() == 6]
    Lesson.delete().where(Lesson.id.in_(saturdays)).execute()
    assert _standing(home)[0].days_left == 30


def test_a_day_off_is_not_counted(cast, home):
    fill(home, AcademicYear.get(school=home))
    Holiday.create(school=home, starts="2026-11-20", ends="2026-11-21", name="Карантин", kind="quarantine")
    assert _standing(home)[0].days_left == 34


def test_older_grades_stand_in_their_half_year_beside_the_quarter(cast, home):
    year = AcademicYear.get(school=home)
    Period.update(grade_to=9).where(Period.year == year).execute()
    Period.create(year=year, kind="half_year", number=1, starts=year.starts, ends="2026-12-30", grade_from=10)
    names = [(period_name(s.period), grades_name(s.period)) for s in _standing(home)]
    assert names == [("I полугодие", "10–11 классы"), ("II четверть", "1–9 классы")]


def test_the_year_is_shown_with_its_periods_and_breaks(visit, cast):
    text = _text(visit("orlova").get(f"/schools/{cast.schools['home']}/calendar"))
    assert "Сейчас <strong>II четверть</strong>, до конца" in text
    assert "9 ноября – 30 декабря" in text
    assert "Зимние каникулы" in text
    assert "12 дней" in text


def test_in_a_break_the_year_says_until_when(visit, cast, at):
    at("2027-01-05T09:00+03:00")
    text = _text(visit("orlova").get(f"/schools/{cast.schools['home']}/calendar"))
    assert "Сейчас зимние каникулы, по 11 января" in text
    assert "III четверть начнётся вторник, 12 января" in text


def test_a_school_without_a_year_says_when_there_will_be_one(visit, cast):
    new = School.create(name="Новая школа")
    Role.create(user=cast.users["kim"], school=new, kind="operator")
    assert "Учебный год ещё не внесён" in visit("kim").get(f"/schools/{new.id}/calendar").text
    assert "Звонки ещё не внесены" in visit("kim").get(f"/schools/{new.id}/bells").text


def test_bells_show_breaks_and_the_days_of_a_short_scheme(visit, cast, home):
    scheme = BellScheme.create(school=home, name="Короткий день")
    Bell.create(scheme=scheme, number=1, starts=time(8, 30), ends=time(9, 0))
    BellDay.create(school=home, date=date(2026, 12, 30), scheme=scheme)
    text = _text(visit("masha").get(f"/schools/{home.id}/bells"))
    assert "8:30" in text
    assert "20 мин" in text
    assert "среда, 30 декабря" in text


def test_bells_and_year_are_for_those_who_belong_to_the_school(visit, cast):
    for page in ("bells", "calendar"):
        url = f"/schools/{cast.schools['home']}/{page}"
        for login in ("nina", "artyom", "lis", "kim"):
            assert visit(login).get(url).status_code == 200
        for login in ("far_guardian", "far_head"):
            assert visit(login).get(url).status_code == 404


def test_they_are_not_sent_again_while_nothing_changes(visit, cast, at_most_queries):
    for page in ("bells", "calendar"):
        url, visitor = f"/schools/{cast.schools['home']}/{page}", visit("orlova")
        with at_most_queries(8):
            tag = visitor.get(url, partial=True).headers["ETag"]
        assert visitor.get(url, partial=True, headers={"If-None-Match": tag}).status_code == 304
