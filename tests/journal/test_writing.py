"""Marks and the register as they are sent from a lesson's sheet."""

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from webapp.absence.models import Register
from webapp.marks.models import FormOfControl, Mark, MarkVersion


def values():
    return [mark.value for mark in Mark.select().order_by(Mark.id)]


def test_a_mark_leads_back_to_the_students_line_where_it_can_be_undone(sheet):
    own = sheet("kuznetsova")
    answer = own.mark(scale="10", value="9")
    assert answer.status_code == 303
    mark = Mark.get()
    assert answer.location == f"{own.url}?scale=10&mark={mark.id}#pupil-{own.cast.students['masha']}"
    assert "Отменить" in own.visitor.get(answer.location).text


def test_htmx_gets_the_line_alone_with_undo_and_the_signs_of_the_row(sheet):
    own = sheet("kuznetsova")
    text = own.mark(partial=True).text
    assert text.lstrip().startswith("<li")
    assert text.count('<li class="pupil"') == 1
    assert "Отменить" in text
    assert f'hx-target="#signs-{own.lesson.id}"' in text


def test_undo_is_offered_for_a_moment_only(sheet, at):
    own = sheet("kuznetsova")
    seen = own.mark().location
    at("2026-11-18T08:06+03:00")
    assert "Отменить" not in own.visitor.get(seen).text
    refused = own.visitor.post(f"/marks/{Mark.get().id}/withdrawal", {"version": 1}, partial=True)
    assert refused.status_code == 422
    assert "почему" in refused.text


def test_undo_takes_the_mark_back(sheet):
    own = sheet("kuznetsova")
    own.mark()
    mark = Mark.get()
    answer = own.visitor.post(f"/marks/{mark.id}/withdrawal", {"version": 1}, partial=True)
    assert answer.status_code == 200
    assert "убрана" in answer.text
    assert Mark.get_by_id(mark.id).withdrawn_at is not None


def test_a_correction_and_a_withdrawal_are_said_for_a_moment_with_and_without_htmx(sheet, at):
    own = sheet("kuznetsova")
    own.mark()
    mark = Mark.get()
    corrected = {"version": 1, "value": "4", "control": mark.form_id, "reason": "Не та строка"}
    seen = own.visitor.post(f"/marks/{mark.id}/corrections", corrected).location
    assert "оценка исправлена" in own.visitor.get(seen).text
    withdrawn = own.visitor.post(
        f"/marks/{mark.id}/withdrawal", {"version": 2, "reason": "Не тот ученик"}, partial=True
    )
    assert "оценка убрана" in withdrawn.text
    at("2026-11-18T08:06+03:00")
    assert "оценка убрана" not in own.visitor.get(seen).text


def test_a_double_submit_is_one_mark_and_two_taps_of_two_keys_are_two(sheet):
    own, key = sheet("kuznetsova"), uuid4().hex
    first, second = own.mark(key=key), own.mark(key=key)
    assert first.location == second.location
    assert values() == ["5"]
    own.mark()
    assert values() == ["5", "5"]


def test_a_used_key_with_another_mark_is_refused_and_gives_nothing(sheet):
    own, key = sheet("kuznetsova"), uuid4().hex
    own.mark(key=key)
    answer = own.mark(key=key, value="2", partial=True)
    assert answer.status_code == 422
    assert "уже была отправлена" in answer.text
    assert values() == ["5"]


def test_a_value_off_the_scale_is_told_on_the_open_line_with_what_was_typed(sheet):
    own = sheet("kuznetsova")
    for partial in (True, False):
        answer = own.mark(scale="100", value="101", comment="Тест № 3", partial=partial)
        assert answer.status_code == 422
        line = answer.text.split(f'id="pupil-{own.cast.students["masha"]}"')[1]
        assert re.search(r'<details class="pupil-entry" open>', line)
        assert "ставят от 0 до 100, а не 101" in line
        assert 'value="101"' in line
        assert "Тест № 3" in line


def test_each_scale_has_its_keypad(sheet):
    own = sheet("kuznetsova")
    keys = {
        code: re.findall(r'class="button key"[^>]*value="([^"]+)"', own.get(f"?scale={code}").text)[:4]
        for code in ("5", "10", "pass")
    }
    assert keys == {"5": ["5", "4", "3", "2"], "10": ["10", "9", "8", "7"], "pass": ["зачёт", "незачёт"] * 2}
    assert 'inputmode="numeric"' in own.get("?scale=100").text


def test_in_a_new_school_the_first_mark_may_be_of_any_standard_form(sheet):
    own = sheet("kuznetsova")
    assert '<option value="-8"' in own.get().text
    assert "Контрольная работа" in own.mark(work="-8", partial=True).text
    control = FormOfControl.get(name="Контрольная работа")
    assert f'name="work" value="{control.id}"' in own.mark(work="-8", partial=True).text
    assert {mark.form_id for mark in Mark.select()} == {control.id}


