"""That the diary can stand on the home screen: said once, on a later day, when the week is held."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.offline.devices import wait_until_held
from tests.serving import enter

pytestmark = pytest.mark.browser
# Chromium without a screen never asks by itself.
ASK = """() => {
  const event = new Event("beforeinstallprompt", { cancelable: true });
  event.prompt = async () => { window.asked = true; };
  dispatchEvent(event);
  return event.defaultPrevented;
}"""
IPHONE = "Object.defineProperty(Navigator.prototype, 'standalone', { value: false })"
HINT = ".messages .notice"


@pytest.fixture
def phone(device):
    """A phone on which the week is held since today, by its own clock."""

    def held(script=""):
        context = device()
        page = context.new_page()
        page.clock.install(time=datetime.fromisoformat("2026-11-18T08:05+03:00"))
        if script:
            page.add_init_script(script)
        enter(page, "orlova")
        wait_until_held(page)
        return page

    return held


def days_later(page, count):
    """The page as it is opened that many days later."""
    page.clock.set_system_time(datetime.fromisoformat("2026-11-18T08:05+03:00") + timedelta(days=count))
    page.goto("/more")
    page.wait_for_load_state("networkidle")


def ask(page):
    assert page.evaluate(ASK)
    page.wait_for_timeout(400)


def test_on_the_first_day_nothing_is_said_and_on_the_second_once(phone):
    page = phone()
    for _ in range(2):
        ask(page)
        expect(page.locator(HINT)).to_have_count(0)
    days_later(page, 1)
    ask(page)
    expect(page.locator(HINT)).to_contain_text("на главный экран")
    page.locator(HINT).get_by_role("button", name="Закрыть").click()
    for day in (1, 2, 9):
        days_later(page, day)
        ask(page)
        expect(page.locator(HINT)).to_have_count(0)


def test_a_tap_brings_the_browsers_own_question(phone):
    page = phone()
    ask(page)
    days_later(page, 1)
    ask(page)
    page.locator(HINT).get_by_role("button", name="Установить").click()
    assert page.evaluate("window.asked") is True
    expect(page.locator(HINT)).to_have_count(0)


def test_on_an_iphone_the_way_is_told(phone):
    page = phone(IPHONE)
    days_later(page, 0)
    expect(page.locator(HINT)).to_have_count(0)
    days_later(page, 1)
    expect(page.locator(HINT)).to_contain_text("Нажмите «Поделиться»")
    days_later(page, 2)
    expect(page.locator(HINT)).to_have_count(0)


def test_nothing_is_said_before_the_week_is_held_or_to_nobody(device):
    page = device(service_workers="block").new_page()
    page.goto("/sign-in")
    ask(page)
    enter(page, "orlova")
    page.evaluate("localStorage.setItem('install', 'Tue Nov 17 2026')")
    ask(page)
    expect(page.locator(HINT)).to_have_count(0)
    assert page.evaluate("localStorage.getItem('install')") == "Tue Nov 17 2026"
