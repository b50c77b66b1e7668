"""Where the hour is played: the demo school's server, its people's devices, their clock, the camera."""

import os
import signal
import time
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, Page, Route

from scripts.small_png import small
from tests.browsers import new_context
from tests.cast import Cast
from tests.offline.devices import wait_until_held
from tests.serving import Server

TODAY = "2026-11-20"
PASSWORD = "zvonok-demo"
# The clock of page and worker, and of the server's Date, is so far from the machine's.
_CLOCK = """(() => {
  const RealDate = Date, told = new BroadcastChannel("film");
  let own = %d;
  const shift = () => Number(globalThis.localStorage?.getItem("film") ?? own);
  if (globalThis.localStorage) told.postMessage(shift());
  else told.onmessage = ({ data }) => { own = data; };
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      const isHeader = given.length === 1 && String(given[0]).endsWith(" GMT");
      if (given.length && !isHeader) super(...given);
      else super((isHeader ? RealDate.parse(given[0]) : RealDate.now()) + shift());
    }
    static now() { return RealDate.now() + shift(); }
  };
})();
"""
_WIND = """(shift) => {
  localStorage.setItem("film", shift);
  new BroadcastChannel("film").postMessage(shift);
}"""
# The count in the top bar comes last.
_SETTLED = 1000


class Stage:
    """The server on its data, whose clock is set scene by scene; one picture after the other."""

    def __init__(self, data: Path, browser: Browser, folder: Path):
        self.browser, self.folder, self.taken = browser, folder, 0
        self.server = Server(data, Cast())
        self.devices: list[BrowserContext] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for device in self.devices:
            device.close()
        self.hush(False)
        self.server.stop()

    def clock(self, moment: str, *pages: Page) -> None:
        """It is HH:MM of TODAY for the server, which starts anew, and on the pages' devices."""
        self.server.stop()
        self.server.now = f"{TODAY}T{moment}:00+03:00"
        self.server.start()
        for page in pages:
            self.wind(page, moment)

    def wind(self, page: Page, moment: str) -> None:
        """It is HH:MM on the page's device."""
        page.evaluate(_WIND, _shift(moment))
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    def device(self, login: str, moment: str, **settings: Any) -> Page:
        """A device of its own with everything held, somebody signed in, its clock at HH:MM."""
        context = new_context(
            self.browser,
            base_url=self.server.url,
            has_touch=True,
            is_mobile=True,
            reduced_motion="reduce",
            **settings,
        )
        self.devices.append(context)
        context.set_default_timeout(30_000)
        shim = _CLOCK % _shift(moment)
        context.add_init_script(shim)
        context.route("**/worker.js", lambda route: _with(route, shim))
        page = context.new_page()
        page.goto("/sign-in")
        page.fill("[name=login]", login)
        page.fill("[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url(lambda url: "sign-in" not in url)
        wait_until_held(page)
        return page

    def offline(self, page: Page, is_off: bool = True) -> None:
        """The device has no network, or has it again."""
        page.context.set_offline(is_off)
        if not is_off:
            page.evaluate("dispatchEvent(new Event('online'))")

    def hush(self, is_silent: bool = True) -> None:
        """A black hole: the server takes connections and answers nothing, until it is let go on."""
        if self.server.process:
            os.killpg(self.server.process.pid, signal.SIGSTOP if is_silent else signal.SIGCONT)

    def picture(self, page: Page, name: str) -> None:
        """What is on the screen now, as the next picture."""
        self.taken += 1
        page.wait_for_timeout(_SETTLED)
        shot = page.screenshot(animations="disabled", caret="hide")
        (self.folder / f"{self.taken:02d}-{name}.png").write_bytes(small(shot))


def _shift(moment: str) -> int:
    """Milliseconds from the machine's clock to HH:MM of TODAY in Moscow."""
    return int((datetime.fromisoformat(f"{TODAY}T{moment}:00+03:00").timestamp() - time.time()) * 1000)


def _with(route: Route, shim: str) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=shim + answer.text())
