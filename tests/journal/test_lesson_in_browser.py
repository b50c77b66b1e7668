"""A lesson worked on a tablet, on a phone, by keyboard, and without scripts."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browsers import DESKTOP
from tests.journal.lesson_page import given, line
from webapp.absence.models import Register
from webapp.homework.models import Homework
from webapp.marks.models import FormOfControl, Mark
from webapp.timetable.models import Lesson

pytestmark = pytest.mark.browser
TODAY = date(2026, 11, 18)
TOO_LATE = 12_000
DRAWN = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


def registered(server):
    with server.database():
        return [(row.student.user.surname, row.kind) for row in Register.select()]


def test_a_mark_takes_two_taps_and_absence_one(server, open_sheet):
    page = open_sheet(has_touch=True)
    line(page, "Орлова").locator(".pupil-name").tap()
    line(page, "Орлова").get_by_role("button", name="5", exact=True).tap()
    expect(line(page, "Орлова").locator(".pupil-line .chip:not(.waits)")).to_contain_text("5")
    line(page, "Жуков").locator(".quick").tap()
    expect(line(page, "Жуков").locator(".register")).to_have_text("н")
    expect(line(page, "Жуков").locator(".quick")).to_contain_text("был")
    assert given(server) == [("Орлова", "5")]
    assert registered(server) == [("Жуков", "absent")]


def test_every_target_on_the_list_is_at_least_44_px(open_sheet):
    page = open_sheet()
    line(page, "Орлова").locator(".pupil-name").click()
    for selector in (
        ".pupil-line",
        ".quick",
        ".key",
        ".key-sign",
        ".more > summary",
        ".strip a",
        ".choice select",
    ):
        for place in page.locator(selector).all():
            box = place.bounding_box() if place.is_visible() else None
            assert box is None or box["height"] >= 44, selector


def test_a_mark_is_undone_within_ten_seconds_and_the_button_goes_away(server, open_sheet):
    page = open_sheet()
    pupil = line(page, "Орлова")
    pupil.locator(".pupil-name").click()
    pupil.get_by_role("button", name="2", exact=True).click()
    pupil.get_by_role("button", name="Отменить").click()
    expect(pupil.locator(".pupil-line .chip:not(.waits)")).to_have_count(0)
    pupil.locator(".pupil-name").click()
    pupil.get_by_role("button", name="4", exact=True).click()
    expect(pupil.get_by_role("button", name="Отменить")).to_be_visible()
    page.mouse.move(0, 0)
    expect(pupil.get_by_role("button", name="Отменить")).to_be_hidden(timeout=TOO_LATE)
    with server.database():
        assert [(m.value, m.withdrawn_at is None) for m in Mark.select().order_by(Mark.id)] == [
            ("2", False),
            ("4", True),
        ]


def test_the_keypad_opens_in_view_wherever_the_name_stood(open_sheet):
    page = open_sheet(viewport={"width": 1024, "height": 420})
    page.evaluate("(name) => scrollBy(0, name.getBoundingClientRect().bottom - innerHeight)",
                  line(page, "Орлова").locator(".pupil-line").element_handle())  # fmt: skip
    line(page, "Орлова").locator(".pupil-name").click()
    expect(line(page, "Орлова").locator(".keys").last).to_be_in_viewport(ratio=1)


def test_the_kind_of_work_chosen_goes_with_the_rest_and_with_a_column(server, open_sheet):
    with server.database():
        for place, name in enumerate(("Диктант", "Тест")):
            FormOfControl.create(school=server.cast.schools["home"], name=name, position=place)
    page = open_sheet()
    page.locator("[name=work]").first.select_option(label="Тест")
    chosen = page.locator("[name=work]").first.input_value()
    assert page.locator("form[data-column] [name=work]").first.input_value() == chosen
    page.get_by_role("button", name="Остальные на уроке").click()
    expect(page.locator(".here")).to_have_count(3)
    assert page.locator("[name=work]").first.input_value() == chosen


def test_a_double_tap_gives_one_mark(server, open_sheet):
    page = open_sheet()
    line(page, "Орлова").locator(".pupil-name").click()
    line(page, "Орлова").get_by_role("button", name="5", exact=True).dblclick()
    expect(line(page, "Орлова").locator(".pupil-line .chip:not(.waits)")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert given(server) == [("Орлова", "5")]


def test_the_keyboard_walks_the_list_gives_marks_and_enters_absence(server, open_sheet):
    page = open_sheet(viewport=DESKTOP)
    line(page, "Ёжиков").locator(".pupil-line").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("KeyY")
    expect(line(page, "Жуков").locator(".register")).to_have_text("н")
    expect(line(page, "Жуков").locator(".pupil-line")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("4")
    expect(line(page, "Орлова").locator(".pupil-line .chip:not(.waits)")).to_contain_text("4")
    expect(line(page, "Орлова").locator(".pupil-line")).to_be_focused()
    assert given(server) == [("Орлова", "4")]
    assert registered(server) == [("Жуков", "absent")]


def test_what_was_chosen_for_the_lesson_goes_with_every_mark(server, open_sheet):
    with server.database():
        FormOfControl.create(school=server.cast.schools["home"], name="Диктант", position=0)
        FormOfControl.create(school=server.cast.schools["home"], name="Тест", position=1)
    page = open_sheet()
    page.locator("[name=work]").first.select_option(label="Тест")
    page.locator("[name=scale]").first.select_option(label="10 баллов")
    page.wait_for_url("**scale=10**")
    for name in ("Орлова", "Жуков"):
        line(page, name).locator(".pupil-name").click()
        line(page, name).get_by_role("button", name="10", exact=True).click()
        expect(line(page, name).locator(".pupil-line .chip:not(.waits)")).to_contain_text("10")
    with server.database():
        assert {(mark.form.name, mark.scale, mark.value) for mark in Mark.select()} == {("Тест", "10", "10")}
    assert "work=" in page.url
    assert "scale=10" in page.url


def test_topic_and_homework_are_saved_without_losing_each_others_text(server, open_sheet, lesson):
    page = open_sheet()
    page.locator("#topic textarea").fill("Обыкновенные дроби")
    page.locator("#new-text").fill("§ 12, № 215")
    page.get_by_role("button", name="Сохранить тему").click()
    expect(page.locator("#topic")).to_contain_text("сохранено")
    assert page.locator("#new-text").input_value() == "§ 12, № 215"
    page.get_by_role("button", name="Задать").click()
    expect(page.locator("#homework .task-text")).to_have_text("§ 12, № 215")
    expect(page.locator(f"#signs-{lesson} .is-done")).to_have_count(2)
    with server.database():
        assert Homework.get().due == date(2026, 11, 19)


def test_nothing_scrolls_sideways_and_nothing_jumps_on_a_phone(open_sheet):
    page = open_sheet(viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    line(page, "Орлова").locator(".pupil-name").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    # What has opened is brought into view first.
    page.evaluate(DRAWN)
    page.evaluate("scrollTo(0, 150)")
    page.evaluate(DRAWN)
    at = page.evaluate("scrollY")
    five = line(page, "Орлова").get_by_role("button", name="5", exact=True).bounding_box()
    assert five
    # A locator's click may scroll on its own.
    page.mouse.click(five["x"] + 20, five["y"] + 20)
    expect(line(page, "Орлова").locator(".pupil-line .chip:not(.waits)")).to_be_visible()
    assert page.evaluate("scrollY") == at


def test_without_scripts_the_same_lesson_is_worked_by_plain_forms(server, open_sheet, lesson):
    page = open_sheet(java_script_enabled=False)
    line(page, "Орлова").locator(".pupil-name").click()
    line(page, "Орлова").get_by_role("button", name="5", exact=True).click()
    expect(line(page, "Орлова").locator(".pupil-line .chip:not(.waits)")).to_contain_text("5")
    line(page, "Жуков").locator(".quick").click()
    expect(line(page, "Жуков").locator(".register")).to_have_text("н")
    page.locator("#topic textarea").fill("Дроби")
    page.get_by_role("button", name="Сохранить тему").click()
    page.locator("#new-text").fill("№ 7")
    page.get_by_role("button", name="Задать").click()
    expect(page.locator("#homework .task-text")).to_have_text("№ 7")
    assert given(server) == [("Орлова", "5")]
    with server.database():
        assert Lesson.get_by_id(lesson).topic == "Дроби"
