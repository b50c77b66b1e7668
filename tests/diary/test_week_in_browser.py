"""A family reads the week and packs the bag on a phone and on a desktop, with JavaScript and without."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browsers import DESKTOP, PHONE
from tests.serving import enter
from webapp import clock
from webapp.homework.models import Done, Homework
from webapp.marks.giving import give_mark
from webapp.marks.models import FormOfControl, Mark, MarkVersion
from webapp.people.viewer import read_viewer
from webapp.schoolbag.models import BagItem, GroupItem, Packed

pytestmark = pytest.mark.browser
TODAY = date(2026, 11, 18)
LONG = "Прочитать главы 3–5 «Капитанской дочки», письменно ответить на вопрос: почему Гринёв отдаёт тулуп?"


def box_of(element):
    """Where the element stands; it must be there."""
    box = element.bounding_box()
    assert box
    return box


@pytest.fixture
def masha(server):
    """Маша's pages: a mark that was corrected, homework short and long, a textbook to carry."""
    cast = server.cast
    with server.database():
        lesson, now = cast.lesson("maths", TODAY), clock.now()
        form = FormOfControl.create(school=cast.schools["home"], name="Контрольная работа", weight=5)
        common = {"form": form, "scale": "5", "by": cast.users["kuznetsova"], "at": now}
        mark = Mark.create(
            lesson=lesson, student=cast.students["masha"], value="4", version=2, comment="Молодец", **common
        )
        MarkVersion.create(mark=mark, number=1, value="3", counted=True, **common)
        MarkVersion.create(mark=mark, number=2, value="4", counted=True, reason="Пересчитано", **common)
        for group, text in (("maths", "§ 14, № 245"), ("english", LONG)):
            Homework.create(
                group=cast.groups[group], lesson=cast.lesson(group, TODAY), due=TODAY, text=text,
                by=cast.users["kuznetsova"], created_at=now, edited_at=now - timedelta(hours=20),
            )  # fmt: skip
        book = BagItem.create(school=cast.schools["home"], name="Алгебра", grams=350, kind="textbook")
        GroupItem.create(group=cast.groups["maths"], item=book)
    return f"/students/{cast.students['masha']}"


def test_on_a_phone_today_is_on_the_first_screen_and_a_mark_explains_itself_in_place(device, masha):
    page = enter(device(viewport=PHONE).new_page(), "orlova")
    page.goto(f"{masha}/diary/")
    today = page.locator(".day.today")
    assert box_of(today)["y"] < PHONE["height"] / 2
    expect(today.locator(".lessons li")).to_have_count(2)
    expect(page.locator(".day").first.locator(".lessons")).to_be_hidden()
    mark = today.locator(".m summary")
    place = box_of(mark)
    mark.click()
    why = today.locator(".m p")
    expect(why).to_contain_text("Контрольная работа, вес 5")
    expect(why).to_contain_text("Исправлено: 3 → 4, 18 ноября")
    assert box_of(mark) == place
    box = box_of(why)
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert 0 < box["y"] - (place["y"] + place["height"]) < 12
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("heading", name="Дневник").click()
    expect(why).to_be_hidden()


def test_the_explanation_of_a_mark_at_the_foot_of_the_screen_stands_above_the_tabs(device, masha):
    page = enter(device(viewport={"width": 360, "height": 420}).new_page(), "orlova")
    page.goto(f"{masha}/diary/")
    mark = page.locator(".today .m summary")
    tabs = box_of(page.locator(".tabs"))["y"]
    page.evaluate("([mark, foot]) => scrollBy(0, mark.getBoundingClientRect().bottom - foot + 5)",
                  [mark.element_handle(), tabs])  # fmt: skip
    mark.click()
    why = box_of(page.locator(".today .m p"))
    assert why["y"] + why["height"] <= tabs


def test_what_is_new_leads_to_its_day_opened(device, server, masha):
    with server.database():
        student, teacher = server.cast.students["masha"], server.cast.users["kuznetsova"]
        lesson = server.cast.lesson("maths", date(2026, 11, 16))
        by = read_viewer(teacher)
        assert by
        give_mark(lesson, student, by=by, value="5", scale="5")
    page = enter(device(viewport=PHONE).new_page(), "orlova")
    page.goto("/lately")
    page.get_by_role("link", name="Математика, 16 ноября").click()
    monday = page.locator("#d16")
    expect(monday).to_be_in_viewport()
    day = page.get_by_role("heading", name="Понедельник, 16 ноября")
    assert box_of(day)["y"] >= box_of(page.locator(".top"))["height"]
    page.reload()
    expect(monday).to_be_in_viewport()
    expect(page.locator(".day[open]")).not_to_have_count(0)


