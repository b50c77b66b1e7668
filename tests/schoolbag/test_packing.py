"""Packing the bag through its page."""

from datetime import date

import pytest

from webapp.changes.models import Change, Version
from webapp.schoolbag.models import BagItem, GroupItem, Packed
from webapp.timetable.models import Lesson

THURSDAY = date(2026, 11, 19)


@pytest.fixture
def book(cast):
    item = BagItem.create(school=cast.schools["home"], name="Алгебра, учебник", grams=350, kind="textbook")
    GroupItem.create(group=cast.groups["maths"], item=item)
    return item


@pytest.fixture
def url(cast):
    return f"/students/{cast.students['masha']}/bag/2026-11-19"


def test_student_and_guardian_tick_and_both_see_it(visit, url, book):
    assert visit("masha").post(f"{url}/{book.id}", {"state": "packed"}).location == url
    assert "собрано" in visit("orlova").get(url).text
    assert visit("orlov").post(f"{url}/{book.id}", {"state": "at_school"}).status_code == 303
    text = visit("masha").get(url).text
    assert "остаётся в школе" in text
    assert "1,0\u00a0кг" in text


def test_the_wanted_state_said_twice_is_one_change(visit, url, book, cast):
    for _ in range(2):
        visit("masha").post(f"{url}/{book.id}", {"state": "packed"})
    assert (Packed.select().count(), Change.select().count()) == (1, 1)
    assert Version.get(scope=f"student:{cast.students['masha']}", week="2026-W47").n == 1
    visit("masha").post(f"{url}/{book.id}", {"state": "needed"})
    assert Packed.select().count() == 0


def test_the_same_post_replayed_takes_effect_once(visit, url, book):
    visitor = visit("masha")
    visitor.post(f"{url}/{book.id}", {"state": "packed"}, key="one-key-1")
    visitor.post(f"{url}/{book.id}", {"state": "shared"}, key="one-key-2")
    visitor.post(f"{url}/{book.id}", {"state": "packed"}, key="one-key-1")
    assert Packed.get().state == "shared"


def test_nobody_else_packs(visit, url, book):
    others = (
        "nina",
        "yozhik",
        "artyom",
        "chuzhova",
        "kuznetsova",
        "gromova",
        "sokolov",
        "belova",
        "lis",
        "kim",
    )
    for login in (*others, "tikhaya", "far_guardian", "far_student", "far_head"):
        assert visit(login).post(f"{url}/{book.id}", {"state": "packed"}).status_code == 404, login
    assert Packed.select().count() == 0


def test_who_may_not_read_the_diary_does_not_see_the_bag(visit, url, book):
    for login in ("chuzhova", "artyom", "belova", "lis", "kim", "tikhaya", "far_guardian", "far_teacher"):
        assert visit(login).get(url).status_code == 404, login
        assert visit(login).get(url.removesuffix("2026-11-19")).status_code == 404, login


def test_who_only_reads_has_nothing_to_press(visit, url, book):
    for login in ("nina", "kuznetsova", "gromova"):
        text = visit(login).get(url).text
        assert "Алгебра" in text
        assert 'name="state"' not in text, login
    assert 'name="state"' in visit("orlova").get(url).text


def test_a_teacher_does_not_see_what_is_packed(visit, url, book):
    before = visit("kuznetsova").get(url, partial=True).text
    visit("orlova").post(f"{url}/{book.id}", {"state": "at_school"})
    assert visit("kuznetsova").get(url, partial=True).text == before


def test_tomorrow_opens_by_default(visit, url, book):
    assert "четверг, 19 ноября" in visit("orlova").get(url.removesuffix("2026-11-19")).text


def test_htmx_gets_the_list_with_its_new_weight(visit, url, book):
    answer = visit("masha").post(f"{url}/{book.id}", {"state": "at_school"}, partial=True)
    assert answer.status_code == 200
    assert "1,0\u00a0кг" in answer.text
    assert "<main" not in answer.text


def test_what_is_no_state_or_no_item_is_refused(visit, url, book, cast):
    assert visit("masha").post(f"{url}/{book.id}", {"state": "lost"}).status_code == 422
    assert visit("masha").post(f"{url}/999999", {"state": "packed"}).status_code == 422
    far = BagItem.create(school=cast.schools["far"], name="Чужое", grams=100)
    assert visit("masha").post(f"{url}/{far.id}", {"state": "packed"}, partial=True).status_code == 422
    assert visit("masha").post(f"{url[:-10]}2026-13-01/{book.id}", {"state": "packed"}).status_code == 404


def test_a_day_off_says_when_the_next_lessons_are(visit, url):
    text = visit("orlova").get(url.replace("2026-11-19", "2026-11-22")).text
    assert "Следующие уроки — понедельник, 23 ноября" in text
    assert visit("orlova").get(url.replace("2026-11-19", "yesterday")).status_code == 404


def test_over_the_limit_it_says_by_how_much_and_what_to_leave(visit, url, book):
    BagItem.update(grams=3800).where(BagItem.id == book.id).execute()
    text = " ".join(visit("orlova").get(url).text.split())
    assert "Тяжелее нормы на 300 г" in text
    assert "Оставьте в школе «Алгебра, учебник» (3800 г)" in text


def test_at_most_eight_queries_and_an_unchanged_bag_is_304(visit, url, book, at_most_queries):
    for login in ("orlova", "masha", "kuznetsova"):
        visitor = visit(login)
        for page in (url, url.removesuffix("2026-11-19")):
            with at_most_queries(8):
                tag = visitor.get(page).headers["ETag"]
            with at_most_queries(4):
                assert visitor.get(page, headers={"If-None-Match": tag}).status_code == 304
    visit("masha").post(f"{url}/{book.id}", {"state": "packed"})
    assert visit("orlova").get(url, headers={"If-None-Match": tag}).status_code == 200


def test_a_lesson_moved_away_changes_the_default_day(visit, url, book, cast):
    Lesson.update(date=date(2026, 11, 20)).where(
        Lesson.date == THURSDAY, Lesson.group.in_([cast.groups["maths"], cast.groups["physics"]])
    ).execute()
    assert "пятница, 20 ноября" in visit("orlova").get(url.removesuffix("2026-11-19")).text
