"""The demo's year lies around today."""

from datetime import date, timedelta

from webapp.demo.calendar import school_year


def test_year_of_november_2026_is_the_ministrys():
    year = school_year(date(2026, 11, 18))
    assert year.start == date(2026, 9, 1)
    assert year.end == date(2027, 5, 26)
    assert [(b.name, b.start, b.end) for b in year.breaks if not b.grades] == [
        ("Осенние каникулы", date(2026, 10, 31), date(2026, 11, 8)),
        ("Зимние каникулы", date(2026, 12, 31), date(2027, 1, 11)),
        ("Весенние каникулы", date(2027, 3, 27), date(2027, 4, 4)),
    ]


def test_today_is_in_the_second_quarter_on_every_day_of_the_year():
    for n in range(366 + 365):
        today = date(2026, 1, 1) + timedelta(days=n)
        second = school_year(today).quarters[1]
        assert second.start <= today <= second.end


def test_year_starts_on_a_tuesday_whatever_today_is():
    starts = {school_year(date(2026, 11, 16) + timedelta(days=n)).start.weekday() for n in range(14)}
    assert starts == {1}


def test_every_day_is_in_a_quarter_or_in_a_break_and_never_in_both():
    year = school_year(date(2027, 2, 28))
    day = year.start
    while day <= year.end:
        quarters = sum(q.start <= day <= q.end for q in year.quarters)
        assert quarters + year.is_break(day, grade=7) == 1, day
        day += timedelta(days=1)


def test_oldest_grades_have_half_years():
    year = school_year(date(2026, 11, 18))
    assert [p.kind for p in year.periods(9)] == ["quarter"] * 4
    assert [p.kind for p in year.periods(10)] == ["half_year"] * 2
    assert year.periods(11)[0].start == year.start
    assert year.periods(11)[1].end == year.end


def test_only_first_grade_rests_in_february():
    year = school_year(date(2026, 11, 18))
    assert year.is_break(date(2027, 2, 10), grade=1)
    assert not year.is_break(date(2027, 2, 10), grade=2)


def test_days_outside_the_year_have_no_lessons():
    year = school_year(date(2026, 11, 18))
    assert year.is_break(date(2026, 8, 31), grade=7)
    assert year.is_break(date(2027, 5, 27), grade=7)
