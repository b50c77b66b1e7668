"""The bags of a week beside each other."""

from datetime import date

from webapp import clock
from webapp.schoolbag.models import Packed

MONDAY, TUESDAY, SATURDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 21)


def put(cast, day, row, state):
    common = {"student": cast.students["masha"], "by": cast.users["masha"], "at": clock.now()}
    Packed.create(date=day, item=row, state=state, **common)


def test_each_day_of_lessons_has_its_set_and_the_rest_on_it_against_the_norm(item, shown):
    item("Алгебра", 2500, "maths")
    item("Физика", 1500, "physics")
    item("Форма", 600, "english", kind="kit")
    bars = shown(MONDAY).bars
    assert [bar.day.day for bar in bars.bars] == [16, 17, 18, 19, 20, 21]
    assert [bar.values for bar in bars.bars[:2]] == [(2500, 1600), (4000, 1000)]
    assert bars.highest == [TUESDAY, date(2026, 11, 19)]
    assert bars.limit_at == round(48 - 48 * 3500 / 5000)


def test_the_week_is_the_same_from_each_of_its_days(item, shown):
    item("Алгебра", 2500, "maths")
    assert shown(MONDAY).bars == shown(SATURDAY).bars == shown(date(2026, 11, 22)).bars
    assert shown(date(2026, 11, 23)).bars.bars[0].day.day == 23


def test_a_book_that_ends_in_the_week_is_weighed_only_before(item, shown):
    item("Старый учебник", 500, "maths", ended_on=TUESDAY)
    assert shown(SATURDAY).week[SATURDAY].grams == shown(SATURDAY).bag.grams == 1000


def test_what_the_family_left_at_school_makes_the_days_bar_lower(item, shown, cast):
    row = item("Алгебра", 2500, "maths")
    put(cast, TUESDAY, row, "at_school")
    assert [bar.values for bar in shown(MONDAY).bars.bars[:2]] == [(2500, 1000), (0, 1000)]
    planned = shown(MONDAY, "kuznetsova").bars.bars[1]
    assert planned.values == (2500, 1000)


def test_the_page_names_the_heaviest_day_and_says_every_number(visit, item, cast):
    item("Алгебра", 2500, "maths")
    item("Физика", 1500, "physics")
    cut = item("Тетрадь", 10, "physics")
    put(cast, TUESDAY, cut, "at_school")
    page = " ".join(visit("orlova").get(f"/students/{cast.students['masha']}/bag/{MONDAY}").text.split())
    heaviest = f'<a href="/students/{cast.students["masha"]}/bag/2026-11-19">четверг, 19 ноября</a>, 5,0'
    assert f"Самый тяжёлый на неделе — {heaviest}" in page.replace("\u00a0", " ")
    assert page.count("5,0\u00a0кг, тяжелее нормы") + page.count("5,0 кг, тяжелее нормы") == 2
    assert f"/students/{cast.students['masha']}/bag/{TUESDAY}" in page
    assert 'aria-current="date"' in page


def test_on_the_heaviest_day_itself_the_page_says_so(visit, item, cast):
    row = item("Физика", 1500, "physics")
    put(cast, date(2026, 11, 19), row, "at_school")
    bag = f"/students/{cast.students['masha']}/bag"
    assert "Самый тяжёлый на неделе" in visit("orlova").get(f"{bag}/{MONDAY}").text
    page = visit("orlova").get(f"{bag}/{TUESDAY}").text
    assert "Это самый тяжёлый день недели." in page
    assert "Самый тяжёлый на неделе" not in page


def test_the_tick_brings_the_week_along(visit, item, cast):
    row = item("Алгебра", 2500, "maths")
    url = f"/students/{cast.students['masha']}/bag/{MONDAY}/{row.id}"
    answer = visit("orlova").post(url, {"state": "at_school"}, partial=True)
    assert "Самый тяжёлый на неделе" in answer.text
    assert 'class="bars"' in answer.text


def test_the_page_asks_few_questions_of_the_database(visit, item, cast, at_most_queries):
    item("Алгебра", 2500, "maths")
    visitor = visit("orlova")
    with at_most_queries(8):
        assert visitor.get(f"/students/{cast.students['masha']}/bag/").status_code == 200


def test_the_page_is_new_when_another_day_of_the_week_is_packed(visit, item, cast):
    row = item("Алгебра", 2500, "maths")
    place, visitor = f"/students/{cast.students['masha']}/bag/", visit("orlova")
    tag = visitor.get(f"{place}{MONDAY}", partial=True).headers["ETag"]
    visitor.post(f"{place}{SATURDAY}/{row.id}", {"state": "at_school"})
    held = {"If-None-Match": tag}
    assert visitor.get(f"{place}{MONDAY}", partial=True, headers=held).status_code == 200
