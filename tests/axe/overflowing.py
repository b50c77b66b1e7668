"""Which texts of an open page are cut off, or stand where nobody can scroll to."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

# Twice as large on a screen of 1280, where the page is laid out in 640; the largest type and spacing.
ZOOMED: Any = {"width": 640, "height": 450}
LARGEST = """() => {
  Object.assign(document.querySelector(".skip")?.dataset ?? {}, { size: "huge", spacing: "loose" });
}"""
FIND = Path(__file__).with_suffix(".js").read_text()


def overflowing(page: Page) -> list[str]:
    """A line for each text; none when everything can be read."""
    found: list[str] = page.evaluate(FIND)
    return found
