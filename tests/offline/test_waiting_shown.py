"""A wait for another page keeps its place: rows stand in it after 300 ms, and nothing has moved."""

import re

import pytest
from playwright.sync_api import expect

from tests.serving import enter

pytestmark = pytest.mark.browser
BUSY = ".content[aria-busy=true]"
NOTE_BUSY = """() => {
  window.wasBusy = false;
  new MutationObserver(() => (window.wasBusy ||= !!document.querySelector("[aria-busy=true]")))
    .observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-busy"] });
}"""
# Whether each thing on the page is where it was.
PLACES = """() => [...document.querySelectorAll("#page *")]
  .map((one) => one.getBoundingClientRect())
  .map(({ x, y, width, height }) => [x, y, width, height].join())"""


@pytest.fixture
def slow(device):
    """Opens «Ещё» as Orlova; what is asked for from then on waits until it is let through."""

    def opened(**settings):
        page = enter(device(service_workers="block", **settings).new_page(), "orlova")
        page.goto("/more")
        page.wait_for_load_state("networkidle")
        asked = []
        page.route("**/*", lambda route: asked.append(route))
        return page, asked

    return opened


def go(page, name):
    page.get_by_role("navigation", name="Разделы").get_by_role("link", name=name).click()


def test_rows_keep_the_place_of_another_page_until_it_comes(slow):
    page, _ = slow()
    before = page.evaluate(PLACES)
    go(page, "Задания")
    expect(page.locator(BUSY)).to_be_visible()
    expect(page.locator("#progress")).to_have_text("Загружается…")
    assert page.evaluate(PLACES) == before
    expect(page.locator(f"{BUSY} > *").first).to_have_css("opacity", "0")
    expect(page.locator(BUSY)).to_have_css("background-image", re.compile("^repeating-linear-gradient"))
    page.unroute("**/*")
    expect(page.get_by_role("heading", name="Задания", level=1)).to_be_visible()
    expect(page.locator(BUSY)).to_have_count(0)
    expect(page.locator("#progress")).to_be_empty()


def test_the_old_page_is_back_when_the_other_cannot_come(slow):
    page, asked = slow()
    go(page, "Задания")
    expect(page.locator(BUSY)).to_be_visible()
    for route in asked:
        route.abort()
    expect(page.get_by_text("Нет связи. Проверьте сеть")).to_be_visible()
    expect(page.locator(BUSY)).to_have_count(0)
    expect(page.locator(".content > *").first).to_have_css("opacity", "1")
    expect(page.get_by_role("heading", name="Ещё", level=1)).to_be_visible()


def test_on_the_way_back_too(slow):
    page, asked = slow()
    page.unroute("**/*")
    go(page, "Задания")
    expect(page.get_by_role("heading", name="Задания", level=1)).to_be_visible()
    page.route("**/*", lambda route: asked.append(route))
    page.evaluate("history.back()")
    expect(page.locator(BUSY)).to_be_visible()
    page.unroute("**/*")
    expect(page.get_by_role("heading", name="Ещё", level=1)).to_be_visible()
    expect(page.locator(BUSY)).to_have_count(0)


def test_what_comes_at_once_was_never_waited_for(slow):
    page, _ = slow()
    page.unroute("**/*")
    page.clock.install(time="2026-11-18T08:00:00")
    page.clock.pause_at("2026-11-18T08:05:00")
    page.evaluate(NOTE_BUSY)
    go(page, "Задания")
    expect(page.get_by_role("heading", name="Задания", level=1)).to_be_visible()
    page.clock.run_for(1000)
    assert page.evaluate("window.wasBusy") is False


def test_nothing_pulses_for_who_wants_no_motion(slow):
    page, _ = slow(reduced_motion="reduce")
    go(page, "Задания")
    expect(page.locator(BUSY)).to_have_css("animation-iteration-count", "1")
