"""Bells change, and the times of lessons with them."""

from datetime import date, time

import pytest

from webapp.changes.models import Change, Version
from webapp.changes.once import Conflict, Refused
from webapp.people.models import SchoolClass
from webapp.school.breaks import DaysOff
from webapp.school.models import AcademicYear, BellDay, BellScheme, School
from webapp.school.schemes import Ring, rung, seen_of
from webapp.timetable import belling, days_off
from webapp.timetable.filling import fill
from webapp.timetable.models import Lesson

TODAY, FRI, SAT, NEXT_FRI = date(2026, 11, 18), date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 27)
SHORT = [Ring(1, time(8, 30), time(9)), Ring(2, time(9, 10), time(9, 40))]
USUAL = {1: (time(8, 30), time(9, 15)), 2: (time(9, 25), time(10, 10))}


@pytest.fixture
def home(cast):
    school = School.get_by_id(cast.schools["home"])
    fill(school, AcademicYear.get(school=school))
    return school


@pytest.fixture
def short(home, who):
    return BellScheme.get_by_id(
        belling.add_scheme(home, "Короткий день", 1, SHORT, by=who("gromova"))["scheme"]
    )


@pytest.fixture
def usual(home):
    return BellScheme.get(school=home, is_default=True)


def _times(school, day):
    rows = Lesson.select().where(Lesson.school == school, Lesson.date == day)
    return {row.number: (row.starts_at, row.ends_at) for row in rows}


def test_a_short_day_shortens_its_lessons_and_no_others(cast, home, short, who):
    assert belling.ring_on(short, FRI, FRI, by=who("gromova")) == {"days": 1}
    assert _times(home, FRI) == {ring.number: (ring.starts, ring.ends) for ring in SHORT}
    assert _times(home, NEXT_FRI) == USUAL
    assert _times(School.get_by_id(cast.schools["far"]), FRI)[1] == USUAL[1]


def test_when_it_rings_as_usual_again_the_times_go_back(home, short, who):
    belling.ring_on(short, FRI, SAT, by=who("gromova"))
    belling.ring_as_usual(short, FRI, by=who("gromova"))
    assert _times(home, FRI) == USUAL
    assert _times(home, SAT)[1] == (time(8, 30), time(9))
    belling.ring_as_usual(short, FRI, by=who("gromova"))
    assert [row.date for row in BellDay.select()] == [SAT]


def test_a_moved_lesson_and_one_that_the_short_bells_lack_keep_their_sense(cast, home, short, who):
    lesson = cast.lesson("maths", FRI)
    Lesson.update(
        number=7, moved_number=1, moved_date=FRI, starts_at=time(14, 10), ends_at=time(14, 55)
    ).where(Lesson.id == lesson.id).execute()
    belling.ring_on(short, FRI, FRI, by=who("gromova"))
    assert _times(home, FRI)[7] == (time(14, 10), time(14, 55))
    Lesson.update(number=2).where(Lesson.id == lesson.id).execute()
    belling.ring_as_usual(short, FRI, by=who("gromova"))
    moved = Lesson.get_by_id(lesson.id)
    assert (moved.starts_at, moved.ends_at) == USUAL[2]


def test_the_other_shift_rings_as_before(cast, home, short, who):
    SchoolClass.update(shift=2).where(SchoolClass.id == cast.classes["9Б"]).execute()
    belling.ring_on(short, FRI, FRI, by=who("gromova"))
    assert cast.lesson("maths", FRI).ends_at == time(9)
    assert cast.lesson("maths_9", FRI).ends_at == time(9, 15)


def test_days_without_lessons_are_left_out_of_a_span(home, short, who):
    days_off.add(home, DaysOff(FRI, FRI, "День школы", "public"), by=who("gromova"))
    belling.ring_on(short, date(2026, 11, 19), date(2026, 11, 23), by=who("gromova"))
    assert sorted(row.date.day for row in BellDay.select()) == [19, 21, 23]
    with pytest.raises(Refused, match="выходной"):
        belling.ring_on(short, FRI, FRI, by=who("gromova"))


def test_lessons_that_come_back_on_a_short_day_are_short(home, short, who):
    belling.ring_on(short, FRI, FRI, by=who("gromova"))
    wanted = DaysOff(FRI, FRI, "Карантин", "quarantine")
    holiday = days_off.add(home, wanted, by=who("gromova"))["holiday"]
    days_off.remove(home, holiday, seen=wanted.seen, by=who("gromova"))
    assert _times(home, FRI)[1] == (time(8, 30), time(9))


def test_other_usual_bells_change_lessons_from_the_date_on(home, usual, who):
    later = [Ring(1, time(9), time(9, 40)), *rung(usual)[2:]]
    belling.change_scheme(usual, "Основное", later, FRI, seen=seen_of(usual), by=who("gromova"))
    assert _times(home, TODAY) == USUAL
    assert _times(home, FRI)[1] == (time(9), time(9, 40))
    assert _times(home, NEXT_FRI)[1] == (time(9), time(9, 40))
    assert _times(home, NEXT_FRI)[2] == USUAL[2]


