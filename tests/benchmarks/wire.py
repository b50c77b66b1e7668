"""Bytes and requests of a first visit, of what is fetched ahead, of a revisit, as Chromium counted them."""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests import browsers
from tests.benchmarks.crowd import GUARDIAN, THIS_WEEK, build
from tests.benchmarks.served import serving
from webapp import db
from webapp.people.models import User
from webapp.people.passwords import hashed

PASSWORD = "parol-2026"
STUDENT = 512
GOALS = {
    "first visit, sign-in to load": 45,
    "fetched ahead": 60,
    "revisit": 1,
    "week's page": 14,
    "partial": 6,
}


@dataclass
class Traffic:
    """Requests that reached the network, and their bytes with headers both ways as the browser saw them."""

    bytes: int = 0
    requests: int = 0
    urls: dict[str, str] = field(default_factory=dict)

    def listen(self, context: BrowserContext, page: Page) -> Any:
        """Count what the page and its worker send and get."""
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on(
            "Network.requestWillBeSent",
            lambda event: self.urls.update({event["requestId"]: event["request"]["url"]}),
        )
        session.on("Network.loadingFinished", self._finished)
        return session

    def _finished(self, event: dict[str, Any]) -> None:
        if event["encodedDataLength"] > 0:
            self.bytes += int(event["encodedDataLength"])
            self.requests += 1

    def taken(self) -> tuple[int, int]:
        """Bytes and requests since the last call."""
        taken = (self.bytes, self.requests)
        self.bytes = self.requests = 0
        return taken


def run() -> None:
    """Print the bytes beside the goals."""
    folder = Path(tempfile.mkdtemp(prefix="zvonok-bench-"))
    try:
        build(folder / "zvonok.db", 1000)
        opened = db.use(f"sqlite:///{folder / 'zvonok.db'}")
        User.update(password_hash=hashed(PASSWORD)).where(User.id == GUARDIAN + STUDENT - 1).execute()
        opened.close_all()
        with serving(folder) as port, sync_playwright() as playwright:
            _visit(f"http://127.0.0.1:{port}", playwright)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _visit(address: str, playwright: Any) -> None:
    browser = browsers.launch(playwright)
    try:
        context = browsers.new_context(browser)
        page = context.new_page()
        traffic = Traffic()
        traffic.listen(context, page)
        page.goto(f"{address}/sign-in?next=/students/{STUDENT}/diary/{THIS_WEEK}")
        page.get_by_label("Логин, почта или телефон").fill(f"g{STUDENT - 1}")
        page.get_by_label("Пароль").fill(PASSWORD)
        page.get_by_role("button", name="Войти").click()
        page.wait_for_url("**/diary/**")
        page.wait_for_load_state("load")
        _print("first visit, sign-in to load", *traffic.taken())
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_timeout(4000)
        _print("page's own, after load", *traffic.taken())
        page.goto(f"{address}/students/{STUDENT}/diary/{THIS_WEEK}")
        page.wait_for_timeout(1000)
        _print("revisit", *traffic.taken())
        _sizes(context, address)
    finally:
        browser.close()


def _sizes(context: BrowserContext, address: str) -> None:
    week = f"{address}/students/{STUDENT}/diary/{THIS_WEEK}"
    for name, headers in (
        ("week's page", {}),
        ("partial", {"HX-Request": "true", "HX-Request-Type": "partial"}),
    ):
        answer = context.request.get(week, headers={**headers, "Accept-Encoding": "br"})
        _print(name, int(answer.headers["content-length"]), 1)


def _print(name: str, count: int, requests: int) -> None:
    goal = f"goal {GOALS[name]} KB" if name in GOALS else ""
    print(f"{name:32}{count / 1024:8.1f} KB {requests:4} requests  {goal}")
