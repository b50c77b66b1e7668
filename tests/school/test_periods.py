"""Grading periods are added, corrected and removed."""

from datetime import date

import pytest

from webapp.changes.models import Change, Version
from webapp.changes.once import Conflict, Refused
from webapp.school import periods
from webapp.school.models import Period, School
from webapp.school.periods import Wanted

HALF_YEAR = Wanted("half_year", 1, date(2026, 9, 1), date(2026, 12, 30), 10, 11)


@pytest.fixture
def home(cast):
    """Quarters are of grades 1–9 only."""
    school = School.get_by_id(cast.schools["home"])
    Period.update(grade_to=9).where(Period.year.in_(Period.within(school).select(Period.year))).execute()
    return school


def test_older_grades_get_half_years_beside_the_quarters(home):
    period = periods.add(home, HALF_YEAR, by=7)["period"]
    found = Period.of(home, date(2026, 11, 18), 10)
    assert found and found.id == period
    change = Change.get(Change.kind == "period.added")
    assert (change.what, change.user_id) == (f"period:{period}", 7)
    assert Version.get(scope=home.scope, week="*").n == 1


@pytest.mark.parametrize(
    ("wanted", "field", "text"),
    [
        (HALF_YEAR._replace(grade_from=9), "starts", "уже приходится I четверть"),
        (HALF_YEAR._replace(number=3), "number", "В году полугодий всего 2"),
        (HALF_YEAR._replace(ends=date(2026, 8, 1)), "ends", "раньше первого"),
        (HALF_YEAR._replace(ends=date(2027, 6, 1)), "ends", "вне учебного года"),
        (HALF_YEAR._replace(starts=date(2026, 8, 20)), "starts", "вне учебного года"),
        (HALF_YEAR._replace(grade_from=0), "grade_from", "от 1 до 11"),
        (HALF_YEAR._replace(grade_to=9), "grade_to", "от 10 до 11"),
        (HALF_YEAR._replace(kind="year"), "kind", "Выберите"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(home, wanted, field, text):
    with pytest.raises(Refused) as refused:
        periods.add(home, wanted, by=7)
    assert refused.value.field == field
    assert text in refused.value.message
    assert Period.within(home).count() == 4


def test_the_same_period_of_the_same_grades_is_not_added_twice(home):
    periods.add(home, HALF_YEAR._replace(ends=date(2026, 10, 30)), by=7)
    with pytest.raises(Refused, match="уже есть"):
        periods.add(home, HALF_YEAR._replace(starts=date(2026, 11, 9)), by=7)


def test_a_period_is_corrected_unless_somebody_did_meanwhile(home):
    second = Period.within(home).where(Period.number == 2).get()
    stood = Wanted.of(second)
    wanted = stood._replace(ends=date(2026, 12, 29))
    periods.change(home, second, wanted, seen=stood.seen, by=7)
    periods.change(home, second, wanted, seen=stood.seen, by=7)
    assert Change.select().where(Change.kind == "period.changed").count() == 1
    assert Period.get_by_id(second.id).ends == date(2026, 12, 29)
    with pytest.raises(Conflict):
        periods.change(home, second, wanted._replace(ends=date(2026, 12, 28)), seen=stood.seen, by=7)
    with pytest.raises(Conflict):
        periods.remove(home, second.id, seen=stood.seen, by=7)


def test_a_removed_period_is_gone_and_another_schools_stays(cast, home):
    far = School.get_by_id(cast.schools["far"])
    theirs, second = Period.within(far).first(), Period.within(home).first()
    periods.remove(home, theirs.id, seen=Wanted.of(theirs).seen, by=7)
    periods.remove(home, second.id, seen=Wanted.of(second).seen, by=7)
    periods.remove(home, second.id, seen="", by=7)
    assert Period.within(far).count() == 4
    assert Period.within(home).count() == 3
