"""An offline start with the worker cold, beside static pages that a worker keeps; and the black hole."""

import re
import statistics
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests import browsers
from tests.benchmarks.served import enter, serving
from tests.benchmarks.slowed import browser_slowed, page_slowed
from tests.benchmarks.static_site import PLAIN, WEEK, static_site
from tests.fuzz.weather import FAIR, Weather
from tests.offline.devices import stop_worker, wait_until_held
from webapp.config import ROOT

LOGIN, SLOWER = "orlova", 4
_CONTROLLED = "() => !!navigator.serviceWorker.controller"
_LOADED = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
_IS_KEPT = "() => document.querySelector('[data-fetched-at]') !== null"


def offline_starts(playwright: Any, folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Median milliseconds to DOMContentLoaded with all servers gone and the worker cold.

    By what is slowed («nothing», «page», «browser»), then by page: «week», «as files», «plain».
    """
    browser = browsers.launch(playwright)
    try:
        page = browsers.new_context(browser).new_page()
        with serving(folder) as port, tempfile.TemporaryDirectory(prefix="zvonok-bench-") as site:
            enter(page, f"http://127.0.0.1:{port}", LOGIN, "/diary")
            wait_until_held(page)
            addresses = {"week": page.url}
            document = page.request.get(page.url).text()
            with static_site(Path(site), document, _assets(document)) as address:
                addresses |= {"as files": address + WEEK, "plain": address + PLAIN}
                page.goto(addresses["plain"])
                page.wait_for_function(_CONTROLLED)
        slow = {
            "nothing": nullcontext,
            "page": lambda: page_slowed(page, SLOWER),
            "browser": lambda: browser_slowed(browser, SLOWER),
        }
        return {name: _in_turn(page, addresses, rounds, slowed) for name, slowed in slow.items()}
    finally:
        browser.close()


def _assets(document: str) -> list[Path]:
    return [ROOT / path for path in sorted(set(re.findall(r"/(static/build/[\w.-]+)", document)))]


def _in_turn(page: Page, addresses: dict[str, str], rounds: int, slowed: Any) -> dict[str, float]:
    """Every round opens each page once."""
    times: dict[str, list[float]] = {name: [] for name in addresses}
    for _ in range(rounds):
        for name, address in addresses.items():
            page.goto("about:blank")
            stop_worker(page.context, page)
            with slowed():
                page.goto(address, wait_until="load")
                times[name].append(page.evaluate(_LOADED))
            if name == "week" and not page.evaluate(_IS_KEPT):
                raise SystemExit("the week did not come from the device")
    return {name: statistics.median(values) for name, values in times.items()}


def black_hole(playwright: Any, folder: Path, rounds: int) -> tuple[float, float]:
    """Median seconds until the kept week is there while every byte vanishes; and over a fair network."""
    browser = browsers.launch(playwright)
    with serving(folder) as port:
        weather = Weather(port)
        try:
            page = browsers.new_context(browser).new_page()
            enter(page, weather.url, LOGIN, "/diary")
            wait_until_held(page)
            week = page.url
            kinds = ("blackhole", FAIR)
            times = [[_shown(page, week, weather, kind) for kind in kinds] for _ in range(rounds)]
        finally:
            browser.close()
            weather.end()
    held, fair = (statistics.median(column) / 1000 for column in zip(*times, strict=True))
    return held, fair


def _shown(page: Page, week: str, weather: Weather, kind: str) -> float:
    page.goto("about:blank")
    weather.becomes("cut")
    weather.becomes(kind)
    page.goto(week, wait_until="load")
    if page.evaluate(_IS_KEPT) != (kind != FAIR):
        raise SystemExit(f"not the week expected in the weather «{kind}»")
    return float(page.evaluate(_LOADED))
