"""In an installed app a page pulled down at its top is read anew; a tab's gestures are the browser's."""

import pytest
from playwright.sync_api import expect

from tests.diary.test_swiping_in_browser import swipe
from tests.offline.devices import stamp, wait_until, wait_until_held
from tests.offline.pages import STAMP, WEEK, give_masha
from tests.serving import enter

pytestmark = pytest.mark.browser
DOWN, SHORT = ((180, 200), (190, 420)), ((180, 200), (180, 260))
SLANTING, UP = ((80, 200), (280, 360)), ((180, 600), (180, 300))
RELEASE = "Отпустите, чтобы обновить"
INSTALLED = """() => {
  const asked = matchMedia.bind(window);
  window.matchMedia = (media) => (media === "(display-mode: standalone)" ? { matches: true } : asked(media));
}"""
# The script that the first touch has asked for is there.
WATCHES = """async () => {
  const found = performance.getEntriesByType("resource").find(({ name }) => name.includes("/touching-"));
  return !!found && !!(await import(found.name));
}"""
# What the place at the top edge has said.
LISTEN = """() => {
  window.said = [];
  const place = document.getElementById("progress");
  new MutationObserver(() => window.said.push(place.innerText)).observe(place, { childList: true });
}"""


@pytest.fixture
def week(device, server):
    """Opens the present week of Маша's on a phone, as an installed app unless told otherwise."""

    def opened(mode="standalone"):
        page = device(has_touch=True).new_page()
        if mode == "standalone":
            page.add_init_script(f"({INSTALLED})()")
        enter(page, "orlova")
        page.goto(f"/students/{server.cast.students['masha']}/diary/{WEEK}")
        wait_until_held(page)
        first_touch(page)
        page.evaluate(LISTEN)
        return page

    return opened


def first_touch(page):
    page.evaluate("scrollTo(0, 0)")
    page.touchscreen.tap(180, 30)
    wait_until(page, WATCHES)


def said(page):
    return [text for text in page.evaluate("window.said") if text]


def test_a_page_pulled_down_at_its_top_is_read_anew(server, week):
    page = week()
    give_masha(server, "5", "за устный ответ")
    swipe(page, DOWN)
    expect(page.get_by_text("за устный ответ").first).to_be_attached()
    assert said(page)[:2] == [RELEASE, "Загружается…"]
    expect(page.locator("#progress")).to_be_empty()
    assert page.evaluate("location.pathname").endswith(WEEK)


@pytest.mark.parametrize(
    ("what", "way", "mode", "scrolled"),
    [
        ("a browser's tab", DOWN, "browser", 0),
        ("a short way", SHORT, "standalone", 0),
        ("a slanting finger", SLANTING, "standalone", 0),
        ("a scroll down", UP, "standalone", 0),
        ("not at the top", DOWN, "standalone", 300),
    ],
)
def test_what_is_no_pull_reads_nothing(week, what, way, mode, scrolled):
    page = week(mode)
    page.evaluate("(to) => scrollTo(0, to)", scrolled)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    swipe(page, way)
    page.wait_for_timeout(300)
    assert said(page) == []
    assert [url for url in asked if url.endswith(WEEK)] == []


def test_what_is_being_typed_is_not_pulled_away(server, week):
    page = week()
    page.goto(f"/students/{server.cast.students['masha']}/absences/new")
    page.fill("[name=comment]", "Температура")
    first_touch(page)
    swipe(page, DOWN)
    page.wait_for_timeout(300)
    assert page.input_value("[name=comment]") == "Температура"


def test_without_a_network_it_says_so(server, week):
    page = week()
    server.stop()
    swipe(page, DOWN)
    expect(page.locator(".messages [role=status]")).to_contain_text("Связи нет")
    assert STAMP.fullmatch(stamp(page))
