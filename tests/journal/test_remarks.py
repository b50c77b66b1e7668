"""Remarks on a lesson's sheet: sent, edited, taken back, read."""

import re
from datetime import date
from uuid import uuid4

import pytest

from webapp.absence.notices import Claim, give
from webapp.people.models import GroupStudent, Student
from webapp.remarks.giving import give_remark
from webapp.remarks.models import BEHAVIOUR, PROGRESS, Remark

TODAY, THURSDAY = date(2026, 11, 18), date(2026, 11, 19)
TEXT = "Разговаривала на уроке"


@pytest.fixture
def own(sheet):
    return sheet("kuznetsova")


@pytest.fixture
def remark(own, who):
    return give_remark(
        own.lesson, own.cast.students["masha"], by=who("kuznetsova"), kind=BEHAVIOUR, text=TEXT
    )


def send(page, text=TEXT, kind=BEHAVIOUR, student="masha", **settings):
    url = f"{page.url}/students/{page.cast.students[student]}/remarks"
    return page.visitor.post(url, {"text": text, "kind": kind}, **settings)


def line_of(page, text, student="masha"):
    return text.split(f'id="pupil-{page.cast.students[student]}"')[1].split("</li>")[0]


def test_a_remark_leads_back_to_the_students_line_where_it_stands(own):
    answer = send(own)
    assert answer.status_code == 303
    assert answer.location == f"{own.url}#pupil-{own.cast.students['masha']}"
    text = own.get().text
    line = line_of(own, text)
    assert TEXT in line
    assert "Поведение:" in line
    assert ">замеч.<" in line
    assert text.count(TEXT) == 2  # read, and in the form to edit it


def test_htmx_gets_the_line_alone(own):
    text = send(own, partial=True).text
    assert text.count('<li class="pupil') == 1
    assert TEXT in text


def test_a_double_submit_is_one_remark(own):
    key = uuid4().hex
    assert [send(own, key=key).status_code for _ in range(2)] == [303, 303]
    assert Remark.select().count() == 1


@pytest.mark.parametrize("partial", [True, False])
def test_what_is_refused_is_told_on_the_open_line_with_what_was_typed(own, partial):
    for text, kind, why in (
        ("", BEHAVIOUR, "Напишите, что передать семье"),
        ("я" * 1003, PROGRESS, "сократите на 3"),
        (TEXT, "", "поведение или успеваемость"),
    ):
        answer = send(own, text, kind, partial=partial)
        assert answer.status_code == 422
        line = line_of(own, answer.text)
        assert re.search(r'<details class="pupil-entry" open>', line)
        assert why in line
        assert f">{text}</textarea>" in line
        assert '<details class="more" open>' not in line
    assert not Remark.select().exists()


def test_a_remark_is_edited_and_taken_back(own, remark):
    url = f"/remarks/{remark.id}"
    fields = {"version": 1, "text": "Помогала соседу", "kind": PROGRESS}
    assert own.visitor.post(url, fields).status_code == 303
    line = line_of(own, own.get().text)
    assert "Успеваемость:" in line
    assert "Помогала соседу" in line
    assert "изменено" in line
    answer = own.visitor.post(f"{url}/withdrawal", {"version": 2}, partial=True)
    assert answer.status_code == 200
    assert "Помогала" not in answer.text
    assert "замеч." not in answer.text
    assert Remark.get_by_id(remark.id).withdrawn_at is not None


def test_two_tablets_editing_one_remark_both_texts_are_shown(own, remark):
    url = f"/remarks/{remark.id}"
    own.visitor.post(url, {"version": 1, "text": "Помогала соседу", "kind": BEHAVIOUR})
    for partial in (True, False):
        slower = {"version": 1, "text": "Мешала соседу", "kind": BEHAVIOUR}
        answer = own.visitor.post(url, slower, partial=partial)
        assert answer.status_code == 409
        line = line_of(own, answer.text)
        assert "Сейчас: поведение: «Помогала соседу»" in line
        assert ">Мешала соседу</textarea>" in line
        assert 'name="version" value="2"' in line
    assert Remark.get_by_id(remark.id).text == "Помогала соседу"


def test_an_edit_without_the_version_seen_changes_nothing(own, remark):
    for url in (f"/remarks/{remark.id}", f"/remarks/{remark.id}/withdrawal"):
        answer = own.visitor.post(url, {"text": "Иначе", "kind": BEHAVIOUR})
        assert answer.status_code == 422
        assert "Откройте урок заново" in answer.text
    assert Remark.get_by_id(remark.id).text == TEXT


