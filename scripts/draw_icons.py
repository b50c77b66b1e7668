"""Draws the home screen's PNG icons from the SVG ones: .venv/bin/python -m scripts.draw_icons"""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from scripts.console import ROOT
from tests.browsers import launch

ICONS = ROOT / "static" / "icons"
DRAWN = {
    "icon-192.png": ("icon.svg", 192),
    "icon-512.png": ("icon.svg", 512),
    "maskable-512.png": ("maskable.svg", 512),
}


def main() -> None:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name, (source, size) in DRAWN.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            sized = f'<svg width="{size}" height="{size}" '
            drawing = (ICONS / source).read_text().replace("<svg ", sized, 1)
            page.set_content(f'<body style="margin:0">{drawing}</body>')
            page.screenshot(path=ICONS / name, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
