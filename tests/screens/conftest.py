"""The demo school behind a server, and a camera before it: one of each for a worker."""

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from scripts.screens.camera import NOW, Camera, launch_with_own_fonts
from tests.cast import Cast
from tests.demo.conftest import built as demo_in  # noqa: F401
from tests.serving import Server


@pytest.fixture(scope="session")
def demo_server(demo_in: Callable[[str], str], data_folder: Path, built: None) -> Iterator[Server]:  # noqa: F811
    """The demo school of the day that the record shows."""
    folder = data_folder / "record"
    folder.mkdir()
    shutil.copy(demo_in("sqlite").removeprefix("sqlite:///"), folder / "zvonok.db")
    server = Server(folder, Cast(), now=NOW, forked=True)
    server.start()
    yield server
    server.stop(signal.SIGKILL)


@pytest.fixture(scope="session")
def camera(demo_server: Server, playwright: Playwright) -> Iterator[Camera]:
    """In a browser of its own, for its fonts."""
    browser = launch_with_own_fonts(playwright)
    yield Camera(browser, demo_server.url)
    browser.close()