def test_the_explanation_opens_under_the_pointer_and_with_the_keyboard(device, masha):
    page = enter(device(viewport=DESKTOP).new_page(), "orlova")
    page.goto(f"{masha}/diary/")
    why = page.locator(".m p").first
    expect(why).to_be_hidden()
    page.locator(".m summary").first.hover()
    expect(why).to_be_visible()
    page.mouse.move(0, 0)
    expect(why).to_be_hidden()
    page.locator(".m summary").first.focus()
    page.keyboard.press("Enter")
    expect(why).to_be_visible()


def test_on_a_desktop_the_week_is_a_spread_of_two_pages(device, masha):
    page = enter(device(viewport=DESKTOP).new_page(), "orlova")
    page.goto(f"{masha}/diary/")
    boxes = [box_of(day) for day in page.locator(".day").all()]
    assert len({box["x"] for box in boxes[:3]}) == 1
    assert len({box["x"] for box in boxes[3:]}) == 1
    assert boxes[0]["x"] < boxes[3]["x"]
    assert [box["y"] for box in boxes[:3]] == [box["y"] for box in boxes[3:]]
    expect(page.locator(".lessons").first).to_be_visible()


def test_a_day_that_was_folded_by_hand_keeps_its_name(device, masha):
    page = enter(device(viewport=PHONE).new_page(), "orlova")
    page.goto(f"{masha}/diary/")
    today = page.locator(".day.today > summary")
    today.click()
    expect(page.locator(".day.today .lessons")).to_be_hidden()
    expect(today.locator("h3")).not_to_have_css("font-size", "0px")
    expect(today).to_contain_text("18 ноября")


def test_long_homework_takes_two_lines_and_opens_on_a_tap(device, masha):
    page = enter(device(viewport=PHONE).new_page(), "orlova")
    page.goto(f"{masha}/diary/")
    long = page.locator(".today .t > summary")
    folded = box_of(long)["height"]
    long.click()
    assert folded <= 55
    assert box_of(long)["height"] > folded


@pytest.mark.parametrize("script", [True, False])
def test_a_student_ticks_homework_and_the_guardian_sees_it(device, server, masha, script):
    page = enter(device(java_script_enabled=script).new_page(), "masha")
    page.goto(f"{masha}/diary/")
    page.locator(".today .tick button").first.click()
    expect(page.locator(".today .tick button").first).to_have_attribute("aria-pressed", "true")
    assert page.url.endswith("/diary/")
    # It looks ticked while its write waits, too.
    expect(page.locator(".outbox-note")).to_have_count(0)
    with server.database():
        assert Done.select().count() == 1
    family = enter(device().new_page(), "orlov")
    family.goto(f"{masha}/diary/")
    expect(family.locator(".today .did")).to_have_text("сделано")


@pytest.mark.parametrize("script", [True, False])
def test_packing_for_tomorrow_changes_the_weight_in_place(device, server, masha, script):
    page = enter(device(java_script_enabled=script).new_page(), "orlova")
    page.goto(f"{masha}/bag/")
    expect(page.locator(".weight strong")).to_have_text("1,4 кг")
    page.locator(".more summary").click()
    page.get_by_role("button", name="Оставить в школе").click()
    expect(page.locator(".weight strong")).to_have_text("1,0 кг")
    page.locator(".tickbox").click()
    expect(page.locator(".weight strong")).to_have_text("1,4 кг")
    page.locator(".tickbox").click()
    # The row looks packed while its write waits, too: the weight's card is the server's word.
    expect(page.locator(".weight")).to_contain_text("всё собрано")
    expect(page.locator(".item")).to_have_class("item packed")
    with server.database():
        assert Packed.get().state == "packed"


@pytest.mark.parametrize("script", [True, False])
def test_from_one_child_to_the_other_the_week_stays(device, server, masha, script):
    page = enter(device(java_script_enabled=script).new_page(), "orlova")
    page.goto(f"{masha}/diary/2026-W46")
    page.locator(".child summary").click()
    page.get_by_role("link", name="Пётр").click()
    petya = server.cast.students["petya"]
    expect(page).to_have_url(f"{server.url}/students/{petya}/diary/2026-W46")
    expect(page.locator(".child summary")).to_contain_text("Пётр")
    page.get_by_role("link", name="Следующая неделя").click()
    expect(page.locator(".week-bar h2")).to_contain_text("16–21 ноября")
    page.go_back()
    expect(page.locator(".week-bar h2")).to_contain_text("9–14 ноября")