def test_what_was_chosen_for_the_lesson_stays_chosen(sheet):
    own = sheet("kuznetsova")
    own.mark()
    control = FormOfControl.get(name="Контрольная работа")
    text = own.mark(work=str(control.id), partial=True).text
    assert f'name="work" value="{control.id}"' in text
    assert [mark.form.name for mark in Mark.select().order_by(Mark.id)][1] == "Контрольная работа"


def test_the_kind_of_work_stays_after_the_rest_was_entered_and_when_the_lesson_is_opened_again(sheet):
    own = sheet("kuznetsova")
    own.mark()
    control = FormOfControl.get(name="Контрольная работа")
    sent = {"work": str(control.id), "scale": "10"}
    answer = own.visitor.post(f"{own.url}/register", sent)
    assert answer.location.endswith(f"?work={control.id}&scale=10#pupils")
    own.mark("zhukov", work=str(control.id))
    assert f'<option value="{control.id}" selected>' in own.get().text
    own.visitor.post(f"/marks/{Mark.get(form=control).id}/withdrawal", {"version": 1})
    assert f'<option value="{control.id}" selected>' not in own.get().text


def test_two_tablets_correcting_one_mark_both_values_are_shown(sheet):
    here, there = sheet("kuznetsova"), sheet("kuznetsova")
    here.mark(value="4")
    url = f"/marks/{Mark.get().id}/corrections"
    quicker = there.visitor.post(url, {"version": 1, "value": "3", "reason": "Пересчитала"})
    assert quicker.status_code == 303
    for partial in (True, False):
        answer = here.visitor.post(
            url, {"version": 1, "value": "5", "reason": "Не та строка"}, partial=partial
        )
        assert answer.status_code == 409
        assert "сейчас 3" in answer.text
        assert "вы ставили 5" in answer.text
        assert 'name="version" value="2"' in answer.text
        assert "Не та строка" in answer.text
    again = here.visitor.post(url, {"version": 2, "value": "5", "reason": "Не та строка"}, partial=True)
    assert again.status_code == 200
    assert [v.value for v in MarkVersion.select().order_by(MarkVersion.number)] == ["4", "3", "5"]


def test_a_correction_without_a_reason_comes_back_open(sheet):
    own = sheet("kuznetsova")
    own.mark(value="4")
    mark = Mark.get()
    answer = own.visitor.post(f"/marks/{mark.id}/corrections", {"version": 1, "value": "5"}, partial=True)
    assert answer.status_code == 422
    assert f'id="mark-{mark.id}" open' in answer.text
    assert f'aria-invalid="true" aria-describedby="mark-{mark.id}-why"' in answer.text
    assert answer.text.count("Напишите, почему") == 1


def test_two_tablets_giving_marks_at_once_never_conflict(app, cast, sheet):
    tablets = [sheet("kuznetsova") for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda tablet: tablet.mark().status_code, tablets))
    assert answers == [303] * 4
    assert values() == ["5"] * 4


def test_absence_is_one_post_and_presence_another(sheet):
    own = sheet("kuznetsova")
    assert '<b class="chip bad">н</b>' in own.register("absent", partial=True).text
    assert own.register("present", seen=1, partial=True).status_code == 200
    assert Register.get().kind == "present"


def test_a_stale_entry_is_a_conflict_on_the_line(sheet):
    own = sheet("kuznetsova")
    own.register("absent")
    answer = own.register("ill", partial=True)
    assert answer.status_code == 409
    assert "сейчас «н»" in answer.text
    assert 'name="seen" value="1"' in answer.text


def test_minutes_come_with_late(sheet):
    own = sheet("kuznetsova")
    url = f"{own.url}/students/{own.cast.students['masha']}/register"
    assert "оп 7 мин" in own.visitor.post(url, {"kind": "late", "minutes": "7"}, partial=True).text
    refused = own.visitor.post(url, {"kind": "late", "minutes": "семь", "seen": 1}, partial=True)
    assert refused.status_code == 422
    assert "семь" in refused.text


def test_the_rest_is_present_with_one_post(sheet):
    own = sheet("kuznetsova")
    own.register("absent")
    assert own.visitor.post(f"{own.url}/register").status_code == 303
    assert sorted(row.kind for row in Register.select()) == ["absent", "present", "present"]


def test_without_javascript_a_page_carries_its_keys_and_the_key_changes_after_a_write(sheet):
    own = sheet("kuznetsova")
    url = f"{own.url}/students/{own.cast.students['masha']}/marks"

    def key():
        form = own.get().text.split(f'action="{url}"')[1]
        return re.findall(r'name="key" value="([^"]+)"', form)[0]

    first = key()
    fields = {"value": "5", "scale": "5", "key": first}
    for _ in range(2):
        assert own.visitor.client.post(url, data=fields).status_code == 303
    assert values() == ["5"]
    assert key() != first
