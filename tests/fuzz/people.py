"""One person with one device and two tabs, through bad weather and worse."""

import contextlib
import random
import time
from typing import Any

from tests.engines import Device, Engine, NotOpened
from tests.engines.device import Failed, Hung
from tests.fuzz.deeds import LISTEN, SUBMIT, Choose, tagged
from tests.fuzz.ledger import Write
from tests.fuzz.weather import FAIR, Weather
from tests.offline.devices import UNDER_WAY

ITEMS = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("outbox");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const db = opening.result;
    if (!db.objectStoreNames.length) { db.close(); return resolve([]); }
    const asking = db.transaction("items").objectStore("items").getAll();
    asking.onsuccess = () => { db.close(); resolve(asking.result); };
  };
})"""
SHOWN = "() => JSON.parse(localStorage.getItem('shown') ?? '{}')"
AWAKE = "() => { dispatchEvent(new Event('online')); return true; }"


class Person:
    """login signs in at the device; choose tells the next deed."""

    def __init__(
        self, number: int, login: str, user: int, engine: Engine, weather: Weather, choose: Choose, seed: int
    ):
        self.number, self.login, self.user, self.choose = number, login, user, choose
        self.weather, self.dice = weather, random.Random(seed)
        self.device: Device = engine.take(weather.url)
        self.writes: list[Write] = []
        self.shown: dict[str, int] = {}
        self.trouble: list[str] = []
        self._count = 0

    def begin(self) -> None:
        """Sign in, hold what the week needs, and open a second tab."""
        self.device.enter(self.login)
        self.device.until("() => !!navigator.serviceWorker.controller")
        self.device.until(
            "async () => { const state = await caches.open('state'); const [key] = await state.keys(); "
            "return !!key && !!(await (await state.match(key)).json()).etag; }",
            seconds=60,
        )
        self.device.new_tab()

    def do(self) -> bool:
        """One deed in one of the tabs; whether something was kept."""
        self._count += 1
        tag = f"#{self.number}.{self._count}#"
        page, action, fields, button = self.choose(self.dice, tag)
        try:
            self._go(page)
            item = self.device.script(SUBMIT, action, fields, button)
        except Hung:
            self.device.kill()
            self.come_back()
            return False
        except (Failed, NotOpened):
            return False
        if item is None:
            return False
        self._note(item, tagged(fields, tag))
        return True

    def _go(self, page: str) -> None:
        tabs = self.device.tabs()
        self.device.show(self.dice.choice(tabs))
        if self.dice.random() < 0.3 or self._path() != page:
            self.device.open(page)
        if self._path().startswith("/sign-in"):
            self.sign_in()
            self.device.open(page)
        self.device.script(LISTEN)

    def _path(self) -> str:
        try:
            return self.device.path
        except Failed:
            return ""

    def sign_in(self) -> None:
        """In the open tab; on whatever page asks for it."""
        with contextlib.suppress(AssertionError, Failed, NotOpened):
            self.weather.becomes(FAIR)
            self.device.enter(self.login)

    def _note(self, item: dict[str, Any], tag: str) -> None:
        known = {write.key for write in self.writes}
        if item["key"] in known:
            return
        self.writes.append(
            Write(
                item["key"],
                self.user,
                self.number,
                item["seq"],
                item["thing"],
                item["url"],
                item["child"],
                tag,
            )
        )

    def remember_shown(self) -> None:
        """Refusals that stood on the screen; sign-out would wipe them."""
        with contextlib.suppress(Failed, NotOpened):
            self.shown.update(self.device.script(SHOWN))

    def come_back(self) -> None:
        """The browser is there again, with two tabs."""
        self.device.start()
        with contextlib.suppress(NotOpened, Failed):
            self.device.open("/")
        self.device.new_tab()

    def finish(self, seconds: float = 330) -> list[dict[str, Any]]:
        """Fair weather, signed in, until all is sent; what stands aside or waits after all."""
        self.weather.becomes(FAIR)
        self.device.show(self.device.tabs()[0])
        deadline = time.monotonic() + seconds
        items: list[dict[str, Any]] = [{"key": "", "state": "pending"}]
        while time.monotonic() < deadline:
            try:
                items = self._send_rest()
            except Hung as hung:
                self.trouble.append(f"hung: {hung}")
                self.device.kill()
                self.come_back()
                continue
            except (Failed, NotOpened, AssertionError) as failed:
                self.trouble.append(f"failed: {failed}")
                time.sleep(0.5)
                continue
            if not any(item["state"] in ("pending", "held") for item in items):
                break
            time.sleep(0.5)
        else:
            self._look_into(items)
        self.remember_shown()
        return items

    def _look_into(self, items: list[dict[str, Any]]) -> None:
        """Something waits although nothing is in its way: what each tab knows of it goes into trouble."""
        self.trouble = [f"{len(self.trouble)} times in vain", *self.trouble[-3:], f"waits: {items}"]
        for tab in self.device.tabs():
            try:
                self.device.show(tab)
                self.trouble.append(str(self.device.script(UNDER_WAY)))
            except (Failed, NotOpened) as failed:
                self.trouble.append(f"{tab}: {failed}")

    def _send_rest(self) -> list[dict[str, Any]]:
        if self._path() in ("", "about:blank"):
            self.device.open("/")
        items: list[dict[str, Any]] = self.device.script(ITEMS)
        if any(item["state"] == "held" for item in items) or self._path().startswith("/sign-in"):
            self.device.open("/sign-in")
            if self._path().startswith("/sign-in"):
                self.sign_in()
        self.device.script(AWAKE)
        return items
