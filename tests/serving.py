"""A real server with the cast in a data folder of its own, and Chromium to visit it with."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browsers import PHONE, free_port, launch, new_context
from tests.cast import NOW, PASSWORD, Cast
from tests.nursery import Forked, fork
from tests.scratch import scratch_folder
from webapp import db

ROOT = Path(__file__).resolve().parents[1]
SERVE = "from webapp.serving import serve; serve()"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
READY_WITHIN = 30.0
# Playwright's own 5 s are too short for a machine that does other things too.
expect.set_options(timeout=20_000)


@dataclass
class Server:
    """`zvonok serve` on a free port of 127.0.0.1.

    url has no slash at the end; cast holds the ids; output takes what it says, the run's own unless given;
    forked spares the start where it is not what is tested (tests/nursery.py).
    """

    folder: Path
    cast: Cast
    now: str = NOW.isoformat()
    port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)
    program: Path = ROOT
    output: IO[bytes] | None = None
    forked: bool = False
    process: subprocess.Popen[bytes] | Forked | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, or start it again on the same port and data; returns when it answers."""
        own = {"ZVONOK_DATA": str(self.folder), "PORT": str(self.port), "ZVONOK_NOW": self.now}
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        env = {**kept, **own, **self.settings}
        self.process = fork(env) if self.forked and self.program == ROOT else self._open(env)
        deadline = time.monotonic() + READY_WITHIN
        while not self.answers():
            ended = self.process.poll()
            if ended is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"the server does not start (ended: {ended}): {self._said()}")
            time.sleep(0.05)

    def _open(self, env: dict[str, str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", SERVE],
            cwd=self.program,
            env=env,
            start_new_session=True,
            stdout=self.output,
            stderr=self.output,
        )

    def _said(self) -> str:
        return Path(self.output.name).read_text(errors="replace")[-2000:] if self.output else ""

    def answers(self) -> bool:
        """Whether it takes requests now."""
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it with all its workers."""
        if self.process is None:
            return
        for sent in (how, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, sent)
                self.process.wait(10)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self.process.wait()
        self.process = None

    @contextmanager
    def database(self) -> Iterator[Any]:
        """The tables in this process, over the server's data."""
        opened = db.use(f"sqlite:///{self.folder / 'zvonok.db'}")
        with opened.connection_context():
            yield opened
        opened.close_all()


def _build() -> None:
    subprocess.run([ROOT / ".venv/bin/node", ROOT / "scripts/build_front_end.mjs"], check=True)


@pytest.fixture(scope="session")
def built() -> None:
    """The front end is built from the sources as they are."""
    _build()


@pytest.fixture
def server(templates: Any, built: None) -> Iterator[Server]:
    """The server with the cast, its clock at Wednesday 2026-11-18, 08:05 in Moscow."""
    url, people = templates.copy("sqlite", peopled=True)
    folder = scratch_folder("zvonok-server-")
    shutil.move(url.removeprefix("sqlite:///"), folder / "zvonok.db")
    running = Server(folder, people, forked=True)
    running.start()
    try:
        yield running
    finally:
        # Nothing of it is needed any more, and a gentle end takes half a second.
        running.stop(signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one Playwright that a process can have."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for the worker's whole run."""
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture
def device(chromium: Browser, server: Server) -> Iterator[Callable[..., BrowserContext]]:
    """device() is a browser of its own, a phone unless told otherwise; device(viewport=TABLET) a tablet."""
    opened: list[BrowserContext] = []

    def take(**settings: Any) -> BrowserContext:
        context = new_context(chromium, **{"base_url": server.url, "viewport": PHONE, **settings})
        context.set_default_timeout(30_000)
        opened.append(context)
        return context

    yield take
    for context in opened:
        context.close()


def enter(page: Page, login: str, password: str = PASSWORD) -> Page:
    """Sign in as one of the cast, as the form does without scripts, and wait for the first page."""
    asking = page.context.request
    fields = dict(HIDDEN.findall(asking.get("/sign-in").text()))
    answer = asking.post("/sign-in", form={**fields, "login": login, "password": password})
    page.goto(answer.url)
    assert "/sign-in" not in page.url, f"{login} was not let in"
    return page
