"""Chromium for the tests, and free ports for their servers."""

import contextlib
import os
import random
import socket
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.policy import listen

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 360, "height": 740}
TABLET = {"width": 1024, "height": 768}
DESKTOP = {"width": 1280, "height": 900}


def executable() -> str:
    """Path of Chromium: $CHROMIUM, else Debian's without a window. Stops the test run when there is none."""
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell")
    if not os.access(path, os.X_OK):
        pytest.exit(f"{path} is not there. Type: make setup-test", returncode=4)
    return path


def launch(playwright: Playwright, **settings: Any) -> Browser:
    """A headless Chromium that asks the network for nothing of its own. The caller closes it."""
    return playwright.chromium.launch(executable_path=executable(), args=list(QUIET), **settings)


def launch_persistent(playwright: Playwright, folder: Path, **settings: Any) -> BrowserContext:
    """The same with a profile in a folder, which outlives the browser. The caller closes it."""
    return listen(
        playwright.chromium.launch_persistent_context(
            folder, executable_path=executable(), args=list(QUIET), **_at_home(settings)
        )
    )


def new_context(browser: Browser, **settings: Any) -> BrowserContext:
    """A context of a Russian family: ru-RU, Moscow, a phone's screen unless told otherwise."""
    return listen(browser.new_context(**_at_home(settings)))


def free_port() -> int:
    """A TCP port on 127.0.0.1 that nobody listens on now, below those that the system itself gives away."""
    while True:
        port = random.randrange(11_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _at_home(settings: dict[str, Any]) -> dict[str, Any]:
    return {"locale": "ru-RU", "timezone_id": "Europe/Moscow", "viewport": PHONE, **settings}
