"""The school's side of absence notices: the class teacher's answers, calls taken down."""

import threading

from tests.absence.fields import THREE_DAYS
from webapp.absence.models import ACCEPTED, DECLINED, SENT, AbsenceNotice
from webapp.changes.models import Receipt


def test_the_class_teacher_sees_who_waits_and_accepts(visit, cast, given):
    page, visitor = f"/classes/{cast.classes['7А']}/absences/", visit("kuznetsova")
    assert "Орлова Мария Андреевна" in visitor.get(page).text
    answer = visitor.post(f"/absences/{given.id}/answer", {"decision": "accept", "text": "", "version": "0"})
    assert answer.status_code == 303
    assert AbsenceNotice.get().state == ACCEPTED
    assert "Принял(а) Кузнецова О. П." in " ".join(visitor.get(page).text.split())


def test_an_answer_in_place_gives_back_the_card_alone(visit, given):
    url, visitor = f"/absences/{given.id}/answer", visit("kuznetsova")
    declined = {"decision": "decline", "text": "", "version": "0"}
    refused = visitor.post(url, declined, partial=True)
    assert refused.status_code == 422
    assert "Напишите семье" in refused.text
    answer = visitor.post(url, {**declined, "text": "Сдайте справку"}, partial=True)
    assert answer.status_code == 200
    assert answer.text.count("<article") == 1
    assert "<main" not in answer.text
    assert AbsenceNotice.get().state == DECLINED


def test_the_family_reads_why_it_was_declined(visit, listing, given):
    fields = {"decision": "decline", "text": "Сдайте справку", "version": "0"}
    visit("kuznetsova").post(f"/absences/{given.id}/answer", fields)
    text = visit("orlov").get(listing).text
    assert "отклонено" in text
    assert "Сдайте справку" in text


def test_only_the_class_teacher_and_who_leads_the_school_answer(visit, cast, given):
    fields = {"decision": "accept", "text": "", "version": "0"}
    for login in ("belova", "lis", "kim", "orlova", "nina", "masha", "tikhaya", "chuzhova", "far_head"):
        assert visit(login).post(f"/absences/{given.id}/answer", fields).status_code in (403, 404), login
    assert AbsenceNotice.get().state == SENT
    assert visit("gromova").post(f"/absences/{given.id}/answer", fields).status_code == 303


def test_the_list_of_a_class_is_for_its_teacher_and_who_leads(visit, cast):
    url = f"/classes/{cast.classes['7А']}/absences/"
    codes = {login: visit(login).get(url).status_code for login in ("kuznetsova", "gromova", "sokolov")}
    assert set(codes.values()) == {200}
    for login in ("belova", "kim", "orlova", "tikhaya"):
        assert visit(login).get(url).status_code == 403, login
    assert visit("far_head").get(url).status_code == 404


def test_two_answers_at_once_leave_one(visit, cast, given):
    visitors = {"accept": visit("kuznetsova"), "decline": visit("gromova")}
    codes, gate = {}, threading.Barrier(2)

    def send(decision):
        gate.wait()
        fields = {"decision": decision, "text": "Почему", "version": "0"}
        codes[decision] = visitors[decision].post(f"/absences/{given.id}/answer", fields).status_code

    threads = [threading.Thread(target=send, args=(decision,)) for decision in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes.values()) == [303, 409]
    first = next(decision for decision, code in codes.items() if code == 303)
    notice = AbsenceNotice.get()
    assert (notice.state, notice.version) == ({"accept": ACCEPTED, "decline": DECLINED}[first], 1)
    assert Receipt.select().count() == 2  # the notice and one answer


def test_the_office_finds_the_student_by_name_and_takes_down_a_call(visit, cast):
    url, visitor = f"/office/{cast.schools['home']}/absences/new", visit("tikhaya")
    found = visitor.get(f"{url}?q=ёжик")
    assert "Ёжиков Глеб Ильич" in found.text
    assert "7А" in found.text
    student = cast.students["yozhik"]
    assert "Кто позвонил" in visitor.get(f"{url}?student_id={student}").text
    old = {**THREE_DAYS, "starts": "2026-11-10", "ends": "2026-11-11", "student_id": str(student)}
    refused = visitor.post(url, {**old, "phoned_by": ""})
    assert (refused.status_code, "Напишите, кто позвонил" in refused.text) == (422, True)
    answer = visitor.post(url, {**old, "phoned_by": "мама, Ирина"})
    assert answer.location == f"/absences/{AbsenceNotice.get().id}"
    assert "По телефону: мама, Ирина" in " ".join(visitor.get(answer.location).text.split())


def test_a_class_teacher_takes_calls_about_the_own_class_only(visit, cast):
    url, visitor = f"/office/{cast.schools['home']}/absences/new", visit("kuznetsova")
    assert "Орлова Мария" in visitor.get(f"{url}?q=орлова").text
    assert "Чужов Артём" not in visitor.get(f"{url}?q=чужов").text
    assert visitor.get(f"{url}?student_id={cast.students['artyom']}").status_code == 404
    fields = {**THREE_DAYS, "student_id": str(cast.students["artyom"]), "phoned_by": "мама"}
    assert visitor.post(url, fields).status_code == 404


def test_nobody_else_takes_calls(visit, cast):
    url = f"/office/{cast.schools['home']}/absences/new"
    for login, code in {"kim": 403, "belova": 403, "orlova": 403, "far_head": 404}.items():
        assert visit(login).get(url).status_code == code, login
