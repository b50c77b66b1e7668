"""Shared devices: nothing of one user stays for the next."""

import re

import pytest
from playwright.sync_api import expect

from tests.offline.devices import left_behind, wait_until_held
from tests.serving import enter

pytestmark = pytest.mark.browser
NOTHING = {"caches": [], "databases": [], "stored": [], "workers": 0}


def sign_out(page):
    page.goto("/more")
    page.get_by_role("button", name="Выйти").click()


def test_after_sign_out_nothing_is_left_and_back_shows_nothing(server, device):
    page = enter(device().new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/"
    wait_until_held(page)
    page.goto(url)
    sign_out(page)
    page.wait_for_url("**/sign-in*")
    page.wait_for_timeout(2500)
    assert left_behind(page) == NOTHING
    page.go_back()
    expect(page).to_have_url(re.compile("/sign-in"))
    assert "Математика" not in page.content()


def test_the_next_user_sees_nothing_of_the_one_before(server, weather, device):
    context = device(base_url=weather.url)
    page = enter(context.new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/"
    wait_until_held(page)
    context.clear_cookies()
    enter(page, "chuzhova")
    weather.becomes("refuse")
    page.goto(url)
    assert "Математика" not in page.content()
    assert "Мария" not in page.content()


def test_sign_out_without_a_network_leaves_nothing_to_read(server, device):
    page = enter(device().new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/"
    wait_until_held(page)
    page.goto(url)
    server.stop()
    sign_out(page)
    expect(page.get_by_text("Вы вышли")).to_be_visible()
    assert "Орлова" not in page.content()
    kept = left_behind(page)["caches"]
    assert [name for name in kept if not name.startswith("shell-")] == ["locked"]
    page.goto(url)
    expect(page.get_by_text("Вы вышли")).to_be_visible()
    assert "Мария" not in page.content()


def test_a_sign_out_that_the_browser_itself_was_to_send_leaves_nothing_to_read_either(server, device):
    page = enter(device().new_page(), "orlova")
    wait_until_held(page)
    page.goto("/more")
    server.stop()
    # As when it was tapped before htmx had seen the form.
    page.evaluate("""() => {
      const form = document.querySelector("form[action='/sign-out']").cloneNode(true);
      form.id = "early";
      document.body.append(form);
    }""")
    page.locator("#early button").evaluate("(button) => button.click()")
    expect(page.get_by_text("Вы вышли")).to_be_visible()
    assert "Орлова" not in page.content()


def test_30_back_after_a_sign_out_without_a_network_shows_nothing_and_the_next_contact_ends_the_session(
    server, device
):
    page = enter(device().new_page(), "orlova")
    other = page.context.new_page()
    url = f"/students/{server.cast.students['masha']}/diary/"
    wait_until_held(page)
    other.goto(url)
    page.goto(url)
    server.stop()
    sign_out(page)
    expect(page.get_by_text("Вы вышли")).to_be_visible()
    expect(other.get_by_text("Вы вышли")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Вы вышли")).to_be_visible()
    assert "Мария" not in page.content()
    server.start()
    expect(page).to_have_url(re.compile("/sign-in"))
    expect(other).to_have_url(re.compile("/sign-in"))


def test_30_two_tabs_that_end_the_session_at_once_both_go_to_sign_in(server, weather, device):
    page = enter(device(base_url=weather.url).new_page(), "orlova")
    other = page.context.new_page()
    wait_until_held(page)
    other.goto("/more")
    weather.becomes("refuse")
    sign_out(page)
    tabs = (page, other)
    for tab in tabs:
        expect(tab.get_by_text("Вы вышли")).to_be_visible()
    # Long enough for both to have a token before either session has ended.
    weather.becomes("latency/700")
    for tab in tabs:
        tab.evaluate("() => void setTimeout(() => location.reload(), 0)")
    for tab in tabs:
        expect(tab).to_have_url(re.compile("/sign-in"))