def test_a_short_day_stays_short_when_the_usual_bells_change(home, usual, short, who):
    belling.ring_on(short, FRI, FRI, by=who("gromova"))
    later = [Ring(1, time(8, 20), time(9, 5)), *rung(usual)[1:]]
    belling.change_scheme(usual, "Основное", later, None, seen=seen_of(usual), by=who("gromova"))
    assert _times(home, FRI)[1] == (time(8, 30), time(9))
    belling.ring_as_usual(short, FRI, by=who("gromova"))
    assert _times(home, FRI)[1] == (time(8, 20), time(9, 5))


def test_corrected_short_bells_reach_their_days(home, short, who):
    belling.ring_on(short, FRI, FRI, by=who("gromova"))
    bells = [Ring(1, time(8, 30), time(9, 5)), Ring(2, time(9, 15), time(9, 50))]
    belling.change_scheme(short, "Короткий день", bells, None, seen=seen_of(short), by=who("gromova"))
    assert _times(home, FRI) == {1: (time(8, 30), time(9, 5)), 2: (time(9, 15), time(9, 50))}
    assert _times(home, NEXT_FRI) == USUAL


@pytest.mark.parametrize(
    ("bells", "text"),
    [
        ([], "хотя бы один"),
        ([Ring(1, time(9), time(8))], "кончается раньше"),
        ([Ring(1, time(9), None)], "и начало, и конец"),
        ([Ring(None, time(9), time(10))], "Номер урока"),
        ([Ring(1, time(8), time(9)), Ring(1, time(9), time(10))], "стоит дважды"),
        ([Ring(1, time(8), time(9)), Ring(2, time(8, 50), time(10))], "раньше, чем кончился 1-й"),
    ],
)
def test_bells_that_cannot_ring_are_refused(home, usual, who, bells, text):
    with pytest.raises(Refused, match=text) as refused:
        belling.change_scheme(usual, "Основное", bells, None, seen=seen_of(usual), by=who("gromova"))
    assert refused.value.field == "bells"
    with pytest.raises(Refused, match=text):
        belling.add_scheme(home, "Новые", 1, bells, by=who("gromova"))


def test_what_cannot_be_a_short_day_is_refused(home, usual, short, who):
    by = who("gromova")
    with pytest.raises(Refused, match="Это обычные звонки"):
        belling.ring_on(usual, FRI, FRI, by=by)
    with pytest.raises(Refused, match="уже прошёл"):
        belling.ring_on(short, date(2026, 11, 17), FRI, by=by)
    with pytest.raises(Refused, match="раньше первого"):
        belling.ring_on(short, SAT, FRI, by=by)
    with pytest.raises(Refused, match="Не больше 31"):
        belling.ring_on(short, FRI, date(2026, 12, 29), by=by)
    belling.ring_on(short, FRI, FRI, by=by)
    other = BellScheme.get_by_id(belling.add_scheme(home, "Ещё короче", 1, SHORT, by=by)["scheme"])
    with pytest.raises(Refused, match="Короткий день"):
        belling.ring_on(other, FRI, FRI, by=by)
    with pytest.raises(Refused, match="уже есть"):
        belling.add_scheme(home, "Ещё короче", 1, SHORT, by=by)


def test_the_first_set_of_a_shift_is_its_usual_one(cast, home, who):
    SchoolClass.update(shift=2).where(SchoolClass.id == cast.classes["9Б"]).execute()
    bells = [Ring(1, time(14), time(14, 45))]
    scheme = belling.add_scheme(home, "Вторая смена", 2, bells, by=who("kim"))["scheme"]
    assert BellScheme.get_by_id(scheme).is_default
    assert cast.lesson("maths_9", FRI).starts_at == time(14)
    assert cast.lesson("maths_9", date(2026, 11, 17)).starts_at == time(8, 30)


def test_changed_meanwhile_is_a_conflict(home, usual, who):
    seen = seen_of(usual)
    belling.change_scheme(usual, "Главное", rung(usual), None, seen=seen, by=who("gromova"))
    with pytest.raises(Conflict):
        belling.change_scheme(usual, "Основное 2", rung(usual), None, seen=seen, by=who("sokolov"))


def test_changes_are_written_down_and_pages_are_made_anew(home, short, who, this_week):
    n = Version.get(scope=home.scope, week="*").n
    belling.ring_on(short, FRI, FRI, by=who("gromova"))
    belling.ring_on(short, FRI, FRI, by=who("gromova"))
    assert Version.get(scope=home.scope, week="*").n == n + 1
    assert Version.get(scope=home.scope, week=this_week).n == 1
    assert [row.kind for row in Change.select().order_by(Change.id)][-2:] == [
        "bells.added",
        "bell_days.added",
    ]
