"""A column pasted into the lesson from a spreadsheet, with a network and without."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browsers import DESKTOP, PHONE
from tests.journal.lesson_page import given, line, shows
from tests.offline.devices import network_is_back, wait_until_sent, waiting
from tests.serving import enter
from webapp.absence.models import Register
from webapp.absence.registering import enter as register
from webapp.marks.models import FormOfControl, Mark
from webapp.people.viewer import read_viewer
from webapp.timetable.models import Lesson

pytestmark = pytest.mark.browser
VIEWPORT = DESKTOP
TODAY = date(2026, 11, 18)
TOO_LATE = 8_000
# A spreadsheet puts its cells on the clipboard; here a text is copied as a person copies it.
COPY = """(text) => {
  const field = document.body.appendChild(document.createElement("textarea"));
  field.value = text;
  field.select();
}"""
DROP = "() => document.querySelector('body > textarea').remove()"


@pytest.fixture
def open_sheet(open_sheet):
    """The sheet, ready for a column."""

    def opened(query="", **settings):
        page = open_sheet(query, **settings)
        page.wait_for_selector("form[data-column] [name=first]", state="attached")
        return page

    return opened


def paste(page, text, name):
    """Copy the text, and press Ctrl V with the focus on the student's line."""
    page.evaluate(COPY, text)
    page.keyboard.press("Control+C")
    page.evaluate(DROP)
    line(page, name).locator(".pupil-line").focus()
    page.keyboard.press("Control+V")


def registered(server):
    with server.database():
        return {row.student.user.surname: row.kind for row in Register.select()}


def test_pasted_on_a_line_it_goes_down_the_list_once_it_was_confirmed(server, open_sheet):
    with server.database():
        FormOfControl.create(school=server.cast.schools["home"], name="Урок", position=0)
        FormOfControl.create(school=server.cast.schools["home"], name="Тест", position=1)
    page = open_sheet()
    page.locator("[name=work]").first.select_option(label="Тест")
    paste(page, "н\r\n5, 4\r\n", "Жуков")
    rows = page.locator(".column-table tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Жуков Лев")
    expect(rows.nth(1)).to_contain_text("Орлова Мария")
    expect(page.get_by_role("button", name="Поставить всё: 3")).to_be_focused()
    assert (given(server), registered(server)) == ([], {})
    page.keyboard.press("Enter")
    expect(line(page, "Жуков").locator(".pupil-line")).to_be_focused()
    wait_until_sent(page)
    shows(page, "Жуков", "н")
    shows(page, "Орлова", "5")
    assert given(server) == [("Орлова", "5"), ("Орлова", "4")]
    assert registered(server) == {"Жуков": "absent"}
    with server.database():
        assert {mark.form.name for mark in Mark.select()} == {"Тест"}


def test_what_is_not_understood_stands_beside_its_line_and_can_be_mended_in_place(server, open_sheet):
    page = open_sheet()
    paste(page, "Орлова\t5\nЧужов\t4\nЖуков\t6", "Ёжиков")
    rows = page.locator(".column-table tbody tr")
    expect(rows.nth(1)).to_contain_text("Такого ученика в списке этого урока нет")
    expect(rows.nth(2)).to_contain_text("«6»: на шкале «5 баллов» такой оценки нет")
    expect(page.locator("[data-give]")).to_have_count(0)
    field = page.locator("[name=column]")
    expect(field).to_be_focused()
    expect(field).to_have_value("Орлова\t5\nЧужов\t4\nЖуков\t6")
    page.locator("[name=scale]").first.select_option(label="10 баллов")
    page.wait_for_url("**scale=10**")
    expect(page.locator("[name=column]")).to_have_value("Орлова\t5\nЧужов\t4\nЖуков\t6")
    page.locator("[name=column]").fill("Орлова\t5\nЖуков\t6")
    page.get_by_role("button", name="Поставить всё: 2").click()
    wait_until_sent(page)
    assert sorted(given(server)) == [("Жуков", "6"), ("Орлова", "5")]


def test_all_of_it_is_taken_back_with_one_button(server, open_sheet):
    page = open_sheet()
    paste(page, "5\n5 5\nоп", "Ёжиков")
    page.get_by_role("button", name="Поставить всё: 4").click()
    wait_until_sent(page)
    assert len(given(server)) == 3
    page.get_by_role("button", name="Отменить весь").click()
    wait_until_sent(page)
    assert given(server) == []
    assert registered(server) == {"Орлова": "present"}


