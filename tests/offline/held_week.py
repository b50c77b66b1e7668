"""A device that several tests of one engine share, since a sign-in and a week to hold are dear."""

from contextlib import ExitStack
from pathlib import Path

from tests.cast import Cast
from tests.engines import Device, Engine
from tests.fuzz.weather import FAIR, Weather
from tests.offline.between import Between, between
from tests.offline.devices import HELD
from tests.offline.pages import STAMP, WEEK
from tests.serving import ROOT, Server

_BUILD = "() => document.documentElement.dataset.build"
_SHOWN = """(title) => [...document.querySelectorAll("h1")]
  .some((one) => one.checkVisibility() && one.innerText.trim() === title)"""


class HeldWeek:
    """A guardian's device before weather, spoilt answers and a server, in this order.

    What a test breaks fair() mends, and what it cannot mend spent() throws away.
    """

    def __init__(self, engine: Engine, cast: Cast, folder: Path):
        self._engine, self._stack = engine, ExitStack()
        self._device: Device | None = None
        self.server = Server(folder, cast, forked=True)
        self.server.start()
        self._stack.callback(self.server.stop)
        self.proxy: Between = self._stack.enter_context(between(self.server))
        self.weather = Weather(self.proxy.port)
        self._stack.callback(self.weather.end)
        self.masha = f"/students/{cast.students['masha']}"
        self.url = f"{self.masha}/diary/{WEEK}"

    @property
    def device(self) -> Device:
        """The browser."""
        assert self._device
        return self._device

    def fair(self) -> None:
        """The network is fair, she is signed in, and everything is held."""
        self.weather.becomes(FAIR)
        self.proxy.spoilt.clear()
        if self._device is None:
            self._device = self._engine.take(self.weather.url)
        self.device.open(self.url)
        if self.device.path.startswith("/sign-in"):
            self.device.enter("orlova")
            self.device.open(self.url)
        self.device.until(HELD)

    def spent(self) -> None:
        """The next test gets a new device, and the program as it is."""
        if self._device:
            self._engine.give_back(self._device)
        self._device = None
        self.run(ROOT)

    def run(self, program: Path) -> None:
        """Another program at the same address."""
        if self.server.program != program:
            self.server.stop()
            self.server.program = program
            self.server.start()

    def cold(self) -> None:
        """The worker ends; with the browser where it cannot be ended alone."""
        if "stop_worker" in self.device.unable:
            self.device.kill()
            self.device.start()
        else:
            self.device.stop_worker()

    def opens_kept(self, url: str) -> str:
        """Opens what is held, stamped as such; its text."""
        self.device.open(url)
        assert STAMP.fullmatch(self.device.texts("[data-fresh]")[0]), url
        return self.device.texts("main")[0]

    def opens_the_week(self) -> None:
        """The kept week, whole."""
        assert "Математика" in self.opens_kept(self.url)
        assert self.device.script("() => document.styleSheets.length") == 1

    def opens_now(self, words: str) -> None:
        """The week as it is at the server, with the words somewhere in it."""
        self.device.open(self.url)
        assert self.device.texts("[data-fresh]") == ["сейчас"]
        assert self.device.script("(words) => document.body.textContent.includes(words)", words)

    def shows(self, title: str) -> None:
        """Waits until that is the page's heading."""
        self.device.until(_SHOWN, title)

    def says(self, words: str) -> None:
        """Waits until the words stand on the page."""
        try:
            self.device.until("(words) => document.body.innerText.includes(words)", words)
        except AssertionError as error:
            raise AssertionError(f"{self.device.path} says {self.device.texts('body')}") from error

    @property
    def build(self) -> str:
        """Which build the open page is of."""
        return str(self.device.script(_BUILD))

    def close(self) -> None:
        """Ends all of it."""
        if self._device:
            self._engine.give_back(self._device)
        self._stack.close()
