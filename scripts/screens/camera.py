"""Visits the pages at every size and photographs them in every theme, the same each time."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, StorageState

from scripts.screens.screens import Screen
from tests.browsers import PHONE, TABLET, launch, new_context
from tests.serving import enter
from webapp.demo.cast import PASSWORD

NOW = "2026-11-18T08:05:00+03:00"
SIZES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
    "tablet": {"viewport": TABLET, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1440, "height": 900}},
}
THEMES: tuple[Any, ...] = ("light", "dark")
FONTS = Path(__file__).with_name("fonts.conf")


def launch_with_own_fonts(playwright: Playwright) -> Browser:
    """A Chromium that draws with the fonts that set-up installs. The caller closes it."""
    # Chromium's own words, such as the parts of a date, are English wherever it has no other language.
    return launch(playwright, env={**os.environ, "FONTCONFIG_FILE": str(FONTS), "LANGUAGE": "en"})


class Camera:
    """One browser on the demo school's server; who signed in once stays signed in at each size."""

    def __init__(self, browser: Browser, base_url: str):
        self.browser, self.base_url = browser, base_url
        self.entered: dict[str, StorageState] = {}
        self.pages: dict[tuple[str | None, str], Page] = {}

    def pictures(self, screen: Screen) -> Iterator[tuple[str, bytes]]:
        """Name (`week-phone-dark`) and PNG of every size and theme."""
        for size in SIZES:
            page = self._page(screen, size)
            page.goto(screen.url)
            if screen.opened:
                screen.opened(page)
            for theme in THEMES:
                page.emulate_media(color_scheme=theme, contrast="no-preference", reduced_motion="reduce")
                yield (
                    f"{screen.name}-{size}-{theme}",
                    page.screenshot(animations="disabled", caret="hide", scale="css"),
                )
            if screen.is_apart:
                page.context.close()

    def _page(self, screen: Screen, size: str) -> Page:
        who = screen.login, size
        if screen.is_apart:
            return self._new_page(*who)
        if who not in self.pages:
            self.pages[who] = self._new_page(*who)
        return self.pages[who]

    def _new_page(self, login: str | None, size: str) -> Page:
        if login and login not in self.entered:
            self.entered[login] = self._sign_in(login)
        context = self._context(storage_state=self.entered.get(login or ""), **SIZES[size])
        context.clock.set_fixed_time(datetime.fromisoformat(NOW))
        return context.new_page()

    def _sign_in(self, login: str) -> StorageState:
        context = self._context()
        enter(context.new_page(), login, PASSWORD)
        state = context.storage_state()
        context.close()
        return state

    def _context(self, **settings: Any) -> BrowserContext:
        context = new_context(self.browser, base_url=self.base_url, service_workers="block", **settings)
        context.set_default_timeout(60_000)
        return context