def test_a_reader_of_english_pastes_signs_of_both_languages(server, open_sheet):
    page = open_sheet("?scale=pass", locale="en-GB")
    paste(page, "pass; late\nabs\nнезачёт", "Ёжиков")
    rows = page.locator(".column-table tbody tr")
    expect(rows.nth(0).locator(".chip")).to_have_text(["pass", "late"])
    expect(rows.nth(1).locator(".chip")).to_have_text(["abs"])
    expect(rows.nth(2).locator(".chip")).to_have_text(["fail"])
    page.get_by_role("button", name="Enter all: 4").click()
    expect(page.get_by_role("button", name="Undo all")).to_be_visible()
    wait_until_sent(page)
    assert sorted(given(server)) == [("Ёжиков", "зачёт"), ("Орлова", "незачёт")]
    assert registered(server) == {"Ёжиков": "late", "Жуков": "absent"}
    paste(page, "6", "Ёжиков")
    expect(rows.nth(0)).to_contain_text("“6” is not a mark on this scale")


def test_the_button_goes_when_its_time_is_over(open_sheet):
    page = open_sheet()
    paste(page, "5", "Ёжиков")
    page.get_by_role("button", name="Поставить всё: 1").click()
    expect(page.get_by_role("button", name="Отменить весь")).to_be_visible()
    expect(page.get_by_role("button", name="Отменить весь")).to_be_hidden(timeout=TOO_LATE)


def test_without_a_network_each_mark_waits_on_its_line_and_is_sent_once(server, open_sheet):
    page = open_sheet()
    page.context.set_offline(True)
    paste(page, "5\n4, 4\nн", "Ёжиков")
    page.get_by_role("button", name="Поставить всё: 4").click()
    expect(line(page, "Жуков").locator(".chip.waits")).to_have_count(2)
    expect(line(page, "Орлова").locator(".chip.waits")).to_contain_text("н")
    assert [item["name"] for item in waiting(page)] == ["Оценка", "Оценка", "Оценка", "Посещаемость"]
    assert given(server) == []
    page.context.set_offline(False)
    network_is_back(page)
    wait_until_sent(page)
    assert sorted(given(server)) == [("Ёжиков", "5"), ("Жуков", "4"), ("Жуков", "4")]
    assert registered(server) == {"Орлова": "absent"}


def test_taken_back_before_it_was_sent_it_is_never_sent(server, open_sheet):
    page = open_sheet()
    page.context.set_offline(True)
    paste(page, "5\n4\nн", "Ёжиков")
    page.get_by_role("button", name="Поставить всё: 3").click()
    expect(page.locator(".chip.waits")).to_have_count(3)
    page.get_by_role("button", name="Отменить весь").click()
    expect(page.locator(".chip.waits")).to_have_count(0)
    assert waiting(page) == []
    assert (given(server), registered(server)) == ([], {})


def test_an_entry_that_was_overtaken_is_decided_by_a_person_and_the_marks_stand(server, open_sheet, lesson):
    here = open_sheet()
    here.context.set_offline(True)
    paste(here, "5\nн", "Ёжиков")
    here.get_by_role("button", name="Поставить всё: 2").click()
    expect(here.locator(".chip.waits")).to_have_count(2)
    with server.database():
        teacher = read_viewer(server.cast.users["kuznetsova"])
        assert teacher
        register(Lesson.get_by_id(lesson), server.cast.students["zhukov"], by=teacher, kind="ill")
    here.context.set_offline(False)
    network_is_back(here)
    expect(line(here, "Жуков").locator(".outbox-note.conflict")).to_be_attached()
    assert given(server) == [("Ёжиков", "5")]
    assert registered(server) == {"Жуков": "ill"}
    assert [item["state"] for item in waiting(here)] == ["conflict"]


def test_a_text_pasted_into_a_field_stays_a_text(server, open_sheet):
    page = open_sheet()
    page.evaluate(COPY, "5\n4")
    page.keyboard.press("Control+C")
    page.evaluate(DROP)
    page.locator("#topic textarea").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("#topic textarea")).to_have_value("5\n4")
    expect(page.locator("#column")).not_to_have_attribute("open", "")


def test_without_scripts_it_is_looked_at_confirmed_and_taken_back(server, device, lesson):
    page = enter(device(viewport=PHONE, java_script_enabled=False).new_page(), "kuznetsova")
    page.goto(f"/lessons/{lesson}")
    page.get_by_text("Вставить столбец").click()
    page.locator("[name=column]").fill("\n4\nн")
    page.get_by_role("button", name="Показать, кому что").click()
    expect(page.locator(".column-table tbody tr")).to_have_count(3)
    page.get_by_role("button", name="Поставить всё: 2").click()
    assert given(server) == [("Жуков", "4")]
    assert registered(server) == {"Орлова": "absent"}
    page.get_by_role("button", name="Отменить весь").click()
    assert given(server) == []
