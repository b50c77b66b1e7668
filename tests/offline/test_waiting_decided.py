"""What was refused or overtaken is decided by a person: faults 20 and 21 of offline.md."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import TABLET
from tests.cast import TODAY
from tests.offline.devices import wait_until_held
from tests.offline.waiting import FEVER, ONLINE, badge, given, is_kept, offline, rows, tell_absence
from tests.serving import enter
from webapp.absence.models import Register

pytestmark = pytest.mark.browser


@pytest.fixture
def mother(server, weather, device) -> Page:
    """Orlova's phone with everything held, behind a network that can break."""
    page = enter(device(base_url=weather.url).new_page(), "orlova")
    wait_until_held(page)
    return page


@pytest.fixture
def teacher(server, weather, device) -> Page:
    """Kuznetsova's tablet with everything held."""
    page = enter(device(base_url=weather.url, viewport=TABLET).new_page(), "kuznetsova")
    wait_until_held(page)
    return page


def kind_of(server, login: str) -> str:
    """What stands in today's register of mathematics."""
    with server.database():
        lesson = server.cast.lesson("maths", TODAY)
        return Register.get(Register.lesson == lesson, Register.student == server.cast.students[login]).kind


def register(page: Page, name: str, kind: str) -> None:
    """Two taps: the student, the sign."""
    pupil = page.locator(".pupil", has_text=name)
    pupil.locator("summary").first.click()
    pupil.locator(f".key-sign[value={kind}]").click()


@pytest.fixture
def refused(server, mother) -> Page:
    """A notice whose days are the wrong way round was made without a network, and not accepted."""
    offline(mother)
    tell_absence(mother, server.cast.students["masha"], date(2026, 11, 20), date(2026, 11, 19))
    is_kept(mother)
    mother.goto("/waiting")
    offline(mother, is_off=False)
    mother.evaluate(ONLINE)
    expect(rows(mother)).to_contain_text("не принято")
    return mother


@pytest.fixture
def overtaken(server, weather, teacher, device) -> Page:
    """Kuznetsova's «нет на уроке» of Ёжиков waited while another tablet entered «опоздал»."""
    with server.database():
        lesson = f"/lessons/{server.cast.lesson('maths', TODAY).id}"
    teacher.goto(lesson)
    offline(teacher)
    register(teacher, "Ёжиков", "absent")
    is_kept(teacher)
    other = enter(device(viewport=TABLET).new_page(), "kuznetsova")
    other.goto(lesson)
    register(other, "Ёжиков", "late")
    expect(other.locator(".pupil", has_text="Ёжиков")).to_contain_text("оп")
    teacher.goto("/waiting")
    offline(teacher, is_off=False)
    teacher.evaluate(ONLINE)
    expect(rows(teacher)).to_contain_text("тем временем изменено")
    return teacher


def test_20_what_was_refused_is_corrected_in_its_form_and_accepted(server, refused):
    row = rows(refused)
    expect(row).to_contain_text(FEVER.split("\n")[1])
    expect(badge(refused)).to_have_class(re.compile("urgent"))
    told = row.locator("[data-put=told]").inner_text().split(": ")[-1]
    row.get_by_role("link", name="Исправить").click()
    form = refused.locator("main form[method=post]:not(.languages)").last
    expect(form.locator("[name=comment]")).to_have_value(FEVER)
    expect(form.locator("[name=starts]")).to_have_value("2026-11-20")
    expect(form.locator(".error")).to_contain_text(told)
    form.locator("[name=ends]").fill("2026-11-21")
    form.locator("button[type=submit]").last.click()
    expect(refused).to_have_url(re.compile("/absences/$"))
    assert given(server) == [FEVER]
    expect(badge(refused)).to_be_hidden()


def test_what_was_refused_goes_only_when_that_is_confirmed(server, refused):
    refused.get_by_role("button", name="Убрать").click()
    refused.get_by_role("button", name="Нет").click()
    expect(rows(refused)).to_have_count(1)
    refused.get_by_role("button", name="Убрать").click()
    refused.get_by_role("button", name="Да").click()
    expect(refused.get_by_text("Всё отправлено")).to_be_visible()
    assert given(server) == []


def test_the_words_of_what_was_refused_can_be_copied(refused):
    refused.context.grant_permissions(["clipboard-read", "clipboard-write"])
    refused.get_by_role("button", name="Скопировать").click()
    expect(refused.get_by_role("button", name="Скопировано")).to_be_visible()
    assert FEVER in refused.evaluate("navigator.clipboard.readText()").replace("\r", "")


def test_21_both_values_are_shown_and_mine_is_chosen(server, overtaken):
    sides = rows(overtaken).locator(".side")
    expect(sides.nth(0)).to_contain_text("оп")
    expect(sides.nth(0)).to_contain_text("Кузнецова О. П.")
    expect(sides.nth(1)).to_contain_text("н")
    assert kind_of(server, "yozhik") == "late"
    overtaken.get_by_role("button", name="Оставить моё").click()
    expect(overtaken.get_by_text("Всё отправлено")).to_be_visible()
    assert kind_of(server, "yozhik") == "absent"


def test_21_both_values_are_shown_and_theirs_stays(server, overtaken):
    overtaken.get_by_role("button", name="Оставить, как стало").click()
    expect(overtaken.get_by_text("Всё отправлено")).to_be_visible()
    expect(badge(overtaken)).to_be_hidden()
    assert kind_of(server, "yozhik") == "late"
