"""The register as the teacher enters it."""

from datetime import date

import pytest

from webapp.absence.models import ABSENT, ILL, LATE, PRESENT, AbsenceNotice, Register
from webapp.absence.register import of_lesson
from webapp.absence.registering import enter, enter_rest_present
from webapp.changes.models import Change, Version
from webapp.changes.once import Conflict, Refused
from webapp.clock import now
from webapp.timetable.models import CANCELLED, Lesson

TODAY = date(2026, 11, 18)


@pytest.fixture
def maths(cast):
    return cast.lesson("maths", TODAY)


@pytest.fixture
def teacher(who):
    return who("kuznetsova")


@pytest.fixture
def masha(cast):
    return cast.students["masha"]


@pytest.fixture
def notice(cast, masha):
    return AbsenceNotice.create(
        student=masha, starts=TODAY, ends=TODAY, reason="ill", by=cast.users["orlova"], created_at=now()
    )


def test_absence_is_entered_and_moves_the_students_week_not_the_classmates(maths, masha, teacher, cast):
    row = enter(maths, masha, by=teacher, kind=ABSENT)
    assert (row.kind, row.version) == (ABSENT, 1)
    assert of_lesson(maths, [masha])[masha].sign == "н"
    raised = {v.scope for v in Version.select().where(Version.week == "2026-W47")}
    assert raised == {
        f"student:{masha}",
        f"group:{cast.groups['maths']}",
        f"teacher:{cast.users['kuznetsova']}",
    }


def test_the_state_already_there_changes_nothing_whatever_was_seen(maths, masha, teacher):
    enter(maths, masha, by=teacher, kind=ABSENT)
    enter(maths, masha, by=teacher, kind=ABSENT, version=0)
    assert Change.select().count() == 1


def test_two_tablets_entering_different_states_conflict_and_see_both(maths, masha, teacher):
    enter(maths, masha, by=teacher, kind=ABSENT)
    with pytest.raises(Conflict) as conflict:
        enter(maths, masha, by=teacher, kind=ILL, version=0)
    assert "сейчас «н» (Кузнецова О. П., 18.11 8:05)" in conflict.value.message
    assert "вы отмечали «б»" in conflict.value.message
    enter(maths, masha, by=teacher, kind=ILL, version=1)
    assert Register.get(lesson=maths, student=masha).version == 2


def test_minutes_late_are_kept_and_bounded(maths, masha, teacher):
    assert enter(maths, masha, by=teacher, kind=LATE, minutes=7).minutes_late == 7
    assert enter(maths, masha, by=teacher, kind=ABSENT, version=1, minutes=7).minutes_late is None
    with pytest.raises(Refused) as refusal:
        enter(maths, masha, by=teacher, kind=LATE, version=2, minutes=91)
    assert refusal.value.field == "minutes"


def test_an_unknown_sign_is_refused(maths, masha, teacher):
    with pytest.raises(Refused):
        enter(maths, masha, by=teacher, kind="asleep")


def test_nobody_off_the_list_is_entered(maths, cast, teacher):
    with pytest.raises(Refused, match="нет в списке"):
        enter(maths, cast.students["artyom"], by=teacher, kind=ABSENT)


def test_a_cancelled_lesson_has_no_register(maths, masha, teacher):
    Lesson.update(state=CANCELLED).where(Lesson.id == maths.id).execute()
    with pytest.raises(Refused, match="отменён"):
        enter(maths, masha, by=teacher, kind=ABSENT)
    with pytest.raises(Refused, match="отменён"):
        enter_rest_present(maths, by=teacher)


def test_a_notice_prefills_and_the_teacher_who_sees_the_child_is_believed(maths, masha, teacher, notice):
    assert of_lesson(maths, [masha])[masha].notice == notice
    enter(maths, masha, by=teacher, kind=PRESENT)
    entry = of_lesson(maths, [masha])[masha]
    assert (entry.kind, entry.notice) == (PRESENT, None)


def test_the_rest_is_entered_as_present_but_neither_the_entered_nor_the_announced(
    maths, cast, teacher, notice
):
    enter(maths, cast.students["zhukov"], by=teacher, kind=ABSENT)
    assert enter_rest_present(maths, by=teacher) == [cast.students["yozhik"]]
    kinds = {row.student_id: row.kind for row in Register.select()}
    assert kinds == {cast.students["zhukov"]: ABSENT, cast.students["yozhik"]: PRESENT}
    assert enter_rest_present(maths, by=teacher) == []
    assert Change.select().where(Change.kind == "register.rest_present").count() == 1
