"""A lesson is replaced, moved, cancelled, put into another room, and restored."""

from datetime import date, time

import pytest

import webapp.homework.due  # noqa: F401  (homework follows a moved lesson)
from webapp.changes.models import Change, Version
from webapp.changes.once import Conflict, Refused
from webapp.homework.models import Homework
from webapp.people.models import GroupStudent, User
from webapp.school.models import Holiday, Room, Subject
from webapp.timetable.changing import cancel, change_room, move, replace, restore
from webapp.timetable.checking import Objection
from webapp.timetable.models import CANCELLED, MOVED, PLANNED, REPLACED, Lesson

WED, THU, FRI, SAT = (date(2026, 11, day) for day in (18, 19, 20, 21))


@pytest.fixture
def maths(cast):
    """7А's mathematics on Friday, the first lesson, given by Кузнецова in room 21."""
    return cast.lesson("maths", FRI)


@pytest.fixture
def gromova(who):
    return who("gromova")


def _user(cast, login):
    return User.get_by_id(cast.users[login])


def _now(lesson):
    return Lesson.get_by_id(lesson.id)


def _refusal(kind, act, *args, **settings):
    with pytest.raises(kind) as caught:
        act(*args, **settings)
    return caught.value


def test_a_replaced_lesson_is_the_substitutes_and_no_more_the_teachers(cast, who, gromova, maths):
    replace(maths, _user(cast, "lis"), reason="Болезнь учителя", version=0, by=gromova)
    now = _now(maths)
    assert (now.state, now.teacher_id, now.reason) == (REPLACED, cast.users["lis"], "Болезнь учителя")
    assert now.id in {lesson.id for lesson in Lesson.taught_by(who("lis"))}
    assert now.id not in {x.id for x in Lesson.of_teacher(cast.users["kuznetsova"], FRI, FRI)}


def test_a_substitute_may_give_a_subject_of_his_own(cast, gromova, maths):
    physics = Subject.get(Subject.school == cast.schools["home"], Subject.name == "Физика")
    replace(maths, _user(cast, "lis"), subject=physics, reason="", version=0, by=gromova)
    lesson = Lesson.whole().where(Lesson.id == maths.id).get()
    assert lesson.taught_subject.name == "Физика"
    restore(lesson, version=1, by=gromova, insist=True)
    assert Lesson.whole().where(Lesson.id == maths.id).get().taught_subject.name == "Математика"


def test_every_change_is_recorded_and_raises_who_is_concerned_in_both_weeks(cast, gromova, maths):
    day = date(2026, 11, 27)
    move(maths, day, 4, reason="Экскурсия", version=0, by=gromova)
    row = Change.get(Change.kind == "lesson.moved")
    assert (row.lesson_id, row.week, row.user_id) == (maths.id, "2026-W48", cast.users["gromova"])
    assert row.before and '"date": "2026-11-20"' in row.before
    assert row.after and '"number": 4' in row.after
    raised = {(v.scope, v.week) for v in Version.select()}
    scopes = [
        f"class:{cast.classes['7А']}",
        f"group:{cast.groups['maths']}",
        f"teacher:{cast.users['kuznetsova']}",
        f"room:{maths.room_id}",
    ]
    assert raised == {(scope, week) for scope in scopes for week in ("2026-W47", "2026-W48")}


def test_old_and_new_teacher_and_room_are_told(cast, gromova, maths):
    replace(maths, _user(cast, "lis"), reason="", version=0, by=gromova)
    room = Room.get(Room.name == "22", Room.school == cast.schools["home"])
    change_room(maths, room, version=1, by=gromova)
    raised = {v.scope for v in Version.select()}
    assert {f"teacher:{cast.users['lis']}", f"teacher:{cast.users['kuznetsova']}"} <= raised
    assert {f"room:{room.id}", f"room:{maths.room_id}"} <= raised


def test_a_busy_substitute_is_an_objection_that_can_be_overruled(cast, gromova):
    english = cast.lesson("english", FRI)
    busy = _user(cast, "gromova")  # she has the other half at that hour
    objection = _refusal(Objection, replace, english, busy, reason="", version=0, by=gromova)
    assert (objection.field, "Громова Н. И. в это время ведёт" in objection.message) == ("teacher", True)
    replace(english, busy, reason="", version=0, insist=True, by=gromova)
    assert _now(english).teacher_id == busy.id


