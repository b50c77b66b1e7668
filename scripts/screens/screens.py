"""Which pages are kept, as whom, and what is done on them before the picture is taken."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

# The only school of the demo.
SCHOOL = 1
TOMORROW = "2026-11-19"
COMMENT = "Плановый приём, справку принесём"


@dataclass(frozen=True)
class Screen:
    """A page as one of the demo school sees it; is_apart: what is done on it stays in the browser."""

    name: str
    login: str | None
    url: str
    opened: Callable[[Page], None] | None = None
    is_apart: bool = False


def follow(page: Page, way: str, words: str = "") -> None:
    """Go where the page's first link to the way, with these words in it, leads."""
    page.goto(page.locator(f"main a[href*='{way}']", has_text=words).first.get_attribute("href") or "")


def new_notice(page: Page) -> None:
    follow(page, "/absences/new")


def keypad_open(page: Page) -> None:
    follow(page, "/lessons/", "7А")
    # The sheet's own script comes after it, and brings what opens into view.
    page.wait_for_load_state("networkidle")
    page.locator(".pupil-line").nth(3).click()
    expect(page.locator("details[open] .keys").first).to_be_visible()


def without_network(page: Page) -> None:
    page.context.set_offline(True)
    expect(page.locator("[data-fresh]")).to_contain_text("08:05")


def three_wait(page: Page) -> None:
    """Two ticks and a notice, written on other pages of the device, which has no network."""
    bag, notice = page.context.new_page(), page.context.new_page()
    bag.goto("/bag")
    notice.goto("/absences")
    new_notice(notice)
    page.context.set_offline(True)
    for number in range(2):
        bag.locator(".item.needed .tickbox").first.click()
        expect(bag.locator(".item [data-outbox]")).to_have_count(number + 1)
    for day in ("starts", "ends"):
        notice.fill(f"[name={day}]", TOMORROW)
    notice.locator("[name=reason][value=doctor]").check(force=True)
    notice.fill("[name=comment]", COMMENT)
    notice.locator("main form[method=post]:not(.languages) button[type=submit]").last.click()
    expect(notice.locator("[data-outbox]")).to_have_count(1)
    expect(page.locator("[data-list] > li")).to_have_count(3)
    expect(page.locator("[data-waiting]")).to_contain_text("3")
    page.bring_to_front()


SCREENS = [
    Screen("sign-in", None, "/sign-in"),
    Screen("home", "orlova", "/"),
    Screen("week", "orlova", "/diary"),
    Screen("homework", "orlova", "/homework"),
    Screen("bag", "orlova", "/bag"),
    Screen("absences", "orlova", "/absences"),
    Screen("absence-form", "orlova", "/absences", new_notice),
    Screen("timetable", "orlova", "/timetable"),
    Screen("lately", "orlova", "/lately"),
    Screen("look", "orlova", "/look"),
    Screen("offline", "orlova", "/offline", without_network, is_apart=True),
    Screen("waiting", "orlova", "/waiting", three_wait, is_apart=True),
    Screen("staff", "kuznetsova", "/"),
    Screen("day", "kuznetsova", "/journal/"),
    Screen("lesson", "kuznetsova", "/journal/", keypad_open),
    Screen("changes", "gromova", f"/schools/{SCHOOL}/changes/"),
    Screen("office", "kim", f"/office/{SCHOOL}/"),
    Screen("people", "kim", f"/office/{SCHOOL}/people"),
    Screen("imports", "kim", f"/office/{SCHOOL}/imports"),
]
