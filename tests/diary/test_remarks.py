"""Remarks in the diary: under their lesson, for the family and the school, at no further query."""

from datetime import date

import pytest

from webapp.remarks.editing import edit_remark, withdraw_remark
from webapp.remarks.giving import give_remark
from webapp.remarks.models import BEHAVIOUR, PROGRESS

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
TEXT = "Разговаривала на уроке"


@pytest.fixture
def url(cast):
    return f"/students/{cast.students['masha']}/diary/2026-W47"


@pytest.fixture
def remark(cast, who):
    def giving(text=TEXT, kind=BEHAVIOUR, day=TUESDAY, login="masha"):
        lesson = cast.lesson("maths", day)
        return give_remark(lesson, cast.students[login], by=who("kuznetsova"), kind=kind, text=text)

    return giving


def test_a_remark_stands_under_its_lesson_with_kind_and_who_gave_it(visit, url, remark):
    remark()
    remark("Стала читать условие до конца", PROGRESS)
    for login in ("orlova", "orlov", "nina", "masha", "kuznetsova", "gromova", "sokolov"):
        text = visit(login).get(url).text
        tuesday = text.split("вторник, 17 ноября")[1].split("среда, 18 ноября")[0]
        said = tuesday.split('class="said"')[1].split("</div>")[0]
        assert "<b>Поведение:</b> Разговаривала на уроке <small>Кузнецова" in said, login
        assert "<b>Успеваемость:</b> Стала читать условие до конца" in said
        assert text.count(TEXT) == 1


def test_a_day_folded_away_says_that_it_holds_a_remark(visit, url, remark, give):
    assert "замеч." not in visit("orlova").get(url).text
    give("masha", "maths", TUESDAY, "4")
    remark()
    assert '<span class="peek">4 замеч.</span>' in visit("orlova").get(url).text


def test_a_remark_and_a_mark_of_the_same_number_stay_apart(visit, url, remark, give):
    mark = give("masha", "maths", MONDAY, "4", comment="Верно, но без проверки")
    assert remark().id == mark.id
    text = visit("orlova").get(url).text
    monday, tuesday = text.split("вторник, 17 ноября")
    assert "Верно, но без проверки" in monday
    assert TEXT not in monday
    assert TEXT in tuesday


def test_classmates_and_other_families_see_nothing_of_it(visit, url, cast, remark):
    remark()
    of_yozhik = url.replace(str(cast.students["masha"]), str(cast.students["yozhik"]), 1)
    assert TEXT not in visit("yozhik").get(of_yozhik).text
    assert visit("yozhik").get(url).status_code == 404
    assert visit("chuzhova").get(url).status_code == 404


def test_an_edit_is_seen_and_what_was_taken_back_is_gone(visit, url, remark, who):
    first, second = remark(), remark("Не вышла к доске")
    edit_remark(first, by=who("kuznetsova"), version=1, kind=PROGRESS, text="Помогала соседу")
    withdraw_remark(second, by=who("kuznetsova"), version=1)
    text = visit("orlova").get(url).text
    assert "<b>Успеваемость:</b> Помогала соседу" in text
    assert TEXT not in text
    assert "Не вышла" not in text


@pytest.mark.parametrize("login", ["orlova", "masha", "kuznetsova", "gromova"])
def test_a_week_with_remarks_takes_at_most_eight_queries(visit, url, remark, give, at_most_queries, login):
    give("masha", "maths", MONDAY, "4")
    for day in (MONDAY, TUESDAY):
        for kind in (BEHAVIOUR, PROGRESS):
            remark(kind=kind, day=day)
    for partial in (False, True):
        visitor = visit(login)
        with at_most_queries(8):
            assert visitor.get(url, partial=partial).text.count(TEXT) == 4


def test_a_new_remark_an_edit_and_a_withdrawal_renew_the_week(visit, url, remark, who):
    visitor, teacher, given = visit("orlova"), who("kuznetsova"), []
    for act in (
        lambda: given.append(remark()),
        lambda: edit_remark(given[0], by=teacher, version=1, kind=PROGRESS, text="Иначе"),
        lambda: withdraw_remark(given[0], by=teacher, version=2),
    ):
        held = {"If-None-Match": visitor.get(url, partial=True).headers["ETag"]}
        assert visitor.get(url, partial=True, headers=held).status_code == 304
        act()
        assert visitor.get(url, partial=True, headers=held).status_code == 200


def test_a_classmates_remark_leaves_the_week_unchanged(visit, url, remark):
    visitor = visit("orlova")
    held = {"If-None-Match": visitor.get(url, partial=True).headers["ETag"]}
    remark(login="zhukov")
    assert visitor.get(url, partial=True, headers=held).status_code == 304


def test_markup_in_a_remark_stays_text(visit, url, remark):
    remark("<script>alert(1)</script>")
    assert "<script>alert" not in visit("orlova").get(url).text
