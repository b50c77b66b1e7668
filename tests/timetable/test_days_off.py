"""Breaks and other days off: lessons go with them and come back."""

from datetime import date

import pytest

from tests.cast import NOW
from webapp.changes.models import Change, Version
from webapp.changes.once import Conflict, Refused
from webapp.homework.models import Homework
from webapp.school.breaks import DaysOff
from webapp.school.models import AcademicYear, Holiday, School
from webapp.timetable import days_off
from webapp.timetable.filling import fill
from webapp.timetable.models import CANCELLED, PLANNED, REPLACED, Lesson

WED, THU, FRI, SAT = (date(2026, 11, day) for day in (18, 19, 20, 21))
QUARANTINE = DaysOff(THU, SAT, "Карантин по гриппу", "quarantine")


@pytest.fixture
def home(cast):
    school = School.get_by_id(cast.schools["home"])
    fill(school, AcademicYear.get(school=school))
    return school


def _on(school, *days):
    rows = Lesson.select().where(Lesson.school == school, Lesson.date.in_(days))
    return {(row.slot_id, row.date, row.starts_at, row.teacher_id, row.room_id) for row in rows}


def _homework(cast, lesson):
    Homework.create(
        group=lesson.group, lesson=lesson, due=lesson.date, text="№ 5", by=cast.users["kuznetsova"],
        created_at=NOW, edited_at=NOW,
    )  # fmt: skip


def _added(school, wanted, by):
    return Holiday.get_by_id(days_off.add(school, wanted, by=by)["holiday"])


def test_lessons_of_a_new_day_off_go_and_come_back_when_it_is_removed(cast, home, who):
    Lesson.update(state=PLANNED, reason="", teacher=cast.users["kuznetsova"]).where(
        Lesson.id == cast.lessons["replaced"]
    ).execute()
    before, around = _on(home, THU, FRI, SAT), _on(home, WED, date(2026, 11, 23))
    quarantine = _added(home, QUARANTINE, who("gromova"))
    assert _on(home, THU, FRI, SAT) == set()
    days_off.remove(home, quarantine.id, seen=QUARANTINE.seen, by=who("gromova"))
    assert before
    assert _on(home, THU, FRI, SAT) == before
    assert _on(home, WED, date(2026, 11, 23)) == around
    assert not Holiday.select().where(Holiday.id == quarantine.id).exists()


def test_a_lesson_with_homework_is_cancelled_with_the_reason_and_held_again_later(cast, home, who):
    lesson = cast.lesson("maths", FRI)
    _homework(cast, lesson)
    quarantine = _added(home, QUARANTINE, who("gromova"))
    kept = Lesson.get_by_id(lesson.id)
    assert (kept.state, kept.reason) == (CANCELLED, "Нет уроков: Карантин по гриппу")
    days_off.remove(home, quarantine.id, seen=QUARANTINE.seen, by=who("gromova"))
    kept = Lesson.get_by_id(lesson.id)
    assert (kept.state, kept.reason) == (PLANNED, "")
    assert len([row for row in _on(home, FRI) if row[0] == lesson.slot_id]) == 1


def test_a_replaced_lesson_comes_back_replaced_with_its_reason(cast, home, who):
    quarantine = _added(home, QUARANTINE, who("gromova"))
    assert Lesson.get_by_id(cast.lessons["replaced"]).state == CANCELLED
    days_off.remove(home, quarantine.id, seen=QUARANTINE.seen, by=who("gromova"))
    lesson = Lesson.get_by_id(cast.lessons["replaced"])
    assert (lesson.state, lesson.reason, lesson.teacher_id) == (
        REPLACED,
        "Болезнь учителя",
        cast.users["lis"],
    )


def test_a_lesson_cancelled_for_another_reason_stays_cancelled(cast, home, who):
    lesson = cast.lesson("maths", FRI)
    Lesson.update(state=CANCELLED, reason="Мороз").where(Lesson.id == lesson.id).execute()
    quarantine = _added(home, QUARANTINE, who("gromova"))
    days_off.remove(home, quarantine.id, seen=QUARANTINE.seen, by=who("gromova"))
    kept = Lesson.get_by_id(lesson.id)
    assert (kept.state, kept.reason) == (CANCELLED, "Мороз")


def test_a_lesson_that_the_timetable_no_longer_has_does_not_come_back(cast, home, who):
    lesson = cast.lesson("maths", FRI)
    _homework(cast, lesson)
    quarantine = _added(home, QUARANTINE, who("gromova"))
    lesson.slot.ends = WED
    lesson.slot.save()
    days_off.remove(home, quarantine.id, seen=QUARANTINE.seen, by=who("gromova"))
    assert Lesson.get_by_id(lesson.id).state == CANCELLED


