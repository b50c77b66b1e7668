"""The list of homework as a family reads it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from webapp import clock
from webapp.changes.log import raise_versions
from webapp.homework.listing import Chosen, DueDay, chosen, load_of
from webapp.homework.models import MANDATORY, NOTHING, OPTIONAL, SELF_STUDY, Done, Homework
from webapp.timetable.models import CANCELLED, Lesson

TODAY = date(2026, 11, 18)


@pytest.fixture
def url(cast):
    return f"/students/{cast.students['masha']}/homework/"


@pytest.fixture
def due(cast):
    def setting(text, group="maths", day=TODAY, kind=MANDATORY, edited=None, **rest):
        then = datetime.fromisoformat("2026-11-16T12:00+03:00")
        return Homework.create(
            group=cast.groups[group], due=day, kind=kind, text=text, by=cast.users["kuznetsova"],
            created_at=then, edited_at=edited or then, **rest,
        )  # fmt: skip

    return setting


def flat(answer):
    return " ".join(answer.text.split())


def test_the_days_asked_for_are_in_order_and_a_year_at_most():
    assert chosen(None, None, None, TODAY) == Chosen(TODAY, date(2026, 12, 1), None)
    assert chosen(date(2026, 12, 1), TODAY, None, TODAY) == Chosen(TODAY, date(2026, 12, 1), None)
    assert chosen(date(1990, 1, 1), TODAY, 3, TODAY).last == date(1990, 1, 1) + timedelta(days=366)
    assert Chosen(TODAY, date(2026, 11, 23), None).weeks() == ["2026-W47", "2026-W48"]


def test_homework_for_a_lesson_that_is_cancelled_says_so(visit, url, due, cast):
    lesson = cast.lesson("maths", TODAY)
    due("Сдать в срок", lesson=lesson)
    assert "урок отменён" not in flat(visit("orlova").get(url))
    Lesson.update(state=CANCELLED).where(Lesson.id == lesson.id).execute()
    text = flat(visit("masha").get(url))
    assert "урок отменён" in text
    assert "Сдать в срок" in text


def test_kinds_stand_apart_and_nothing_is_said_of_what_was_not_set(visit, url, due):
    due("Сдать обязательно")
    due("Задача со звёздочкой", kind=OPTIONAL)
    due("Повторить самим", kind=SELF_STUDY)
    due("", group="physics", kind=NOTHING)
    text = flat(visit("orlova").get(url))
    order = [
        text.index(one)
        for one in (
            "Сдать обязательно",
            "По желанию</h3>",
            "звёздочкой",
            "Для самостоятельной работы</h3>",
            "Повторить",
        )
    ]
    assert order == sorted(order)
    assert "По желанию." not in text
    assert "Не задано: Физика" in text


def test_a_subject_with_homework_for_one_is_not_said_to_have_none(visit, url, due, cast):
    due("", kind=NOTHING)
    due("Переделать задачу 3", student=cast.students["masha"])
    text = flat(visit("orlova").get(url))
    assert "Переделать задачу 3" in text
    assert "Не задано" not in text


def test_the_last_edit_is_told_by_the_schools_clock(visit, url, due):
    due("§ 14", edited=datetime.fromisoformat("2026-11-17T22:30+03:00"))
    due("§ 15")
    text = flat(visit("orlova").get(url))
    assert "изменено 17 ноября, 22:30" in text
    assert "задано 16 ноября, 12:00" in text


def test_by_period_and_by_subject(visit, url, due):
    due("Завтрашнее", day=date(2026, 11, 19))
    due("Прошлое", day=date(2026, 11, 11))
    due("По физике", group="physics", day=date(2026, 11, 19))
    text = visit("orlova").get(url).text
    assert ("Завтрашнее" in text, "По физике" in text, "Прошлое" in text) == (True, True, False)
    past = visit("orlova").get(f"{url}?from=2026-11-09&to=2026-11-14").text
    assert ("Прошлое" in past, "Завтрашнее" in past) == (True, False)
    physics = next(due for due in _subjects(text) if due[1] == "Физика")[0]
    only = visit("orlova").get(f"{url}?subject={physics}").text
    assert ("По физике" in only, "Завтрашнее" in only) == (True, False)
    assert visit("orlova").get(f"{url}?from=вчера&to=2026-13-40&subject=x").status_code == 200


def _subjects(text):
    options = text.split("<option")[1:]
    return [(one.split('"')[1], one.split(">")[1].split("<")[0]) for one in options]


def test_an_empty_list_says_when_there_will_be_something(visit, url):
    assert "заданий пока нет" in visit("orlova").get(url).text


def test_the_quarter_is_asked_for_by_its_name(visit, url):
    assert "from=2026-11-09&amp;to=2026-12-30" in visit("orlova").get(url).text


def test_who_may_not_read_the_diary_may_not_read_this(visit, url):
    for login in ("chuzhova", "artyom", "belova", "lis", "kim", "tikhaya", "far_guardian", "far_teacher"):
        assert visit(login).get(url).status_code == 404, login


def test_the_tick_is_no_business_of_teachers(visit, url, due, cast):
    homework = due("§ 14")
    before = visit("kuznetsova").get(url, partial=True).text
    Done.create(homework=homework, student=cast.students["masha"], at=clock.now())
    assert visit("kuznetsova").get(url, partial=True).text == before
    assert "сделано" in visit("orlov").get(url).text


def test_at_most_eight_queries_and_three_when_nothing_changed(visit, url, due, at_most_queries, cast):
    for n in range(12):
        due(f"§ {n}", day=TODAY + timedelta(days=n % 5))
    for login in ("orlova", "masha", "kuznetsova"):
        visitor = visit(login)
        with at_most_queries(8):
            tag = visitor.get(url).headers["ETag"]
        with at_most_queries(4):
            assert visitor.get(url, headers={"If-None-Match": tag}).status_code == 304
    raise_versions([f"class:{cast.classes['7А']}"], "2026-W48")
    assert visitor.get(url, headers={"If-None-Match": tag}).status_code == 200


def test_the_load_counts_what_must_be_done_and_on_it_the_rest_but_not_what_was_not_set():
    one: list[Any] = [object()]
    days = [
        DueDay(TODAY, mandatory=one * 2, optional=one, self_study=one, nothing=one),
        DueDay(TODAY + timedelta(days=1), mandatory=one * 3, optional=[], self_study=[], nothing=[]),
        DueDay(TODAY + timedelta(days=2), mandatory=[], optional=[], self_study=[], nothing=one),
    ]
    load = load_of(days)
    assert load
    assert [bar.values for bar in load.bars] == [(2, 2), (3, 0)]
    assert load.highest == [TODAY]
    assert load_of(days[:1]) is None
    assert load_of([replace(days[0], date=TODAY + timedelta(days=n)) for n in range(13)]) is None


def test_the_list_names_the_day_with_most_tasks_and_each_bar_leads_to_its_day(visit, url, due):
    due("§ 1")
    due("§ 2", group="physics", day=TODAY + timedelta(days=1))
    due("§ 3", day=TODAY + timedelta(days=1))
    text = flat(visit("orlova").get(url))
    assert "Больше всего заданий: <b>четверг, 19 ноября</b>." in text
    assert '<span class="visually-hidden">2 задания,</span>' in text
    assert 'href="#day-2026-11-19"' in text
    assert 'id="day-2026-11-19"' in text
    due("§ 4", group="physics")
    assert "Больше всего заданий" not in visit("orlova").get(url).text
