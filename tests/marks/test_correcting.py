"""A mark is never altered silently."""

import json
from datetime import date

import pytest

from webapp.changes.models import Change
from webapp.changes.once import Conflict, Refused
from webapp.marks.correcting import correct_mark, withdraw_mark
from webapp.marks.giving import give_mark
from webapp.marks.models import FormOfControl, Mark, MarkVersion
from webapp.people.models import GroupTeacher

TODAY = date(2026, 11, 18)


@pytest.fixture
def mark(cast, who):
    lesson = cast.lesson("maths", TODAY)
    return give_mark(lesson, cast.students["masha"], by=who("kuznetsova"), value="4", scale="5")


@pytest.fixture
def teacher(who):
    return who("kuznetsova")


def states(mark):
    rows = MarkVersion.select().where(MarkVersion.mark == mark).order_by(MarkVersion.number)
    return [(v.number, v.value, v.reason, v.withdrawn) for v in rows]


def test_a_correction_keeps_the_old_value_with_who_when_why(mark, teacher):
    correct_mark(mark, by=teacher, version=1, value="5", reason="Не та строка")
    assert states(mark) == [(1, "4", "", False), (2, "5", "Не та строка", False)]
    change = Change.get(kind="mark.corrected")
    assert json.loads(change.before or "")["value"] == "4"
    assert json.loads(change.after or "")["value"] == "5"
    versions = Mark.corrections([mark.id])[mark.id]
    assert [(v.value, v.by.surname, v.form.name) for v in versions] == [
        ("4", "Кузнецова", "Работа на уроке"),
        ("5", "Кузнецова", "Работа на уроке"),
    ]


def test_a_mark_never_corrected_has_no_history(mark):
    assert Mark.corrections([mark.id]) == {}
    assert Mark.corrections([]) == {}


@pytest.mark.parametrize("change", [{"value": "5"}, {"value": "4", "counted": False}])
def test_a_correction_without_a_reason_is_refused(mark, teacher, change):
    with pytest.raises(Refused, match="почему") as refusal:
        correct_mark(mark, by=teacher, version=1, **change)
    assert refusal.value.field == "reason"
    assert states(mark) == [(1, "4", "", False)]


def test_a_comment_may_be_added_without_a_reason_and_is_kept_too(mark, teacher):
    correct_mark(mark, by=teacher, version=1, value="4", comment="Проверь знаки")
    assert Mark.get_by_id(mark.id).comment == "Проверь знаки"
    assert len(states(mark)) == 2


def test_the_form_of_control_can_be_corrected(mark, teacher):
    control = FormOfControl.get(name="Контрольная работа")
    correct_mark(mark, by=teacher, version=1, value="4", form_id=control.id, reason="Это была контрольная")
    assert Mark.get_by_id(mark.id).form == control


def test_nothing_to_correct_is_said(mark, teacher):
    with pytest.raises(Refused, match="Вы ничего не изменили"):
        correct_mark(mark, by=teacher, version=1, value="4", reason="Просто так")


def test_a_correction_keeps_to_the_scale(mark, teacher):
    with pytest.raises(Refused, match="от 1 до 5"):
        correct_mark(mark, by=teacher, version=1, value="7", reason="Описка")


def test_two_tablets_correcting_one_mark_conflict_and_see_both_values(mark, cast, who, teacher):
    GroupTeacher.create(group=cast.groups["maths"], teacher=cast.users["belova"], position=1)
    correct_mark(mark, by=who("belova"), version=1, value="3", reason="Пересчитала ошибки")
    with pytest.raises(Conflict) as conflict:
        correct_mark(mark, by=teacher, version=1, value="5", reason="Не та строка")
    assert "сейчас 3 (Белова И. Л., 18.11 8:05)" in conflict.value.message
    assert "вы ставили 5" in conflict.value.message
    assert Mark.get_by_id(mark.id).value == "3"
    correct_mark(mark, by=teacher, version=2, value="5", reason="Не та строка")
    assert [value for _, value, _, _ in states(mark)] == ["4", "3", "5"]


def test_a_mark_just_given_is_undone_without_a_reason_and_its_value_stays_kept(mark, teacher, at):
    at("2026-11-18T08:05:06+03:00")
    withdraw_mark(mark, by=teacher, version=1)
    assert states(mark) == [(1, "4", "", False), (2, "4", "", True)]
    assert Mark.of_lesson(mark.lesson) == []
    change = Change.get(kind="mark.withdrawn")
    assert (json.loads(change.before or "")["value"], change.after) == ("4", None)


def test_later_a_mark_is_taken_back_with_a_reason_only(mark, teacher, at):
    at("2026-11-18T08:06+03:00")
    with pytest.raises(Refused, match="почему") as refusal:
        withdraw_mark(mark, by=teacher, version=1)
    assert refusal.value.field == "reason"
    withdraw_mark(mark, by=teacher, version=1, reason="Другому ученику")
    assert states(mark)[-1] == (2, "4", "Другому ученику", True)


def test_another_teachers_mark_is_not_undone_without_a_reason(mark, cast, who):
    with pytest.raises(Refused):
        withdraw_mark(mark, by=who("belova"), version=1)


def test_undo_of_a_mark_corrected_meanwhile_is_a_conflict(mark, teacher):
    correct_mark(mark, by=teacher, version=1, value="5", reason="Описка")
    with pytest.raises(Conflict, match="сейчас 5"):
        withdraw_mark(mark, by=teacher, version=1)


def test_a_mark_taken_back_stays_so_and_takes_no_correction(mark, teacher):
    withdraw_mark(mark, by=teacher, version=1)
    withdraw_mark(mark, by=teacher, version=1)
    assert len(states(mark)) == 2
    with pytest.raises(Conflict, match="убрали"):
        correct_mark(mark, by=teacher, version=2, value="5", reason="Вернуть")
