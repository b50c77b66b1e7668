"""The demo school in the database: whole, without conflicts, the same every time, around any day."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.copies import ENGINES
from tests.demo.conftest import TODAY, digest
from webapp import db
from webapp.absence.models import ACCEPTED, DECLINED, SENT, WITHDRAWN, AbsenceNotice
from webapp.changes.models import Change
from webapp.demo.filling import NotEmpty, fill_demo, is_empty
from webapp.demo.laying_school import lay_school
from webapp.demo.school import NAME, plan_school
from webapp.homework.models import NOTHING, Done, Homework
from webapp.keeping.verifying import verify
from webapp.marks.models import Mark, MarkVersion
from webapp.people.models import Enrolment, GroupStudent, Guardianship, Role, SchoolClass, Student, User
from webapp.remarks.models import Remark
from webapp.school.models import Holiday, Period, School
from webapp.schoolbag.models import Packed
from webapp.timetable.models import CANCELLED, MOVED, REPLACED, Lesson
from webapp.weeks import days, week_of

pytestmark = pytest.mark.whole

WEEK = week_of(TODAY)


def user(login: str) -> User:
    return User.get(User.login == login)


def student(login: str) -> Student:
    return Student.get(Student.user == user(login))


def seven_a() -> SchoolClass:
    return SchoolClass.get(SchoolClass.name == "7А")


def test_school_is_as_large_as_promised(demo: str):
    assert SchoolClass.select().count() >= 30
    assert {c.grade for c in SchoolClass.select()} == set(range(1, 12))
    assert Student.select().count() >= 800
    teachers = Role.select(Role.user).where(Role.kind == "teacher").distinct()
    assert teachers.count() >= 60
    assert not Student.select().where(Student.id.not_in(Guardianship.select(Guardianship.student))).exists()
    assert Mark.select().count() > 50_000


def test_only_the_cast_can_sign_in(demo: str):
    able = {u.login for u in User.select().where(User.password_hash.is_null(False))}
    assert able == {
        "orlova", "orlov", "masha", "petya", "kuznetsova", "belova", "lis", "gromova", "sokolov", "kim",
        "tikhaya", "chuzhova",
    }  # fmt: skip
    assert not User.select().where(User.must_change).exists()


def test_data_are_whole(demo: str):
    assert [finding.text for checked in verify() for finding in checked.findings] == []


@pytest.mark.parametrize("place", ["teacher_id", "room_id"])
def test_nobody_and_no_room_is_in_two_lessons_at_once(demo: str, place: str):
    query = Lesson.select(Lesson.date, Lesson.starts_at, getattr(Lesson, place)).where(
        Lesson.date.between(TODAY - timedelta(days=9), TODAY + timedelta(days=12)), Lesson.state != CANCELLED
    )
    taken: Any = Counter(query.tuples())
    assert taken
    assert [at for at, times in taken.items() if times > 1] == []


def test_no_student_is_in_two_lessons_at_once(demo: str):
    query = Lesson.select(Lesson.date, Lesson.starts_at, GroupStudent.student).join(
        GroupStudent, on=(GroupStudent.group == Lesson.group)
    )
    query = query.where(
        Lesson.week == WEEK, Lesson.state != CANCELLED, GroupStudent.starts <= Lesson.date,
        GroupStudent.ends.is_null() | (GroupStudent.ends >= Lesson.date),
    )  # fmt: skip
    taken: Any = Counter(query.tuples())
    assert taken.total() > 20_000
    assert [at for at, times in taken.items() if times > 1] == []


def test_week_of_masha_is_full(demo: str):
    me, (first, *_, last) = student("masha"), days(WEEK)
    lessons = list(Lesson.of_student(me, first, last))
    assert {lesson.date for lesson in lessons} == set(days(WEEK))
    past = [lesson for lesson in lessons if lesson.date < TODAY]
    assert sum(lesson.topic is None for lesson in past) <= 1
    assert all(lesson.topic is None for lesson in lessons if lesson.date >= TODAY)
    due = {row.lesson_id for row in Homework.select().where(Homework.due.between(first, last))}
    assert sum(lesson.id in due for lesson in lessons) > len(lessons) * 0.6
    assert len(Mark.of_student(me.id, [lesson.id for lesson in past])) >= 2


def test_lessons_of_today_have_homework_and_no_marks(demo: str):
    lessons = list(Lesson.of_class(seven_a().id, TODAY, TODAY))
    due = Homework.select().where(Homework.lesson.in_([x.id for x in lessons]), Homework.kind != NOTHING)
    assert due.count() >= 3
    assert not Mark.select().join(Lesson).where(Lesson.date >= TODAY).exists()


def test_nothing_was_done_after_this_morning(demo: str):
    given, told = (Mark.at, MarkVersion.at, Remark.at), (Homework.created_at, AbsenceNotice.created_at)
    for at in (*given, *told, Change.at, Done.at):
        latest = at.model.select(at).order_by(at.desc()).get()
        assert getattr(latest, at.name).isoformat() <= f"{TODAY}T05:05:00+00:00", at
    ids = [(row.at, row.id) for row in Change.select().order_by(Change.id)]
    assert ids == sorted(ids)


def test_notices_stand_in_every_state(demo: str):
    states = Counter(row.state for row in AbsenceNotice.select())
    assert set(states) == {SENT, ACCEPTED, DECLINED, WITHDRAWN}
    waiting = list(AbsenceNotice.waiting_for(user("kuznetsova").id, TODAY))
    assert waiting
    assert student("masha").id not in {notice.student_id for notice in waiting}


def test_lis_stands_in_for_kuznetsova_once(demo: str):
    lessons = list(
        Lesson.of_class(seven_a().id, TODAY, TODAY + timedelta(days=6)).where(Lesson.state == REPLACED)
    )
    assert [lesson.teacher_id for lesson in lessons] == [user("lis").id]
    assert lessons[0].date.isoweekday() in (4, 5)


@pytest.mark.parametrize("state", [MOVED, CANCELLED])
def test_a_lesson_of_7a_is_changed(demo: str, state: str):
    coming = Lesson.of_class(seven_a().id, TODAY, TODAY + timedelta(days=10))
    assert coming.where(Lesson.state == state).exists()


def test_corrected_marks_keep_what_they_were(demo: str):
    own = MarkVersion.select().join(Mark).where(Mark.student == student("masha"), MarkVersion.number == 2)
    assert own.where(MarkVersion.reason != "").exists()
    assert MarkVersion.select().where(MarkVersion.number == 2).count() > 100


def test_masha_has_ticked_and_packed(demo: str):
    me = student("masha")
    assert Done.select().where(Done.student == me).exists()
    states = {row.state for row in Packed.select().where(Packed.student == me, Packed.date == TODAY)}
    assert states == {"packed", "shared", "at_school"}


def test_one_student_of_7a_came_and_one_left(demo: str):
    rows = list(Enrolment.select().where(Enrolment.school_class == seven_a()))
    assert sum(row.ends is not None for row in rows) == 1
    assert sum(row.starts > min(r.starts for r in rows) for row in rows) == 1


def test_change_log_tells_of_the_last_days(demo: str):
    kinds = {row.kind for row in Change.select().where(Change.student_id == student("masha").id)}
    given = {"mark.given", "mark.corrected", "remark.given", "homework.set"}
    assert {*given, "notice.accepted", "bag.packed"} <= kinds


def test_same_day_gives_the_same_school_on_either_database(built: Callable[[str], str]):
    found = []
    for engine in ENGINES:
        opened = db.use(built(engine))
        with opened.connection_context():
            found.append(digest())
        opened.close_all()
    assert found[0] == found[1]


def test_second_run_refuses(demo: str):
    before = Change.select().count()
    with pytest.raises(NotEmpty):
        fill_demo(TODAY)
    assert Change.select().count() == before


class Interrupted(Exception):
    """Somebody pressed Ctrl+C."""


def test_interrupted_run_leaves_nothing(empty: Any):
    def interrupt(step: str, done: float) -> None:
        if step == "Расписание на год":
            raise Interrupted

    with pytest.raises(Interrupted):
        fill_demo(TODAY, interrupt)
    assert is_empty()


@pytest.mark.parametrize("today", ["2026-11-22", "2027-01-01", "2028-02-29", "2026-07-15"])
def test_today_lies_in_the_second_quarter(empty: Any, today: str):
    day = date.fromisoformat(today)
    with db.database.atomic() as transaction:
        laid = lay_school(plan_school(day))
        found = Period.of(laid.school, day, 7)
        assert found is not None
        assert (found.kind, found.number) == ("quarter", 2)
        assert found.starts <= day <= found.ends
        assert not [h for h in Holiday.between(laid.school, day, day) if h.kind == "break"]
        transaction.rollback()
    assert not School.select().where(School.name == NAME).exists()
