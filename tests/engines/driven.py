"""Browsers that are driven by W3C WebDriver."""

import time
from abc import abstractmethod
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import InvalidSessionIdException, WebDriverException
from selenium.webdriver.remote.webdriver import WebDriver
from urllib3.exceptions import HTTPError

from tests.engines.device import PATIENCE, Device, Failed, Hung, NotOpened
from tests.engines.processes import end

# In the device's folder: what driver and browser say.
SAID = "said.txt"
_ASK = """const done = arguments[arguments.length - 1];
const args = [...arguments].slice(0, -1);
(async () => (%s)(...args))().then((value) => done({ value }), (error) => done({ error: String(error) }));"""
_VISIBLE = """return [...document.querySelectorAll(arguments[0])].find((found) => found.checkVisibility());"""


class Driven(Device):
    """A browser and its driver, in one group of processes."""

    def __init__(self, folder: Path, base_url: str):
        super().__init__(folder, base_url)
        self._driver: Any = None
        self._storage: int | None = None

    @abstractmethod
    def _launch(self) -> WebDriver:
        """A driver with the browser started."""

    def start(self) -> None:
        self._driver = self._launch()
        self._known: list[str] = []
        self._driver.set_script_timeout(30)
        self._driver.set_page_load_timeout(60)
        # WebKit's driver may wait for ever for a page that has gone.
        self._driver.command_executor.client_config.timeout = 90

    def kill(self) -> None:
        if self._driver is None:
            return
        service = self._driver.service
        end(service.process)
        service.process = None
        self._driver = None

    def open(self, url: str) -> None:
        try:
            self._driver.get(self.base_url + url if url.startswith("/") else url)
        except WebDriverException as error:
            raise NotOpened(error.msg) from error
        if self._driver.current_url == "about:blank" != url:
            raise NotOpened(url)

    def script(self, function: str, *args: Any) -> Any:
        try:
            answer = self._driver.execute_async_script(_ASK % function, *args)
        except InvalidSessionIdException as error:
            raise Failed(f"the browser has gone: {self._said()}") from error
        except WebDriverException as error:
            raise Failed(error.msg) from error
        except HTTPError as error:
            raise Hung(str(error)) from error
        if "error" in (answer or {"error": "no answer"}):
            raise Failed((answer or {}).get("error"))
        return answer.get("value")

    def _said(self) -> str:
        said = self.folder / SAID
        return said.read_text(errors="replace")[-2000:] if said.exists() else "it said nothing"

    def click(self, css: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                if found := self._driver.execute_script(_VISIBLE, css):
                    found.click()
                    return
                problem = "nothing visible"
            except WebDriverException as error:
                problem = str(error.msg)
            if time.monotonic() > deadline:
                raise AssertionError(f"{css}: {problem}")
            time.sleep(0.1)

    def tabs(self) -> list[str]:
        # The driver lists them in no order.
        found = self._driver.window_handles
        self._known = [tab for tab in self._known if tab in found]
        self._known += [tab for tab in found if tab not in self._known]
        return list(self._known)

    def new_tab(self) -> str:
        before = self.tabs()
        self._driver.switch_to.new_window("tab")
        return next(tab for tab in self.tabs() if tab not in before)

    def show(self, tab: str) -> None:
        self._driver.switch_to.window(tab)

    def drop_cookies(self) -> None:
        self._driver.delete_all_cookies()

    def limit_storage(self, size: int) -> None:
        self._storage = size
        self.kill()
        self.start()


def needed(program: Path) -> str:
    """The program's path. Stops the test run when it is not there."""
    if not program.exists():
        pytest.exit(f"{program} is not there. Type: make setup-test", returncode=4)
    return str(program)
