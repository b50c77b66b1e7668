"""Public holidays of the school's country."""

from datetime import date

import pytest

from webapp.changes.models import Version
from webapp.school.holidays import add_public_holidays, days_off, public_holidays
from webapp.school.models import Holiday, School

YEAR = (date(2026, 9, 1), date(2027, 5, 31))


def _school(country):
    return School.create(name=f"Школа {country}", country=country)


def test_russian_holidays_adjoin_and_are_named_in_russian(empty):
    rows = add_public_holidays(_school("RU"), *YEAR)
    spans = {(row.starts.isoformat(), row.ends.isoformat()): row.name for row in rows}
    assert spans["2026-11-04", "2026-11-04"] == "День народного единства"
    assert spans["2026-12-31", "2027-01-08"] == "Новогодние каникулы, Рождество Христово"
    assert spans["2027-02-22", "2027-02-23"] == "День защитника Отечества"


def test_a_second_run_adds_nothing(empty):
    school = _school("RU")
    add_public_holidays(school, *YEAR)
    assert add_public_holidays(school, *YEAR) == []
    assert Version.get(scope=school.scope).n == 1


def test_days_within_a_break_are_left_to_the_break(empty):
    school = _school("RU")
    Holiday.create(school=school, starts="2026-12-31", ends="2027-01-11", name="Зимние каникулы")
    names = [row.name for row in add_public_holidays(school, *YEAR)]
    assert not any("Новогодние" in name for name in names)
    assert days_off(school, *YEAR)[date(2027, 1, 7)].name == "Зимние каникулы"


def test_another_country_keeps_its_own_days_and_words(empty):
    rows = add_public_holidays(_school("BG"), *YEAR)
    assert date(2026, 9, 22) in {row.starts for row in rows}
    assert "Ден на Независимостта" in public_holidays("BG", *YEAR)[date(2026, 9, 22)]


def test_a_country_without_known_holidays_is_refused(empty):
    with pytest.raises(ValueError, match="XX"):
        add_public_holidays(_school("XX"), *YEAR)
    assert Holiday.select().count() == 0


def test_of_two_holidays_on_a_day_the_one_that_lasts_longer_speaks(empty):
    school = _school("RU")
    Holiday.create(school=school, starts="2026-11-04", ends="2026-11-04", name="Праздник", kind="public")
    Holiday.create(school=school, starts="2026-11-02", ends="2026-11-08", name="Осенние каникулы")
    assert days_off(school, *YEAR)[date(2026, 11, 4)].name == "Осенние каникулы"
