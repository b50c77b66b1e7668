"""Days of a notice picked in the calendar, with and without scripts; an answer in place."""

import pytest

from tests.browsers import TABLET
from tests.serving import enter

pytestmark = pytest.mark.browser


def _form(server):
    return f"/students/{server.cast.students['masha']}/absences/new"


def test_two_taps_pick_the_days_and_what_was_typed_stays(server, device):
    page = enter(device().new_page(), "orlova")
    page.goto(_form(server))
    page.fill("[name=comment]", "Едем на соревнования")
    page.click("[data-day='2026-11-24']")
    page.click("[data-day='2026-11-26']")
    assert page.input_value("[name=starts]") == "2026-11-24"
    assert page.input_value("[name=ends]") == "2026-11-26"
    assert page.locator("[data-day][aria-current]").count() == 3
    assert page.inner_text("p:has([data-picked])") == "Мария, 24–26 ноября"
    assert page.input_value("[name=comment]") == "Едем на соревнования"
    page.click("[data-day='2026-11-20']")
    assert page.input_value("[name=ends]") == "2026-11-20"
    page.click("text=До субботы")
    assert page.input_value("[name=ends]") == "2026-11-21"
    assert page.locator(".quick-days [aria-current]").all_inner_texts() == ["До субботы, 21 ноября"]
    page.check("[name=reason][value=contest]")
    page.click("text=Создать на выбранном диапазоне")
    page.wait_for_url("**/absences/")
    assert page.locator(".absence", has_text="18–21 ноября").count() == 1


def test_a_refusal_brings_the_focus_to_its_field_and_keeps_the_text(server, device):
    page = enter(device().new_page(), "orlova")
    page.goto(_form(server))
    page.fill("[name=starts]", "2026-11-22")
    page.fill("[name=ends]", "2026-11-22")
    page.check("[name=reason][value=ill]")
    page.fill("[name=comment]", "Температура")
    page.click("text=Создать на выбранном диапазоне")
    page.wait_for_selector("#starts-error")
    assert page.evaluate("document.activeElement.id") == "starts"
    assert page.input_value("[name=comment]") == "Температура"


def test_without_scripts_the_days_are_links_and_the_form_posts(server, device):
    page = enter(device(java_script_enabled=False).new_page(), "orlova")
    page.goto(_form(server))
    assert not page.is_visible("[data-picked]")
    page.click("table.pick a:text-is('24')")
    page.click("table.pick a:text-is('26')")
    assert page.input_value("[name=ends]") == "2026-11-26"
    page.check("[name=extent][value=some]")
    page.check("[name=numbers][value='2']")
    page.check("[name=reason][value=doctor]")
    page.click("text=Создать на выбранном диапазоне")
    assert page.locator(".absence", has_text="24–26 ноября").inner_text().count("2") >= 1
    page.click(".absence a")
    page.click("text=Отозвать")
    assert "отозвано" in page.inner_text("main")


def test_the_class_teacher_answers_in_place(server, device):
    family = enter(device().new_page(), "orlova")
    family.goto(_form(server))
    family.check("[name=reason][value=ill]")
    family.click("text=Создать на выбранном диапазоне")
    family.wait_for_url("**/absences/")
    page = enter(device(viewport=TABLET).new_page(), "kuznetsova")
    page.goto(f"/classes/{server.cast.classes['7А']}/absences/")
    page.click("button:text-is('Отклонить')")
    page.wait_for_selector(".error")
    page.fill("[name=text]", "Принесите справку")
    page.click("button:text-is('Принять')")
    page.wait_for_selector(".absence.accepted")
    assert page.url.endswith("/absences/")
    assert "Принесите справку" in page.inner_text(".absence.accepted")
