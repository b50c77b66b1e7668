"""Take the README's pictures from a running demo school: `python -m scripts.take_screens http://…`."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests import browsers
from tests.browsers import DESKTOP, PHONE, TABLET

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screens"
PASSWORD = "zvonok-demo"


def main(address: str) -> None:
    """Walk the demo school and keep what is seen."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright)
        for size, name in ((PHONE, "phone"), (DESKTOP, "desktop")):
            page = _enter(browser, address, "orlova", size)
            for path in ("diary", "bag", "absences"):
                page.goto(f"{address}/{path}")
                page.wait_for_load_state("networkidle")
                page.screenshot(path=FOLDER / f"{path}-{name}.png")
        page = _enter(browser, address, "kuznetsova", TABLET)
        page.goto(f"{address}/journal/")
        page.get_by_text("7А").first.click()
        page.locator(".pupil-line").nth(3).click()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / "lesson-tablet.png")
        browser.close()


def _enter(browser: Browser, address: str, login: str, size: dict[str, int]) -> Page:
    page = browsers.new_context(browser, viewport=size).new_page()
    page.goto(f"{address}/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


if __name__ == "__main__":
    main(sys.argv[1])
