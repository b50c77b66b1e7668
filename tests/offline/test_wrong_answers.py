"""Faults 5 to 8 of offline.md: answers that are not the page asked for are neither kept nor shown as it."""

import re

import pytest
from playwright.sync_api import expect

from tests.offline.between import between
from tests.offline.devices import put_aside, stamp, wait_until_held
from tests.offline.pages import STAMP, WEEK, shows_lessons
from tests.serving import enter

pytestmark = pytest.mark.browser


@pytest.fixture
def proxy(server):
    """Spoils the answers to single paths."""
    with between(server) as found:
        yield found


@pytest.fixture
def url(server) -> str:
    """Masha's week."""
    return f"/students/{server.cast.students['masha']}/diary/{WEEK}"


def test_05_a_captive_portal_is_neither_shown_as_the_week_nor_kept(weather, device, url):
    page = enter(device(base_url=weather.url).new_page(), "orlova")
    wait_until_held(page)
    weather.becomes("cut")
    weather.becomes("portal")
    for _ in range(2):
        page.goto(url)
        assert STAMP.fullmatch(stamp(page))
    page.goto(url.replace(WEEK, "2026-W20"))
    expect(page.get_by_text("Без сети на этом устройстве открываются")).to_be_visible()
    weather.becomes("refuse")
    page.goto(url)
    shows_lessons(page)
    assert "Wi-Fi" not in page.content()


def test_06_a_session_that_ended_leads_to_sign_in_and_is_not_kept(server, device, url):
    context = device()
    page = enter(context.new_page(), "orlova")
    wait_until_held(page)
    page.goto(url)
    context.clear_cookies()
    page.get_by_role("navigation", name="Разделы").get_by_role("link", name="Задания").click()
    expect(page).to_have_url(re.compile("/sign-in"))
    page.goto(url)
    expect(page).to_have_url(re.compile("/sign-in"))
    server.stop()
    page.goto(url)
    shows_lessons(page)
    assert page.locator("[name=password]").count() == 0


def test_07_a_body_cut_short_is_neither_shown_nor_kept_however_it_was_sent(server, proxy, device, url):
    page = enter(device(base_url=proxy.url).new_page(), "orlova")
    wait_until_held(page)
    for how in ("cut-length", "cut-chunked", "cut-unnoticed"):
        proxy.spoilt[url] = how
        put_aside(page, url, etag="")
        page.goto(url)
        assert STAMP.fullmatch(stamp(page)), how
        expect(page.get_by_role("navigation", name="Разделы")).to_be_visible()
    server.stop()
    page.goto(url)
    expect(page.get_by_role("navigation", name="Разделы")).to_be_visible()
    shows_lessons(page)


def test_08_a_server_in_trouble_leaves_the_kept_copy_marked_as_old(server, proxy, device, url):
    page = enter(device(base_url=proxy.url).new_page(), "orlova")
    wait_until_held(page)
    proxy.spoilt[url] = "bad-gateway"
    page.goto(url)
    assert STAMP.fullmatch(stamp(page))
    proxy.spoilt.clear()
    put_aside(page, url, etag="")
    with server.database() as database:
        database.execute_sql("ALTER TABLE lesson RENAME TO gone")
    page.goto(url)
    assert STAMP.fullmatch(stamp(page))
    shows_lessons(page)