def test_only_a_teacher_of_the_school_can_be_a_substitute(cast, gromova, maths):
    for login in ("orlova", "far_teacher", "kim"):
        refusal = _refusal(Refused, replace, maths, _user(cast, login), reason="", version=0, by=gromova)
        assert refusal.field == "teacher"
    same = _refusal(Refused, replace, maths, _user(cast, "kuznetsova"), reason="", version=0, by=gromova)
    assert "и так ведёт" in same.message


def test_the_usual_teacher_back_makes_it_a_planned_lesson_again(cast, gromova, maths):
    replace(maths, _user(cast, "lis"), reason="Болезнь", version=0, by=gromova)
    replace(maths, _user(cast, "kuznetsova"), reason="", version=1, insist=True, by=gromova)
    assert (_now(maths).state, _now(maths).reason) == (PLANNED, "")


def test_a_change_seen_by_nobody_is_a_conflict_and_the_same_change_twice_is_none(cast, gromova, maths):
    replace(maths, _user(cast, "lis"), reason="", version=0, by=gromova)
    replace(maths, _user(cast, "lis"), reason="", version=0, by=gromova)
    assert Change.select().where(Change.kind == "lesson.replaced").count() == 1
    assert _refusal(Conflict, cancel, maths, reason="Мороз", version=0, by=gromova)
    assert _now(maths).state == REPLACED


def test_a_moved_lesson_keeps_where_it_stood_and_rings_by_the_bells(cast, gromova, maths):
    move(maths, SAT, 2, reason="", version=0, by=gromova)
    now = _now(maths)
    assert (now.state, now.date, now.number, now.week) == (MOVED, SAT, 2, "2026-W47")
    assert (now.starts_at, now.ends_at) == (time(9, 25), time(10, 10))
    assert (now.moved_date, now.moved_number) == (FRI, 1)
    move(maths, THU, 5, reason="", version=1, by=gromova)
    assert (_now(maths).moved_date, _now(maths).moved_number) == (FRI, 1)
    move(maths, FRI, 1, reason="", version=2, insist=True, by=gromova)
    assert (_now(maths).state, _now(maths).moved_date) == (PLANNED, None)


def test_students_of_the_group_cannot_be_in_two_lessons(cast, gromova, maths):
    objection = _refusal(Objection, move, maths, THU, 3, reason="", version=0, by=gromova)
    assert (objection.field, "3-й урок, Физика" in objection.message) == ("number", True)


def test_the_other_half_of_the_class_is_in_nobodys_way(cast, gromova):
    english = cast.lesson("english", date(2026, 11, 23))
    GroupStudent.delete().where(GroupStudent.group == cast.groups["maths"]).execute()
    other_half = cast.lesson("english_2", WED)
    move(other_half, english.date, 4, reason="", version=0, by=gromova)
    room = Room.get(Room.name == "22", Room.school == cast.schools["home"])
    change_room(english, room, version=0, by=gromova)
    move(english, english.date, 4, reason="", version=1, by=gromova)
    assert _now(english).number == 4


def test_a_class_whose_students_are_not_entered_yet_still_has_one_lesson_at_a_time(cast, gromova, maths):
    GroupStudent.delete().execute()
    assert _refusal(Objection, move, maths, THU, 3, reason="", version=0, by=gromova).field == "number"


def test_a_lesson_is_not_moved_into_holidays_the_past_or_beyond_the_year(cast, gromova, maths):
    Holiday.create(school=cast.schools["home"], starts=SAT, ends=SAT, name="Карантин", kind="quarantine")
    days = {
        SAT: "Карантин",
        date(2026, 11, 22): "воскресенье",
        date(2026, 11, 17): "уже прошло",
        date(2027, 6, 5): "26 мая",
    }
    for day, words in days.items():
        refusal = _refusal(Refused, move, maths, day, 2, reason="", version=0, insist=True, by=gromova)
        assert (refusal.field, words in refusal.message) == ("date", True), day
    assert _refusal(Refused, move, maths, THU, 14, reason="", version=0, by=gromova).field == "number"


