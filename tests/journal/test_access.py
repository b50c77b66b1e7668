"""Who sees which lesson (J4), and who writes in it."""

from datetime import date

import pytest

from webapp.homework.models import Homework
from webapp.homework.setting import set_homework
from webapp.marks.giving import give_mark
from webapp.marks.models import Mark

TODAY, WEDNESDAY_BEFORE, THURSDAY = date(2026, 11, 18), date(2026, 11, 11), date(2026, 11, 19)
OUTSIDERS = ("orlova", "masha", "belova", "kim", "tikhaya", "chuzhova", "far_teacher", "far_head")


@pytest.mark.parametrize("login", OUTSIDERS)
def test_an_outsider_neither_reads_nor_writes(sheet, cast, login):
    own = sheet(login)
    assert own.get().status_code == 404
    assert own.mark().status_code == 404
    assert own.register("absent").status_code == 404
    assert own.visitor.post(f"{own.url}/topic", {"topic": "Чужая", "seen": ""}).status_code == 404
    assert own.visitor.get(f"/groups/{cast.groups['maths']}/lessons").status_code == 404
    assert Mark.select().count() == 0


def test_a_substitute_enters_the_lesson_replaced_on_its_day_and_no_other(sheet, cast, at):
    at("2026-11-19T08:40+03:00")
    replaced = sheet("lis", day=THURSDAY)
    assert replaced.get().status_code == 200
    assert replaced.mark().status_code == 303
    for other in (TODAY, WEDNESDAY_BEFORE, date(2026, 11, 20)):
        assert sheet("lis", day=other).get().status_code == 404
        assert sheet("lis", day=other).mark().status_code == 404
    assert replaced.visitor.get(f"/groups/{cast.groups['maths']}/lessons").status_code == 404
    assert "Прошлые уроки" not in replaced.get().text


def test_a_substitute_corrects_own_lesson_marks_but_not_those_of_other_lessons(sheet, cast, who, at):
    other = give_mark(
        cast.lesson("maths", TODAY), cast.students["masha"], by=who("kuznetsova"), value="4", scale="5"
    )
    visitor = sheet("lis").visitor
    fields = {"version": 1, "value": "5", "reason": "Описка"}
    assert visitor.post(f"/marks/{other.id}/corrections", fields).status_code == 404
    assert visitor.post(f"/marks/{other.id}/withdrawal", {"version": 1}).status_code == 404


def test_a_substitute_sets_homework_and_keeps_the_own_only(sheet, cast, who):
    substitute, main = sheet("lis", day=THURSDAY), who("kuznetsova")
    theirs = set_homework(cast.lesson("maths", TODAY), by=main, text="№ 215")
    fields = {"text": "№ 216", "kind": "mandatory", "version": 1, "sheet": substitute.lesson.id}
    assert "№ 215" in substitute.get().text
    assert substitute.visitor.post(f"/homework/{theirs.id}", fields).status_code == 404
    assert substitute.visitor.post(f"{substitute.url}/homework", fields).status_code == 303
    own = Homework.get(text="№ 216")
    assert substitute.visitor.post(f"/homework/{own.id}", fields | {"text": "№ 217"}).status_code == 303


def test_the_main_teacher_still_works_the_lesson_that_is_replaced(sheet, at):
    at("2026-11-19T12:00+03:00")
    assert sheet("kuznetsova", day=THURSDAY).mark().status_code == 303


def test_homework_of_another_group_is_not_edited_from_ones_own_sheet(sheet, cast, who):
    theirs = set_homework(cast.lesson("english", TODAY), by=who("belova"), text="Ex. 4")
    own = sheet("kuznetsova")
    fields = {"text": "Ex. 5", "kind": "mandatory", "version": 1, "sheet": own.lesson.id}
    assert own.visitor.post(f"/homework/{theirs.id}", fields).status_code == 404
    assert own.visitor.get(f"/homework/{theirs.id}/copies").status_code == 404


def test_a_mark_of_a_student_of_another_group_is_refused(sheet):
    assert sheet("kuznetsova").mark("artyom").status_code == 422
    assert sheet("kuznetsova").mark("artyom", partial=True).status_code == 422
    assert Mark.select().count() == 0


def test_who_leads_the_school_reads_past_lessons_and_any_classs_day(visit, cast):
    visitor = visit("gromova")
    assert visitor.get(f"/groups/{cast.groups['maths']}/lessons").status_code == 200
    page = visitor.get(f"/journal/days/2026-11-18?class={cast.classes['7А']}")
    assert f"/lessons/{cast.lesson('maths', TODAY).id}" in page.text
    far = visit("far_head").get(f"/journal/days/2026-11-18?class={cast.classes['7А']}")
    assert far.status_code == 404
    plain = visit("kuznetsova").get(f"/journal/days/2026-11-18?class={cast.classes['7А']}")
    assert plain.status_code == 404


def test_families_and_the_office_have_no_journal(visit):
    for login in ("orlova", "masha", "kim", "tikhaya"):
        assert visit(login).get("/journal/").status_code == 403
