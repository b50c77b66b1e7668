"""Bytes and requests of a first visit, of what is fetched ahead, of a revisit, as Chromium counted them."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Response, sync_playwright

from tests import browsers
from tests.benchmarks.rows import heading, row
from tests.benchmarks.served import enter, serving

# Playwright tells of the worker's own requests only when asked.
os.environ.setdefault("PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS", "1")
LOGIN, CHILDREN = "orlova", 2
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
GOALS = {
    "first visit, sign-in to load": 45,
    "fetched ahead, a child": 60,
    "revisit": 1,
    "week's page": 14,
    "week's partial": 6,
}


@dataclass
class Traffic:
    """Requests that went to the network, of pages and of the worker, and the bytes of their answers."""

    answers: list[Response] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        """Note what the context's pages and its worker are answered."""
        context.on("response", lambda answer: self.answers.append(answer))

    def taken(self) -> tuple[int, int]:
        """Bytes, headers counted, and requests since the last call."""
        sizes = [_size(answer) for answer in self.answers if not answer.from_service_worker]
        self.answers.clear()
        sent = [size for size in sizes if size is not None]
        return sum(sent), len(sent)


def _size(answer: Response) -> int | None:
    """Bytes of head and body; None for what the browser's own cache answered, of less than nothing."""
    size = answer.request.sizes()
    head, body = size["responseHeadersSize"], size["responseBodySize"]
    if body < 0:
        return None
    # Of the worker's own script Chromium tells the head only.
    return head + (body or int(answer.headers.get("content-length", 0)))


def run(folder: Path) -> None:
    """Print the bytes beside the goals, on the demo school in the folder."""
    heading("on the wire, as Chromium counted it", "", "requests", "goal")
    with serving(folder) as port, sync_playwright() as playwright:
        _visit(f"http://127.0.0.1:{port}", playwright)


def _visit(address: str, playwright: Any) -> None:
    browser = browsers.launch(playwright)
    try:
        context = browsers.new_context(browser)
        page, traffic = context.new_page(), Traffic()
        traffic.listen(context)
        enter(page, address, LOGIN, "/diary")
        _print("first visit, sign-in to load", *traffic.taken())
        page.wait_for_timeout(8000)
        size, requests = traffic.taken()
        _print("fetched ahead, a child", size // CHILDREN, requests // CHILDREN)
        week = page.url
        page.goto(week)
        page.wait_for_timeout(2000)
        _print("revisit", *traffic.taken())
        for name, headers in (("week's page", {}), ("week's partial", PARTIAL)):
            answer = context.request.get(week, headers={**headers, "Accept-Encoding": "br"})
            _print(name, int(answer.headers["content-length"]), 1)
    finally:
        browser.close()


def _print(name: str, count: int, requests: int) -> None:
    row(name, f"{count / 1024:.1f} KB", str(requests), f"{GOALS[name]} KB")
