"""On a phone the week beside is a swipe away; the arrows stay."""

import re

import pytest
from playwright.sync_api import expect

from tests.offline.devices import wait_until_held
from tests.serving import enter

pytestmark = pytest.mark.browser
LEFT, RIGHT = ((300, 400), (80, 410)), ((80, 400), (300, 410))


def swipe(page, way, between=None):
    """A finger goes from the first of the two points to the second."""
    (x1, y1), (x2, y2) = way
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        session.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
        )

    touch("touchStart", (x1, y1))
    for step in range(1, 6):
        touch("touchMove", (x1 + (x2 - x1) * step / 5, y1 + (y2 - y1) * step / 5))
    if between:
        page.wait_for_timeout(between)
    touch("touchEnd")
    session.detach()


@pytest.fixture
def week(device, server):
    """Opens the present week of Маша's on a phone."""

    def opened(**settings):
        page = enter(device(has_touch=True, **settings).new_page(), "orlova")
        page.goto(f"/students/{server.cast.students['masha']}/diary/2026-W47")
        page.wait_for_load_state("networkidle")
        return page

    return opened


def shows(page, days):
    expect(page.locator(".week-bar h2")).to_contain_text(days)


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_swipe_to_the_left_opens_the_next_week_and_one_to_the_right_comes_back(week, motion):
    page = week(reduced_motion=motion)
    swipe(page, LEFT)
    shows(page, "23–28 ноября")
    expect(page).to_have_url(re.compile("2026-W48$"))
    swipe(page, RIGHT)
    shows(page, "16–21 ноября")
    swipe(page, RIGHT)
    shows(page, "9–14 ноября")
    page.go_back()
    shows(page, "16–21 ноября")


@pytest.mark.parametrize(
    ("what", "way", "between"),
    [
        ("a scroll", ((180, 600), (120, 200)), None),
        ("a slanting finger", ((300, 300), (200, 400)), None),
        ("a short way", ((200, 400), (150, 400)), None),
        ("a slow finger", LEFT, 900),
        ("from the left edge", ((5, 400), (300, 400)), None),
        ("from the right edge", ((355, 400), (80, 400)), None),
    ],
)
def test_what_is_no_swipe_stays_on_the_week(week, what, way, between):
    page = week()
    swipe(page, way, between)
    page.wait_for_timeout(300)
    shows(page, "16–21 ноября")


def test_what_scrolls_to_the_side_scrolls_and_the_week_stays(week):
    page = week()
    page.evaluate("""() => {
      const [box, wide] = [document.createElement("div"), document.createElement("div")];
      box.className = "scroll";
      Object.assign(wide.style, { width: "2000px", height: "740px" });
      box.append(wide);
      document.querySelector(".week").replaceChildren(box);
    }""")
    page.evaluate("scrollTo(0, 0)")
    swipe(page, LEFT)
    page.wait_for_timeout(300)
    shows(page, "16–21 ноября")


def test_a_kept_week_is_swiped_to_without_a_network(week):
    page = week()
    wait_until_held(page)
    swipe(page, RIGHT)
    shows(page, "9–14 ноября")
    page.context.set_offline(True)
    swipe(page, LEFT)
    shows(page, "16–21 ноября")