def test_a_moved_break_frees_some_days_and_takes_others(cast, home, who):
    _homework(cast, cast.lesson("maths", SAT))
    before = _on(home, FRI)
    quarantine = _added(home, DaysOff(FRI, SAT, "Карантин", "quarantine"), who("gromova"))
    wanted = DaysOff(THU, THU, "Карантин", "quarantine")
    days_off.change(quarantine, wanted, seen=DaysOff.of(quarantine).seen, by=who("gromova"))
    assert _on(home, FRI) == before
    assert cast.lesson("maths", SAT).state == PLANNED
    assert [row.id for row in Lesson.select().where(Lesson.school == home, Lesson.date == THU)] == [
        cast.lessons["replaced"]
    ]


def test_another_name_is_told_as_the_reason(cast, home, who):
    lesson = cast.lesson("maths", FRI)
    _homework(cast, lesson)
    quarantine = _added(home, QUARANTINE, who("gromova"))
    wanted = QUARANTINE._replace(name="Карантин по кори")
    days_off.change(quarantine, wanted, seen=QUARANTINE.seen, by=who("gromova"))
    assert Lesson.get_by_id(lesson.id).reason == "Нет уроков: Карантин по кори"
    assert Lesson.get_by_id(lesson.id).state == CANCELLED


def test_days_that_another_holiday_holds_stay_off(cast, home, who):
    Holiday.create(school=home, starts=FRI, ends=FRI, name="День школы", kind="public")
    Lesson.delete().where(Lesson.school == home, Lesson.date == FRI).execute()
    quarantine = _added(home, QUARANTINE, who("gromova"))
    days_off.remove(home, quarantine.id, seen=QUARANTINE.seen, by=who("gromova"))
    assert _on(home, FRI) == set()
    assert _on(home, SAT)


@pytest.mark.parametrize(
    ("wanted", "field", "text"),
    [
        (QUARANTINE._replace(ends=WED), "ends", "раньше первого"),
        (QUARANTINE._replace(name=""), "name", "название"),
        (QUARANTINE._replace(kind="holiday"), "kind", "Выберите"),
        (QUARANTINE._replace(ends=date(2027, 4, 1)), "ends", "Больше 120 дней"),
        (DaysOff(date(2026, 8, 24), date(2026, 8, 31), "Летние", "break"), "starts", "вне учебного года"),
        (DaysOff(date(2027, 5, 20), date(2027, 6, 5), "Летние", "break"), "ends", "вне учебного года"),
        (DaysOff(date(2026, 11, 7), date(2026, 11, 9), "Ещё", "break"), "starts", "Осенние каникулы"),
        (DaysOff(date(2026, 11, 7), date(2026, 11, 9), "Ещё", "quarantine"), "starts", "Осенние каникулы"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(cast, home, who, wanted, field, text):
    with pytest.raises(Refused) as refused:
        days_off.add(home, wanted, by=who("gromova"))
    assert refused.value.field == field
    assert text in refused.value.message
    assert Holiday.select().where(Holiday.school == home).count() == 2


def test_a_public_holiday_may_lie_within_a_break_and_changes_nothing(cast, home, who):
    wanted = DaysOff(date(2026, 11, 4), date(2026, 11, 4), "День народного единства", "public")
    holiday = _added(home, wanted, who("gromova"))
    days_off.remove(home, holiday.id, seen=wanted.seen, by=who("gromova"))
    assert _on(home, date(2026, 11, 4)) == set()


def test_days_that_somebody_changed_meanwhile_are_shown_again(cast, home, who):
    quarantine = _added(home, QUARANTINE, who("gromova"))
    wanted = QUARANTINE._replace(ends=FRI)
    days_off.change(quarantine, wanted, seen=QUARANTINE.seen, by=who("gromova"))
    with pytest.raises(Conflict):
        days_off.change(
            quarantine, QUARANTINE._replace(name="Мороз"), seen=QUARANTINE.seen, by=who("sokolov")
        )
    with pytest.raises(Conflict):
        days_off.remove(home, quarantine.id, seen=QUARANTINE.seen, by=who("sokolov"))


def test_the_change_is_written_down_and_its_weeks_are_made_anew(cast, home, who, this_week):
    n = Version.get(scope=home.scope, week="*").n
    holiday = _added(home, QUARANTINE, who("gromova"))
    change = Change.get(Change.kind == "day_off.added")
    assert (change.what, change.user_id) == (f"holiday:{holiday.id}", cast.users["gromova"])
    assert Version.get(scope=home.scope, week="*").n > n
    assert Version.get(scope=home.scope, week=this_week).n == 1


def test_another_school_keeps_its_lessons(cast, home, who):
    far = School.get_by_id(cast.schools["far"])
    before = _on(far, THU, FRI, SAT)
    days_off.add(home, QUARANTINE, by=who("gromova"))
    assert before
    assert _on(far, THU, FRI, SAT) == before