def test_a_taken_room_is_an_objection(cast, gromova, maths):
    room = maths.room
    other = cast.lesson("maths_9", FRI)
    objection = _refusal(Objection, change_room, _with_room(other, "22"), room, version=0, by=gromova)
    assert "Кабинет 21 в это время занят" in objection.message


def _with_room(lesson, name):
    room = Room.get(Room.name == name, Room.school == lesson.school_id)
    Lesson.update(room=room).where(Lesson.id == lesson.id).execute()
    return Lesson.get_by_id(lesson.id)


def test_a_cancelled_lesson_says_why_and_holds_nobody(cast, gromova, maths):
    assert _refusal(Refused, cancel, maths, reason=" ", version=0, by=gromova).field == "reason"
    cancel(maths, reason="Мороз", version=0, by=gromova)
    assert (_now(maths).state, _now(maths).reason) == (CANCELLED, "Мороз")
    english = cast.lesson("english", FRI)
    Lesson.update(room=None).where(Lesson.id == english.id).execute()
    move(english, FRI, 1, reason="", version=0, by=gromova)
    assert _refusal(Refused, replace, maths, _user(cast, "lis"), reason="", version=1, by=gromova)
    assert _refusal(Refused, move, maths, SAT, 3, reason="", version=1, by=gromova)


def test_cancelling_a_lesson_in_which_something_is_entered_asks_twice(cast, gromova, maths):
    _set_homework(cast, maths)
    assert (
        "уже есть записи" in _refusal(Objection, cancel, maths, reason="Мороз", version=0, by=gromova).message
    )
    cancel(maths, reason="Мороз", version=0, insist=True, by=gromova)
    assert _now(maths).is_cancelled


def test_a_lesson_that_has_passed_asks_twice(cast, gromova):
    monday = cast.lesson("maths", date(2026, 11, 16))
    lis = _user(cast, "lis")
    assert "уже прошёл" in _refusal(Objection, replace, monday, lis, reason="", version=0, by=gromova).message
    replace(monday, lis, reason="Болезнь", version=0, insist=True, by=gromova)
    assert _now(monday).state == REPLACED


def test_passed_is_told_by_the_schools_own_clock(cast, who, at):
    at("2026-11-18T20:00+03:00")  # Thursday, 03:00 in Vladivostok
    lesson = cast.lesson("far_maths", WED)
    assert _refusal(Objection, cancel, lesson, reason="Тайфун", version=0, by=who("far_head"))
    cancel(cast.lesson("maths", WED), reason="Мороз", version=0, by=who("gromova"))


def test_homework_due_for_a_moved_lesson_moves_along(cast, gromova, maths):
    homework = _set_homework(cast, maths)
    move(maths, SAT, 2, reason="", version=0, by=gromova)
    assert Homework.get_by_id(homework.id).due == SAT
    restore(maths, version=1, insist=True, by=gromova)
    assert Homework.get_by_id(homework.id).due == FRI


def _set_homework(cast, lesson):
    at = User.get_by_id(cast.users["orlova"]).created_at
    return Homework.create(
        group=lesson.group_id, lesson=lesson, due=lesson.date, text="№ 5", by=cast.users["kuznetsova"],
        created_at=at, edited_at=at,
    )  # fmt: skip


def test_restoring_brings_back_day_number_room_and_teacher(cast, gromova, maths):
    replace(maths, _user(cast, "lis"), reason="Болезнь", version=0, by=gromova)
    move(maths, SAT, 2, reason="", version=1, by=gromova)
    change_room(maths, Room.get(Room.name == "22", Room.school == maths.school_id), version=2, by=gromova)
    assert (_now(maths).state, _now(maths).moved_date) == (REPLACED, FRI)
    assert _refusal(Objection, restore, maths, version=3, by=gromova)  # 9Б sits in room 21 by then
    restore(maths, version=3, insist=True, by=gromova)
    now = _now(maths)
    assert (now.state, now.date, now.number, now.teacher_id) == (PLANNED, FRI, 1, cast.users["kuznetsova"])
    assert (now.room_id, now.moved_date, now.reason, now.starts_at) == (maths.room_id, None, "", time(8, 30))


def test_a_cancelled_lesson_can_be_restored(cast, gromova, maths):
    cancel(maths, reason="Мороз", version=0, by=gromova)
    restore(maths, version=1, insist=True, by=gromova)
    assert _now(maths).state == PLANNED
