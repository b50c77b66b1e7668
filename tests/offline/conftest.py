"""A network that breaks while a test runs, and what a browser holds."""

import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browsers import free_port
from tests.engines import Engine
from tests.fuzz.programs import copy_program
from tests.offline.gateway import gateway  # noqa: F401
from tests.offline.held_week import HeldWeek
from tests.offline.test_deploying import deploy
from tests.scratch import scratch_folder
from tests.serving import ROOT, Server

PROXY = ROOT.parent / "shared" / "tools" / "flaky_proxy.py"


@dataclass
class Weather:
    """The network between browser and server; url is where the browser goes."""

    port: int
    control: int

    @property
    def url(self) -> str:
        """The server, seen through this network."""
        return f"http://127.0.0.1:{self.port}"

    def becomes(self, kind: str) -> None:
        """pass, refuse, blackhole, portal, truncate, drop-response, trickle/BPS (see the proxy)."""
        urllib.request.urlopen(f"http://127.0.0.1:{self.control}/{kind}", timeout=5).close()


@pytest.fixture
def weather(server: Server) -> Iterator[Weather]:
    """The faulty network before the server, fair at first."""
    found = Weather(free_port(), free_port())
    ports = [str(port) for port in (found.port, server.port, found.control)]
    process = subprocess.Popen([sys.executable, Path(PROXY), *ports])
    try:
        for _ in range(100):
            try:
                found.becomes("pass")
                break
            except OSError:
                time.sleep(0.05)
        yield found
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def _held_week(engine: Engine, templates: Any, built: None) -> Iterator[HeldWeek]:
    url, people = templates.copy("sqlite", peopled=True)
    folder = scratch_folder("zvonok-held-")
    shutil.move(url.removeprefix("sqlite:///"), folder / "zvonok.db")
    week = HeldWeek(engine, people, folder)
    yield week
    week.close()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def held(_held_week: HeldWeek) -> HeldWeek:
    """A device of the engine that holds the week; the tests of one engine share it."""
    _held_week.fair()
    return _held_week


@pytest.fixture(scope="session")
def next_program(built: None) -> Iterator[Path]:
    """The program with a change that can be deployed."""
    folder = scratch_folder("zvonok-program-")
    deploy(copy_program(folder), "anew")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
