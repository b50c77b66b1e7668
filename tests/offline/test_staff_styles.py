"""The styles that only staff see: theirs on every page and in every way that it comes, never a family's."""

import pytest
from playwright.sync_api import expect

from tests.browsers import TABLET
from tests.cast import TODAY
from tests.offline.devices import stop_worker, wait_until_held
from tests.serving import enter

pytestmark = pytest.mark.browser
LINKS = """() => [...document.querySelectorAll("head link[rel=stylesheet]")]
  .map(({ href }) => href.match(/[^/]+(?=-)/)[0])"""
# Whatever stands on the page without its styles, as soon as it stands there.
BARE = """() => {
  window.bare = [];
  new MutationObserver(() => {
    const line = document.querySelector(".day-lesson, .pupil-line");
    if (line && !getComputedStyle(line).display.endsWith("flex")) window.bare.push(line.className);
  }).observe(document.getElementById("page"), { childList: true });
}"""


@pytest.fixture
def lesson(server):
    with server.database():
        return f"/lessons/{server.cast.lesson('maths', TODAY).id}"


def is_styled(page):
    """The line of the class list is a full target, ruled off from the one above."""
    line = page.locator(".pupil-line").nth(1)
    expect(line).to_have_css("display", "flex")
    assert line.bounding_box()["height"] >= 52
    expect(page.locator(".pupil").nth(1)).to_have_css("border-top-width", "1px")


def test_a_family_fetches_nothing_of_it(device):
    page = device(service_workers="block").new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    enter(page, "orlova")
    page.get_by_role("link", name="Ещё").click()
    expect(page.get_by_role("heading", name="Ещё", level=1)).to_be_visible()
    assert [url for url in asked if "staff" in url or "/lesson-" in url] == []
    assert page.evaluate("document.styleSheets.length") == 1


def test_no_page_that_is_swapped_in_is_seen_without_it(device, lesson):
    page = enter(device(viewport=TABLET).new_page(), "kuznetsova")
    page.get_by_role("navigation", name="Разделы").get_by_role("link", name="Журнал").click()
    expect(page.locator(".day-lesson").first).to_be_visible()
    page.evaluate(BARE)
    page.locator(f".day-lesson[href='{lesson}']").first.click()
    is_styled(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Журнал", level=1)).to_be_visible()
    assert page.evaluate("window.bare") == []
    assert page.evaluate(LINKS) == ["app", "staff"]


def test_a_kept_lesson_has_it_without_a_network_and_the_worker_cold(server, device, lesson):
    context = device(viewport=TABLET)
    page = enter(context.new_page(), "kuznetsova")
    wait_until_held(page)
    stop_worker(context, page)
    server.stop()
    page.goto(lesson)
    is_styled(page)
    page.locator(".pupil-line").nth(1).press("ArrowDown")
    expect(page.locator(".pupil-line").nth(2)).to_be_focused()


def test_it_needs_no_scripts(device, lesson):
    page = enter(device(viewport=TABLET, java_script_enabled=False).new_page(), "kuznetsova")
    page.goto(lesson)
    is_styled(page)
