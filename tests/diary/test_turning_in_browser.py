"""Another page comes in softly, at once for who wants no motion, and holds nobody up."""

import pytest
from playwright.sync_api import expect

from tests.serving import enter

pytestmark = pytest.mark.browser
# Notes the pictures of pages that fade, as they are drawn.
WATCH = """() => {
  window.faded = [];
  const look = () => {
    for (const animation of document.getAnimations()) {
      const part = animation.effect.pseudoElement;
      if (!part?.startsWith("::view-transition")) continue;
      if (!window.faded.includes(part)) window.faded.push(part);
      if (window.slowly) animation.playbackRate = 0.001;
    }
    requestAnimationFrame(look);
  };
  look();
}"""
OLD, NEW = "::view-transition-old(root)", "::view-transition-new(root)"
FADED = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(window.faded))))"""
NOTE_REVEALED = """() => {
  window.revealed = null;
  const note = ({ viewTransition }) => (window.revealed = !!viewTransition);
  addEventListener("pagereveal", note, { once: true });
}"""
# Answers come by halves; the second comes with arrive().
HOLD_BODY = """() => {
  const plain = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await plain(...asked);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const body = new ReadableStream({
      start(flow) {
        flow.enqueue(bytes.slice(0, 500));
        window.arrive = () => { flow.enqueue(bytes.slice(500)); flow.close(); };
      },
    });
    return Object.defineProperty(new Response(body, answer), "url", { value: answer.url });
  };
}"""


@pytest.fixture
def week(device, server):
    """Opens the present week of Маша's."""

    def opened(**settings):
        page = enter(device(**settings).new_page(), "orlova")
        page.goto(f"/students/{server.cast.students['masha']}/diary/2026-W47")
        page.wait_for_load_state("networkidle")
        page.evaluate(WATCH)
        return page

    return opened


def turn(page, way="next"):
    page.locator(f".week-bar a[rel={way}]").click()


def faded(page):
    """The parts that have faded so far, after two more frames."""
    return page.evaluate(FADED)


def test_the_page_that_was_seen_fades_into_the_next_one(week):
    page = week()
    turn(page)
    expect(page.locator(".week-bar h2")).to_contain_text("23–28 ноября")
    assert {OLD, NEW} <= set(faded(page))


def test_nothing_fades_for_who_wants_no_motion(week):
    page = week(reduced_motion="reduce")
    turn(page)
    expect(page.locator(".week-bar h2")).to_contain_text("23–28 ноября")
    assert faded(page) == []


def test_what_is_read_anew_in_its_place_does_not_fade(week):
    page = week()
    with page.expect_response(lambda answer: "/diary/2026-W47" in answer.url):
        page.evaluate("htmx.ajax('GET', location.pathname, '#page')")
    expect(page.locator(".week-bar h2")).to_contain_text("16–21 ноября")
    assert faded(page) == []


def test_a_browser_without_view_transitions_shows_the_next_page_all_the_same(week):
    page = week()
    page.evaluate("delete Document.prototype.startViewTransition")
    turn(page)
    expect(page.locator(".week-bar h2")).to_contain_text("23–28 ноября")
    assert faded(page) == []


def test_a_tap_while_it_fades_is_the_new_pages(week):
    page = week()
    page.evaluate("window.slowly = true")
    turn(page)
    expect(page.locator(".week-bar h2")).to_contain_text("23–28 ноября")
    assert {OLD, NEW} <= set(faded(page))
    arrow = page.locator(".week-bar a[rel=next]").bounding_box()
    page.mouse.click(arrow["x"] + arrow["width"] / 2, arrow["y"] + arrow["height"] / 2)
    expect(page.locator(".week-bar h2")).to_contain_text("30 ноября")


def test_the_page_that_is_seen_stays_alive_while_the_next_one_is_on_its_way(week):
    page = week()
    page.evaluate(HOLD_BODY)
    turn(page)
    page.wait_for_function("() => !!window.arrive")
    assert faded(page) == []
    page.evaluate("window.arrive()")
    expect(page.locator(".week-bar h2")).to_contain_text("23–28 ноября")
    assert {OLD, NEW} <= set(faded(page))


@pytest.mark.parametrize(("motion", "fades"), [("no-preference", True), ("reduce", False)])
def test_a_page_that_comes_whole_fades_too(week, motion, fades):
    page = week(reduced_motion=motion)
    page.context.add_init_script(f"({NOTE_REVEALED})()")
    page.evaluate("location.assign(document.querySelector('.week-bar a[rel=next]').href)")
    expect(page.locator(".week-bar h2")).to_contain_text("23–28 ноября")
    page.wait_for_function("window.revealed !== null")
    assert page.evaluate("window.revealed") is fades
