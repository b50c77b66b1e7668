"""Remarks as teachers give them: to whom, when, what is written down."""

import json
from datetime import date

import pytest

from webapp.changes.models import Change, Version
from webapp.changes.once import Refused
from webapp.people.models import GroupStudent
from webapp.remarks.giving import give_remark
from webapp.remarks.models import BEHAVIOUR, PROGRESS, Remark
from webapp.timetable.models import CANCELLED, Lesson
from webapp.timetable.withdrawing import is_held

TODAY, TOMORROW = date(2026, 11, 18), date(2026, 11, 19)


@pytest.fixture
def maths(cast):
    return cast.lesson("maths", TODAY)


@pytest.fixture
def give(cast, maths, who):
    def one(text="Пересажен за первую парту", kind=BEHAVIOUR, student="masha", lesson=None):
        return give_remark(
            lesson or maths, cast.students[student], by=who("kuznetsova"), kind=kind, text=text
        )

    return one


def test_a_remark_is_written_with_a_change(give, cast, maths):
    remark = Remark.get_by_id(give("  Помогла\r\nсоседу ", PROGRESS).id)
    assert (remark.kind, remark.text, remark.version) == (PROGRESS, "Помогла\nсоседу", 1)
    assert (remark.by_id, remark.withdrawn_at) == (cast.users["kuznetsova"], None)
    change = Change.get(kind="remark.given")
    assert (change.student_id, change.lesson_id, change.week) == (
        cast.students["masha"],
        maths.id,
        "2026-W47",
    )
    assert json.loads(change.after or "") == {"kind": PROGRESS, "text": "Помогла\nсоседу"}


def test_a_remark_moves_the_students_week_and_the_sheet_but_no_classmates_week(give, cast):
    give()
    raised = {(v.scope, v.week) for v in Version.select()}
    assert raised == {
        (f"student:{cast.students['masha']}", "2026-W47"),
        (f"group:{cast.groups['maths']}", "2026-W47"),
    }


@pytest.mark.parametrize("kind", ["", "praise", "Поведение"])
def test_a_remark_is_about_behaviour_or_progress(give, kind):
    with pytest.raises(Refused, match="поведение или успеваемость") as refusal:
        give(kind=kind)
    assert refusal.value.field == "kind"
    assert not Remark.select().exists()


@pytest.mark.parametrize("text", ["", " \r\n\t ", "я" * 1001])
def test_a_remark_has_from_one_to_a_thousand_characters(give, text):
    with pytest.raises(Refused) as refusal:
        give(text)
    assert refusal.value.field == "text"
    assert not Remark.select().exists()
    give("я" * 1000)
    give("я")


def test_only_a_student_on_the_lessons_list_gets_one(give, cast):
    with pytest.raises(Refused, match="нет в списке"):
        give(student="petya")
    there = (GroupStudent.student == cast.students["zhukov"]) & (GroupStudent.group == cast.groups["maths"])
    GroupStudent.update(ends=date(2026, 11, 17)).where(there).execute()
    with pytest.raises(Refused, match="нет в списке"):
        give(student="zhukov")


def test_a_lesson_to_come_and_a_cancelled_one_take_none(give, cast, maths):
    with pytest.raises(Refused, match="ещё не начался"):
        give(lesson=cast.lesson("maths", TOMORROW))
    Lesson.update(state=CANCELLED).where(Lesson.id == maths.id).execute()
    with pytest.raises(Refused, match="отменён"):
        give()


def test_a_lesson_with_a_remark_is_cancelled_and_never_deleted(give, maths):
    give()
    assert Lesson.select().where(Lesson.id == maths.id, is_held()).exists()
