"""The week and the lesson's list on paper."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browsers import DESKTOP, TABLET
from tests.serving import enter
from webapp import clock
from webapp.homework.models import Homework
from webapp.marks.models import FormOfControl, Mark, MarkVersion
from webapp.timetable.models import Lesson

pytestmark = pytest.mark.browser
MONDAY, TODAY = date(2026, 11, 16), date(2026, 11, 18)
LONG = "Прочитать главы 3–5 «Капитанской дочки», письменно ответить на вопрос: почему Гринёв отдаёт тулуп?"
SHEET = {"width": 718, "height": 1047}  # A4 without its margins
BLACK, WHITE = "rgb(0, 0, 0)", "rgb(255, 255, 255)"


def pages_of(page):
    """How many sheets the page takes."""
    return len(re.findall(rb"/Type /Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def on_paper(page):
    """Shows what would be printed, on the width of a sheet."""
    page.emulate_media(media="print")
    page.set_viewport_size(SHEET)
    return page


@pytest.fixture
def full_week(server):
    """Маша's week with homework at every lesson, and a mark; the path of her pages."""
    cast = server.cast
    with server.database():
        now = clock.now()
        common = {"by": cast.users["kuznetsova"], "created_at": now, "edited_at": now}
        for lesson in Lesson.of_student(cast.students["masha"], MONDAY, MONDAY + timedelta(days=5)):
            Homework.create(group=lesson.group_id, lesson=lesson, due=lesson.date, text=LONG, **common)
        form = FormOfControl.create(school=cast.schools["home"], name="Диктант", weight=2)
        given = {"form": form, "scale": "5", "value": "4", "by": cast.users["kuznetsova"], "at": now}
        mark = Mark.create(lesson=cast.lesson("maths", MONDAY), student=cast.students["masha"], **given)
        MarkVersion.create(mark=mark, number=1, counted=True, **given)
    return f"/students/{cast.students['masha']}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_week_is_one_sheet_with_all_days_black_on_white(device, full_week, scheme):
    page = enter(device(viewport=DESKTOP, color_scheme=scheme).new_page(), "orlova")
    page.goto(f"{full_week}/diary/")
    assert pages_of(page) == 1
    on_paper(page)
    expect(page.get_by_text("Орлова Мария Андреевна, 7А")).to_be_visible()
    expect(page.locator(".on-paper")).to_contain_text("16–21 ноября 2026")
    for day in page.locator(".day").all():
        expect(day.locator(".lessons")).to_be_visible()
        expect(day.locator("h3")).to_have_css("color", BLACK)
    assert page.locator(".h .t").count() == 11
    for homework in page.locator(".h .t").all():
        expect(homework).to_be_visible()
        assert homework.evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    expect(page.locator(".m summary")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == SHEET["width"]
    expect(page.locator("body")).to_have_css("background-color", WHITE)
    for selector in (".tabs", ".top", ".week-bar", ".button", "button", ".m details > p", ".bells"):
        assert not any(found.is_visible() for found in page.locator(selector).all()), selector


def test_lesson_homework_and_mark_stand_beside_each_other(device, full_week):
    page = enter(device(viewport=DESKTOP).new_page(), "orlova")
    page.goto(f"{full_week}/diary/")
    row = on_paper(page).locator(".lessons li").first
    places = [row.locator(part).bounding_box() for part in (".l", ".h", ".m")]
    assert len({round(place["y"]) for place in places}) == 1
    assert places[0]["x"] < places[1]["x"] < places[2]["x"]


def test_a_day_is_not_broken_across_sheets(device, full_week):
    page = enter(device().new_page(), "orlova")
    page.goto(f"{full_week}/diary/")
    for day in on_paper(page).locator(".day").all():
        expect(day).to_have_css("break-inside", "avoid")


def test_the_lessons_list_is_printed_with_marks_and_register_and_nothing_to_tap(server, device, full_week):
    with server.database():
        lesson = server.cast.lesson("maths", MONDAY).id
    page = enter(device(viewport=TABLET, color_scheme="dark").new_page(), "kuznetsova")
    page.goto(f"/lessons/{lesson}")
    page.locator(".pupil", has_text="Жуков").locator(".quick").click()
    expect(page.locator(".pupil", has_text="Жуков").locator(".register")).to_have_text("н")
    assert pages_of(page) == 1
    on_paper(page)
    expect(page.get_by_role("heading", name="7А, Математика")).to_be_visible()
    expect(page.locator(".lesson-head")).to_contain_text("понедельник, 16 ноября")
    expect(page.locator(".pupil", has_text="Орлова").locator(".patronymic")).to_be_visible()
    expect(page.locator(".pupil", has_text="Орлова").locator(".pupil-line .chip")).to_contain_text("4")
    expect(page.locator(".pupil", has_text="Жуков").locator(".register")).to_be_visible()
    for selector in (".tabs", ".strip", ".choice", ".lesson-plan", ".button", "button", "form", ".brand"):
        assert not any(found.is_visible() for found in page.locator(selector).all()), selector
