"""Absence notices through their pages, as each of the cast."""

import threading
from datetime import date

import pytest

from webapp.absence.models import ACCEPTED, DECLINED, SENT, WITHDRAWN, AbsenceNotice, Register
from webapp.changes.models import Receipt
from webapp.people.models import User

THREE_DAYS = {
    "starts": "2026-11-19",
    "ends": "2026-11-21",
    "extent": "whole",
    "reason": "ill",
    "comment": "Температура",
}


@pytest.fixture
def listing(cast):
    return f"/students/{cast.students['masha']}/absences/"


@pytest.fixture
def given(visit, listing):
    """A notice that Машина мама has given."""
    assert visit("orlova").post(listing, THREE_DAYS).status_code == 303
    return AbsenceNotice.get()


def test_a_guardian_gives_a_notice_for_three_days_and_both_guardians_see_it(visit, listing):
    answer = visit("orlova").post(listing, THREE_DAYS)
    assert (answer.status_code, answer.location) == (303, listing)
    for login in ("orlova", "orlov", "nina", "masha", "kuznetsova", "gromova"):
        text = visit(login).get(listing).text
        assert "19–21 ноября" in text
        assert "ждёт ответа" in text


def test_the_same_post_sent_twice_gives_one_notice(visit, listing):
    visitor = visit("orlova")
    answers = [visitor.post(listing, THREE_DAYS, key="the-same-key").status_code for _ in range(2)]
    assert answers == [303, 303]
    assert AbsenceNotice.select().count() == 1


def test_who_only_reads_gives_no_notice(visit, cast, listing):
    for login in ("nina", "masha", "chuzhova", "kuznetsova", "belova", "kim", "far_guardian", "far_head"):
        answer = visit(login).post(listing, THREE_DAYS)
        assert answer.status_code in (403, 404), login
    assert AbsenceNotice.select().count() == 0
    assert "Сообщить об отсутствии" not in visit("nina").get(listing).text
    assert "Сообщить об отсутствии" in visit("orlov").get(listing).text


def test_strangers_see_neither_list_nor_notice(visit, listing, given):
    for login in ("chuzhova", "artyom", "belova", "lis", "kim", "far_guardian", "far_teacher", "far_head"):
        assert visit(login).get(listing).status_code == 404, login
        assert visit(login).get(f"/absences/{given.id}").status_code == 404, login


def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(visit, listing):
    answer = visit("orlova").post(listing, {**THREE_DAYS, "ends": "2026-11-18"})
    assert answer.status_code == 422
    assert 'id="ends-error"' in answer.text
    assert "Температура" in answer.text
    assert 'value="2026-11-19"' in answer.text


def test_a_date_that_is_none_is_told_in_russian(visit, listing):
    answer = visit("orlova").post(listing, {**THREE_DAYS, "starts": "завтра", "reason": ""})
    assert answer.status_code == 422
    assert "Выберите день в календаре" in answer.text
    assert "Выберите причину" in answer.text
    assert visit("orlova").post(listing, {**THREE_DAYS, "starts": "19.11.2026"}).status_code == 303


def test_chosen_lessons_are_kept_and_shown(visit, listing):
    fields = {**THREE_DAYS, "ends": "2026-11-19", "extent": "some", "numbers": ["1", "3"]}
    visitor = visit("orlova")
    assert visitor.post(listing, {**fields, "numbers": []}).status_code == 422
    assert visitor.post(listing, fields).status_code == 303
    assert AbsenceNotice.get().numbers == "1,3"
    assert "уроки 1, 3" in " ".join(visitor.get(listing).text.split())


def test_the_second_guardian_edits_the_notice_and_the_proxy_does_not(visit, given):
    page = visit("orlov").get(f"/absences/{given.id}/edit")
    assert 'value="2026-11-21"' in page.text
    change = {**THREE_DAYS, "ends": "2026-11-20", "version": "0"}
    assert visit("nina").post(f"/absences/{given.id}", change).status_code == 403
    assert visit("masha").post(f"/absences/{given.id}", change).status_code == 403
    assert visit("orlov").post(f"/absences/{given.id}", change).status_code == 303
    assert AbsenceNotice.get().ends == date(2026, 11, 20)


