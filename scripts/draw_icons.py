"""Draws the home screen's PNG icons from icon.svg: .venv/bin/python -m scripts.draw_icons"""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from scripts.console import ROOT
from tests.browsers import launch

ICONS = ROOT / "static" / "icons"
BLUE, CLEAR = "#1d4f91", "transparent"
# The system cuts the maskable one to a shape of its own: its corners are filled, the bell stands well inside.
DRAWN = {"icon-192.png": (192, CLEAR), "icon-512.png": (512, CLEAR), "maskable-512.png": (512, BLUE)}


def main() -> None:
    drawing = (ICONS / "icon.svg").read_text()
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name, (size, ground) in DRAWN.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            sized = drawing.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)
            page.set_content(f'<body style="margin:0;background:{ground}">{sized}</body>')
            page.screenshot(path=ICONS / name, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
