"""What a test may ask of a browser, whichever engine it has."""

import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar

from tests.cast import PASSWORD

PATIENCE = 60.0
_TEXTS = """(css) => [...document.querySelectorAll(css)]
  .filter((element) => element.checkVisibility()).map((element) => element.innerText.trim())"""
_FILL = """(css, text) => {
  const field = document.querySelector(css);
  if (!field) return false;
  field.focus();
  field.value = text;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  return true;
}"""
_TICK = "(css) => { const box = document.querySelector(css); box?.click(); return !!box; }"
_ENTERED = "() => !location.pathname.startsWith('/sign-in') && document.readyState === 'complete'"


class NotOpened(Exception):
    """The browser shows an error page of its own."""


class Failed(Exception):
    """A function asked in the page has thrown, or its page has gone."""


class Hung(Failed):
    """The browser's driver does not answer any more: only kill() helps."""


class Device(ABC):
    """One browser with a profile in a folder; it outlives kill().

    unable tells what the engine cannot do in tests: name of the method → why.
    """

    unable: ClassVar[dict[str, str]] = {}

    def __init__(self, folder: Path, base_url: str):
        self.folder, self.base_url = folder, base_url

    @abstractmethod
    def start(self) -> None:
        """Start the browser on its profile, with one empty tab."""

    @abstractmethod
    def kill(self) -> None:
        """kill -9 of the browser with all its processes; start() goes on with what reached the disk."""

    def wipe(self) -> bool:
        """Make the running browser like new, if that is cheaper than a new one; else nothing, and False."""
        return False

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to a path of the server, or a whole URL, and wait for its load; NotOpened if none is there."""

    @abstractmethod
    def script(self, function: str, *args: Any) -> Any:
        """The JSON value of a function in the page, `async (a, b) => …`, awaited; Failed if it throws."""

    @abstractmethod
    def click(self, css: str) -> None:
        """Click the first visible match, as soon as there is one."""

    @abstractmethod
    def tabs(self) -> list[Any]:
        """The open tabs, oldest first."""

    @abstractmethod
    def new_tab(self) -> Any:
        """Open an empty tab and go there; the tab, for show()."""

    @abstractmethod
    def show(self, tab: Any) -> None:
        """Go to a tab."""

    @abstractmethod
    def kill_tab(self) -> None:
        """kill -9 of the tab's process, if there are others; goes to the oldest one left."""

    @abstractmethod
    def drop_cookies(self) -> None:
        """The session ends, as far as this device knows."""

    def stop_worker(self) -> None:
        """End the service worker: the next request starts it cold."""
        raise NotImplementedError(self.unable["stop_worker"])

    @abstractmethod
    def limit_storage(self, size: int) -> None:
        """Let the server's origin keep so many bytes. May kill and start the browser."""

    def sync(self, tag: str) -> None:
        """Fire Background Sync for a tag in the open page's worker."""
        raise NotImplementedError(self.unable["sync"])

    @property
    def path(self) -> str:
        """Where the open page is: path and query."""
        return str(self.script("() => location.pathname + location.search"))

    def enter(self, login: str, password: str = PASSWORD) -> None:
        """Sign in as one of the cast, and wait for the first page."""
        self.open("/sign-in")
        self.fill("[name=login]", login)
        self.fill("[name=password]", password)
        self.click("button[type=submit]")
        self.until(_ENTERED)

    def texts(self, css: str) -> list[str]:
        """The texts of all visible matches."""
        return list(self.script(_TEXTS, css))

    def fill(self, css: str, text: str) -> None:
        """Put a text, a date or a choice into the first match, as soon as there is one."""
        self.until(_FILL, css, text)

    def tick(self, css: str) -> None:
        """Click the first match even if a label covers it."""
        self.until(_TICK, css)

    def until(self, function: str, *args: Any, seconds: float = PATIENCE) -> Any:
        """Asks a function in the page until its answer is true; the answer. Waits through navigations."""
        deadline = time.monotonic() + seconds
        answer: Any = None
        while time.monotonic() < deadline:
            try:
                if answer := self.script(function, *args):
                    return answer
            except Failed as failed:
                answer = failed
            time.sleep(0.1)
        raise AssertionError(f"never true, at last {answer!r}: {function}")