def test_a_stale_change_shows_what_stands_now_and_what_was_typed(visit, given):
    url = f"/absences/{given.id}"
    assert visit("orlov").post(url, {**THREE_DAYS, "ends": "2026-11-20", "version": "0"}).status_code == 303
    answer = visit("orlova").post(url, {**THREE_DAYS, "comment": "Грипп", "version": "0"})
    assert answer.status_code == 409
    text = " ".join(answer.text.split())
    assert "Сейчас записано: 19–20 ноября" in text
    assert "Грипп" in text
    assert 'name="version" value="1"' in text


def test_a_withdrawn_notice_stays_in_the_list(visit, listing, given):
    visitor = visit("orlova")
    assert visitor.post(f"/absences/{given.id}/withdrawal").status_code == 303
    assert AbsenceNotice.get().state == WITHDRAWN
    assert "отозвано" in visitor.get(listing).text


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


def test_the_calendar_shows_which_lessons_were_missed_and_why(visit, cast, listing, given):
    ids = {"by": cast.users["kuznetsova"], "student": cast.students["masha"]}
    at = User.get_by_id(cast.users["orlova"]).created_at
    Register.create(
        lesson=cast.lesson("maths", date(2026, 11, 16)), kind="late", minutes_late=10, at=at, **ids
    )
    text = " ".join(visit("orlova").get(listing).text.split())
    assert "оп" in text
    assert "опоздание, 10 мин" in text
    assert "1. Математика" in text
    assert "по уведомлению: болезнь, ждёт ответа" in text
    assert "В этом месяце пропусков нет" in visit("orlova").get(f"{listing}?month=2026-10").text


def test_the_form_offers_today_tomorrow_and_the_rest_of_the_week(visit, cast, at):
    url, visitor = f"/students/{cast.students['masha']}/absences/new", visit("orlova")
    text = visitor.get(url).text
    for words in ("Сегодня, 18 ноября", "Завтра, 19 ноября", "До конца недели, по 21 ноября"):
        assert words in text
    assert 'value="2026-11-18"' in text
    at("2026-11-18T15:00+03:00")
    assert 'value="2026-11-19"' in visitor.get(url).text
    at("2026-11-20T20:00+03:00")
    assert "Завтра, 21 ноября" in visitor.get(url).text


def test_days_are_picked_by_links_where_there_are_no_scripts(visit, cast):
    url, visitor = f"/students/{cast.students['masha']}/absences/new", visit("orlova")
    assert "?from=2026-11-23#picker" in visitor.get(url).text
    first = visitor.get(f"{url}?from=2026-11-23").text
    assert "?from=2026-11-23&amp;to=2026-11-25#picker" in first
    both = visitor.get(f"{url}?from=2026-11-23&to=2026-11-25").text
    assert 'value="2026-11-23"' in both
    assert 'value="2026-11-25"' in both
    assert visitor.get(f"{url}?from=nonsense").status_code == 200


def test_the_list_is_not_sent_again_until_something_changes(visit, listing):
    visitor = visit("orlov")
    tag = visitor.get(listing, partial=True).headers["ETag"]
    held = {"If-None-Match": tag}
    assert visitor.get(listing, partial=True, headers=held).status_code == 304
    visit("orlova").post(listing, THREE_DAYS)
    assert visitor.get(listing, partial=True, headers=held).status_code == 200


def test_pages_ask_few_questions_of_the_database(visit, cast, listing, given, at_most_queries):
    pages = {
        "orlova": [listing, f"/students/{cast.students['masha']}/absences/new", f"/absences/{given.id}"],
        "kuznetsova": [f"/classes/{cast.classes['7А']}/absences/", listing],
        "tikhaya": [f"/office/{cast.schools['home']}/absences/new?q=орлов"],
    }
    for login, urls in pages.items():
        for url in urls:
            visitor = visit(login)
            with at_most_queries(8):
                assert visitor.get(url).status_code == 200