def test_a_substitute_remarks_in_the_lesson_replaced_and_in_no_other(sheet, cast, at):
    at("2026-11-19T08:05+03:00")
    assert send(sheet("lis", day=THURSDAY)).status_code == 303
    remark = Remark.get()
    assert remark.by_id == cast.users["lis"]
    assert send(sheet("lis", day=TODAY)).status_code == 404
    other = give_remark_as_teacher(cast, sheet)
    answer = sheet("lis").visitor.post(f"/remarks/{other.id}/withdrawal", {"version": 1})
    assert answer.status_code == 404


def give_remark_as_teacher(cast, sheet):
    assert send(sheet("kuznetsova"), "Другое").status_code == 303
    return Remark.select().order_by(Remark.id.desc()).get()


def test_who_leads_the_school_reads_remarks_without_a_form(sheet, remark):
    text = sheet("gromova").get().text.split("<main")[1].split('<form class="languages"')[0]
    assert text.count(TEXT) == 1
    assert 'method="post"' not in text
    assert send(sheet("sokolov")).status_code == 404


def test_nobody_else_gives_edits_or_takes_back(sheet, visit, own, remark):
    url = f"{own.url}/students/{own.cast.students['masha']}/remarks"
    for login in ("orlova", "masha", "belova", "lis", "kim", "tikhaya", "far_teacher"):
        for path in (url, f"/remarks/{remark.id}", f"/remarks/{remark.id}/withdrawal"):
            answer = visit(login).post(path, {"version": 1, "text": "Иначе", "kind": BEHAVIOUR})
            assert answer.status_code == 404, (login, path)
    assert Remark.get().text == TEXT


def test_a_lesson_to_come_has_no_place_for_a_remark(sheet):
    coming = sheet("kuznetsova", day=date(2026, 11, 20))
    assert "remark-new" not in coming.get().text
    assert send(coming).status_code == 422


def test_a_student_taken_off_the_list_keeps_the_remark_and_gets_no_new_one(own, remark):
    masha = own.cast.students["masha"]
    GroupStudent.update(ends=date(2026, 11, 1)).where(GroupStudent.student == masha).execute()
    line = line_of(own, own.get().text)
    assert TEXT in line
    assert "в группе больше нет" in line
    assert "remark-new" not in line
    assert send(own, "Ещё одно").status_code == 422
    Remark.update(withdrawn_at=remark.at).execute()
    assert f'id="pupil-{masha}"' not in own.get().text


def test_a_remark_does_not_repeat_the_line_beside_notices(own, who, cast):
    masha = Student.get_by_id(cast.students["masha"])
    give(masha, Claim(TODAY, TODAY, "ill"), by=who("orlova"))
    for text in ("Первое", "Второе"):
        send(own, text)
    text = own.get().text
    assert text.count(f'id="pupil-{masha.id}"') == 1
    line = line_of(own, text)
    assert line.index("Первое") < line.index("Второе")
    assert "по уведомлению" in line
    assert "замеч.<small>2</small>" in line


def test_the_sheet_with_remarks_takes_eight_statements(own, sheet, at_most_queries):
    for student in ("masha", "yozhik", "zhukov"):
        for kind in (BEHAVIOUR, PROGRESS):
            send(own, TEXT, kind, student)
        own.mark(student)
    for login in ("kuznetsova", "gromova"):
        reader = sheet(login)
        for partial in (False, True):
            with at_most_queries(8):
                text = reader.get(partial=partial).text
            assert text.count("Успеваемость:") == 3


def test_a_remark_renews_the_sheet(own, who):
    def status():
        return own.get(partial=True, headers={"If-None-Match": tag}).status_code

    tag = own.get(partial=True).headers["ETag"]
    assert status() == 304
    send(own)
    assert status() == 200
    for path, fields in (("", {"text": "Иначе", "kind": BEHAVIOUR}), ("/withdrawal", {})):
        tag = own.get(partial=True).headers["ETag"]
        version = Remark.get().version
        own.visitor.post(f"/remarks/{Remark.get().id}{path}", {"version": version, **fields})
        assert status() == 200


def test_markup_in_a_remark_stays_text(own):
    send(own, "<script>alert(1)</script>")
    assert "<script>alert" not in own.get().text
