"""WebKitGTK with its driver, in a window of our own."""

import os
from pathlib import Path
from typing import ClassVar

from selenium import webdriver
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browsers import free_port
from tests.engines.driven import Driven, needed
from tests.engines.processes import AT_HOME, OWN_GROUP, wait_for

DRIVER = Path("/usr/bin/WebKitWebDriver")
PYTHON = Path("/usr/bin/python3")  # the machine's own has GTK
WINDOW = Path(__file__).with_name("webkit_window.py")
KILL_SOON = "() => { setTimeout(() => { document.title = 'kill this tab'; }, 200); }"


class WebKit(Driven):
    """display is the X screen that its windows are on."""

    unable: ClassVar[dict[str, str]] = {
        "stop_worker": "the worker lives in its page's process; kill() and start() give a cold one",
        "sync": "WebKit has no Background Sync",
    }

    def __init__(self, folder: Path, base_url: str, display: str):
        super().__init__(folder, base_url)
        self._display = display

    def _launch(self) -> WebDriver:
        options = Options()
        options.binary_location = needed(PYTHON)
        for word in (WINDOW, self.folder, *([self._storage] if self._storage else [])):
            options.add_argument(str(word))
        options.set_capability("browserName", "Zvonok")
        env = {**os.environ, **AT_HOME, "DISPLAY": self._display, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
        service = Service(
            needed(DRIVER), port=free_port(), env=env, log_output=os.devnull, popen_kw=dict(OWN_GROUP)
        )
        return webdriver.WebKitGTK(options=options, service=service)

    def open(self, url: str) -> None:
        super().open(url)
        # The driver goes on before the page's scripts have run.
        self.until("() => document.readyState === 'complete'")

    def kill_tab(self) -> None:
        killed = self._driver.current_window_handle
        self.script(KILL_SOON)
        self.show(next(tab for tab in self.tabs() if tab != killed))
        wait_for("the tab's end", lambda: killed not in self.tabs())
