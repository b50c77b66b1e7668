"""A real server over a benchmark's database, and requests to it taken in turn."""

import http.client
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Page

from tests.browsers import free_port
from webapp import clock, create_app
from webapp.config import ROOT, read_settings
from webapp.people.viewer import read_viewer

NOW = "2026-11-18T08:05:00+03:00"
PASSWORD = "zvonok-demo"


@contextmanager
def serving(data_folder: Path, *options: str) -> Iterator[int]:
    """`zvonok serve` over the folder's database; yields the port, ends the whole process group."""
    port = free_port()
    environment = {**os.environ, "ZVONOK_DATA": str(data_folder), "PORT": str(port), "ZVONOK_NOW": NOW}
    environment.pop("DATABASE_URL", None)
    command = [str(Path(sys.executable).with_name("zvonok")), "serve", *options]
    process = subprocess.Popen(
        command, env=environment, start_new_session=True, cwd=ROOT, stdout=subprocess.DEVNULL
    )
    try:
        _wait(port, process)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the server did not start")


@contextmanager
def demo_school() -> Iterator[Path]:
    """A data folder with the demo school: homework as long as people write it."""
    folder = Path(tempfile.mkdtemp(prefix="zvonok-bench-"))
    try:
        with serving(folder, "--demo"):
            pass
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def enter(page: Page, address: str, login: str, start: str) -> None:
    """Sign in as one of the demo school, and wait until the page at start is there."""
    page.goto(f"{address}/sign-in?next={start}")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/sign-in" not in url and not url.endswith("/diary"))
    page.wait_for_load_state("load")


def cookie(data_folder: Path, user_id: int) -> str:
    """The session cookie of a user, signed with the folder's secret."""
    app = create_app(read_settings(data_folder, f"sqlite:///{data_folder / 'zvonok.db'}"))
    interface = app.session_interface
    assert isinstance(interface, SecureCookieSessionInterface)
    signer = interface.get_signing_serializer(app)
    viewer = read_viewer(user_id)
    assert signer and viewer
    since = clock.now().replace(year=2026, month=11, day=18).isoformat()
    session = {"_user_id": viewer.get_id(), "_fresh": True, "since": since, "_permanent": True}
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(session)}"


class Requests:
    """Requests over one kept connection, timed one by one."""

    def __init__(self, port: int, session: str):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Cookie": session, "Accept-Encoding": "gzip, deflate, br, zstd"}

    def get(self, url: str, headers: dict[str, str]) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers and body as they came."""
        self.connection.request("GET", url, headers={**self.headers, **headers})
        response = self.connection.getresponse()
        return response.status, response.headers, response.read()

    def in_turn(self, asked: dict[str, tuple[str, dict[str, str], int]], rounds: int) -> dict[str, float]:
        """Median milliseconds by name, every round asking each once: (url, headers, expected status)."""
        times: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(rounds):
            for name, (url, headers, expected) in asked.items():
                begun = time.perf_counter()
                status, _, _ = self.get(url, headers)
                times[name].append((time.perf_counter() - begun) * 1000)
                if status != expected:
                    raise SystemExit(f"{name}: {url} answered {status}, not {expected}")
        return {name: statistics.median(values) for name, values in times.items()}
