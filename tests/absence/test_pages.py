"""Absence notices through the family's pages, as each of the cast."""

import re
from datetime import date

from tests.absence.fields import THREE_DAYS
from webapp.absence.models import WITHDRAWN, AbsenceNotice, Register
from webapp.people.models import User
from webapp.timetable.models import Lesson


def test_a_guardian_gives_a_notice_for_three_days_and_both_guardians_see_it(visit, listing):
    answer = visit("orlova").post(listing, THREE_DAYS)
    assert (answer.status_code, answer.location) == (303, listing)
    for login in ("orlova", "orlov", "nina", "masha", "kuznetsova", "gromova"):
        text = visit(login).get(listing).text
        assert "19–21 ноября" in text
        assert "ждёт ответа" in text
        assert "Учителя уже видят это." in text


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


def test_the_arrows_of_the_calendar_lead_to_the_months_beside_it(visit, listing):
    page = visit("orlova").get(f"{listing}?month=2026-12").text
    assert re.findall(r"\?month=([\d-]+)#calendar", page) == ["2026-11", "2027-01"]


def test_the_form_offers_today_tomorrow_and_the_rest_of_the_week(visit, cast, at):
    url, visitor = f"/students/{cast.students['masha']}/absences/new", visit("orlova")
    text = visitor.get(url).text
    for words in ("Сегодня, 18 ноября", "Завтра, 19 ноября", "До субботы, 21 ноября"):
        assert words in text
    assert 'value="2026-11-18"' in text
    at("2026-11-18T15:00+03:00")
    assert 'value="2026-11-19"' in visitor.get(url).text
    at("2026-11-20T20:00+03:00")
    assert "Завтра, 21 ноября" in visitor.get(url).text


def test_a_day_without_lessons_of_the_students_own_is_not_offered(visit, cast, at):
    url, visitor = f"/students/{cast.students['masha']}/absences/new", visit("orlova")
    saturdays = [date(2026, 11, day) for day in (14, 21, 28)]
    Lesson.delete().where(Lesson.date.in_(saturdays)).execute()
    assert "До пятницы, 20 ноября" in visitor.get(url).text
    at("2026-11-20T20:00+03:00")
    text = visitor.get(url).text
    assert "Понедельник, 23 ноября" in text
    assert "Завтра" not in text
    assert 'value="2026-11-23"' in text


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
