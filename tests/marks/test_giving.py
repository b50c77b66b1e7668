"""Marks as teachers give them: scales, whose they may be, what is written down."""

import json
from datetime import date

import pytest

from webapp.changes.models import Change, Version
from webapp.changes.once import Refused
from webapp.marks.giving import give_mark
from webapp.marks.models import FormOfControl, Mark, MarkVersion
from webapp.people.models import GroupStudent
from webapp.timetable.models import CANCELLED, Lesson

TODAY, TOMORROW = date(2026, 11, 18), date(2026, 11, 19)


@pytest.fixture
def maths(cast):
    return cast.lesson("maths", TODAY)


@pytest.fixture
def give(cast, maths, who):
    def one(value="5", scale="5", student="masha", **more):
        return give_mark(
            maths, cast.students[student], by=who("kuznetsova"), value=value, scale=scale, **more
        )

    return one


def test_a_mark_is_written_with_its_first_version_and_a_change(give, cast, maths):
    mark = give("4", comment=" Верно, но без проверки ")
    version = MarkVersion.get(mark=mark)
    assert (version.number, version.value, version.comment) == (1, "4", "Верно, но без проверки")
    change = Change.get(kind="mark.given")
    assert (change.student_id, change.lesson_id, change.week) == (
        cast.students["masha"],
        maths.id,
        "2026-W47",
    )
    assert json.loads(change.after or "")["value"] == "4"
    assert change.before is None


def test_a_mark_moves_the_students_week_and_the_sheet_but_no_classmates_week(give, cast):
    give()
    raised = {(v.scope, v.week) for v in Version.select()}
    assert raised == {
        (f"student:{cast.students['masha']}", "2026-W47"),
        (f"group:{cast.groups['maths']}", "2026-W47"),
    }


def test_a_lesson_holds_several_marks_of_one_student(give, maths, cast):
    for value, counted in (("5", True), ("5", True), ("3", False)):
        give(value, counted=counted)
    marks = Mark.of_student(cast.students["masha"], [maths.id])
    assert [(m.value, m.counted) for m in marks] == [("5", True), ("5", True), ("3", False)]
    assert {m.by.surname for m in marks} == {"Кузнецова"}
    assert [m.id for m in Mark.of_lesson(maths)] == [m.id for m in marks]


@pytest.mark.parametrize(
    ("scale", "typed", "kept"),
    [
        ("5", "1", "1"), ("5", " 5 ", "5"), ("10", "10", "10"), ("10", "01", "1"),
        ("100", "0", "0"), ("100", "100", "100"), ("pass", "Зачёт", "зачёт"), ("pass", "незачёт", "незачёт"),
    ],
)  # fmt: skip
def test_each_scale_takes_its_own_values(give, scale, typed, kept):
    assert give(typed, scale).value == kept


@pytest.mark.parametrize(
    ("scale", "typed", "told"),
    [
        ("5", "0", "от 1 до 5"), ("5", "6", "от 1 до 5"), ("10", "11", "от 1 до 10"),
        ("100", "101", "от 0 до 100"),
        ("5", "", "целое число"), ("5", "4,5", "целое число"), ("5", "-4", "целое число"),
        ("5", "٥", "целое число"), ("5", "²", "целое число"), ("100", "9999999999", "целое число"),
        ("pass", "5", "«зачёт»"),
    ],
)  # fmt: skip
def test_a_value_off_the_scale_is_refused_beside_it(give, scale, typed, told):
    with pytest.raises(Refused, match=told) as refusal:
        give(typed, scale)
    assert refusal.value.field == "value"
    assert Mark.select().count() == 0


def test_an_unknown_scale_is_refused(give):
    with pytest.raises(Refused) as refusal:
        give("5", "12")
    assert refusal.value.field == "scale"


def test_a_school_without_forms_of_control_gets_the_standard_ones_with_its_first_mark(give, cast):
    assert give().form.name == "Работа на уроке"
    assert FormOfControl.select().where(FormOfControl.school == cast.schools["home"]).count() == 8
    assert give(form_id=-2).form.name == "Ответ у доски"
    control = FormOfControl.get(name="Контрольная работа")
    assert give(form_id=control.id).form == control


def test_a_form_of_control_of_another_school_is_refused(give, cast):
    far = FormOfControl.create(school=cast.schools["far"], name="Диктант")
    with pytest.raises(Refused) as refusal:
        give(form_id=far.id)
    assert refusal.value.field == "work"


def test_nobody_off_the_list_gets_a_mark(give, maths, cast):
    with pytest.raises(Refused, match="нет в списке"):
        give(student="artyom")
    GroupStudent.update(ends=date(2026, 11, 17)).where(
        GroupStudent.student == cast.students["masha"], GroupStudent.group == maths.group_id
    ).execute()
    with pytest.raises(Refused, match="нет в списке"):
        give()


def test_a_lesson_to_come_and_a_cancelled_one_take_no_marks(cast, who, give, maths):
    with pytest.raises(Refused, match="ещё не начался"):
        give_mark(cast.lesson("maths", TOMORROW), cast.students["masha"], by=who("lis"), value="5", scale="5")
    Lesson.update(state=CANCELLED).where(Lesson.id == maths.id).execute()
    with pytest.raises(Refused, match="отменён"):
        give()


def test_a_lesson_of_last_week_takes_marks(cast, who):
    lesson = cast.lesson("maths", date(2026, 11, 11))
    give_mark(lesson, cast.students["masha"], by=who("kuznetsova"), value="5", scale="5")
    assert Change.get(kind="mark.given").week == "2026-W46"


def test_a_comment_may_be_long_but_not_endless(give):
    assert len(give(comment="а" * 1000).comment) == 1000
    with pytest.raises(Refused, match="сократите на 5") as refusal:
        give(comment="а" * 1005)
    assert refusal.value.field == "comment"
