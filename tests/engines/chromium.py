"""Chromium, started as people start it and spoken to through its debugging port."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Error, Page, Playwright

from tests.browsers import PHONE, QUIET, executable
from tests.engines.device import Device, Failed, NotOpened
from tests.engines.processes import AT_HOME, OWN_GROUP, end, wait_for
from tests.policy import listen

HEADLESS = ("--headless=new", "--remote-debugging-port=0", "--lang=ru-RU", "--accept-lang=ru-RU,ru")


class Chromium(Device):
    """page is Playwright's, for what only Chromium's own tests need."""

    page: Page

    def __init__(self, folder: Path, base_url: str, playwright: Playwright):
        super().__init__(folder, base_url)
        self._playwright = playwright
        self._process: subprocess.Popen[bytes] | None = None
        self._browser: Browser | None = None

    def start(self) -> None:
        told = self.folder / "DevToolsActivePort"
        told.unlink(missing_ok=True)
        words = [executable(), *HEADLESS, *QUIET, f"--user-data-dir={self.folder}", "about:blank"]
        self._process = subprocess.Popen(
            words, env={**os.environ, **AT_HOME}, stderr=subprocess.DEVNULL, **OWN_GROUP
        )
        wait_for("Chromium's port", lambda: told.exists() and "\n" in told.read_text())
        address = f"http://127.0.0.1:{told.read_text().split()[0]}"
        self._browser = self._playwright.chromium.connect_over_cdp(address)
        listen(self._browser.contexts[0])
        self._enter(self.tabs()[0])

    def kill(self) -> None:
        if self._process:
            end(self._process)
            self._process = None
        if self._browser:
            with contextlib.suppress(Error):
                self._browser.close()
            self._browser = None

    def open(self, url: str) -> None:
        try:
            self.page.goto(self.base_url + url if url.startswith("/") else url)
        except Error as error:
            raise NotOpened(error.message) from error

    def script(self, function: str, *args: Any) -> Any:
        try:
            return self.page.evaluate(f"(args) => ({function})(...args)", list(args))
        except Error as error:
            raise Failed(error.message) from error

    def click(self, css: str) -> None:
        self.page.locator(css).filter(visible=True).first.click()

    def tabs(self) -> list[Page]:
        assert self._browser
        return self._browser.contexts[0].pages

    def new_tab(self) -> Page:
        assert self._browser
        self._enter(self._browser.contexts[0].new_page())
        return self.page

    def show(self, tab: Page) -> None:
        self.page = tab
        tab.bring_to_front()

    def kill_tab(self) -> None:
        killed = self.page
        with contextlib.suppress(Error):
            killed.goto("chrome://crash")
        killed.close()
        self.show(self.tabs()[0])

    def drop_cookies(self) -> None:
        self.page.context.clear_cookies()

    def stop_worker(self) -> None:
        with self._debugging() as session:
            session.send("ServiceWorker.enable")
            session.send("ServiceWorker.stopAllWorkers")

    def limit_storage(self, size: int) -> None:
        # The limit holds while the session that set it lasts.
        self._limiting = self.page.context.new_cdp_session(self.page)
        self._limiting.send("Storage.overrideQuotaForOrigin", {"origin": self.base_url, "quotaSize": size})

    def sync(self, tag: str) -> None:
        with self._debugging() as session:
            registrations: list[dict[str, Any]] = []
            session.on(
                "ServiceWorker.workerRegistrationUpdated",
                lambda told: registrations.extend(told["registrations"]),
            )
            session.send("ServiceWorker.enable")
            for _ in range(50):
                self.page.wait_for_timeout(100)
                if numbers := [one["registrationId"] for one in registrations if not one["isDeleted"]]:
                    break
            number = numbers[0]
            words = {"origin": self.base_url, "registrationId": number, "tag": tag, "lastChance": False}
            session.send("ServiceWorker.dispatchSyncEvent", words)

    def _enter(self, page: Page) -> None:
        page.set_default_timeout(30_000)
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        self.page = page

    @contextlib.contextmanager
    def _debugging(self) -> Iterator[CDPSession]:
        session = self.page.context.new_cdp_session(self.page)
        yield session
        session.detach()
