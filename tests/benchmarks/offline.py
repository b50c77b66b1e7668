"""What is done without a network, each figure beside a baseline of the same run; rows of README's table."""

import json
import os
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.benchmarks.queued import LATENCY, MARKS_EACH, PUPILS, send_marks
from tests.benchmarks.rows import heading, row
from tests.benchmarks.starts import SLOWER, black_hole, offline_starts
from webapp.config import ROOT

BUILD = ROOT / "static" / "build"


def run(folder: Path) -> None:
    """Print the figures, on the demo school in the folder."""
    rounds = int(os.environ.get("STARTS", "7"))
    heading("without a network", f"median of {rounds} starts", "beside it, in the same run", "goal")
    _size()
    with sync_playwright() as playwright:
        _starts(offline_starts(playwright, folder, rounds))
        held, fair = black_hole(playwright, folder, max(3, rounds // 2))
        row("the week under a black hole", f"{held:.1f} s", f"over a fair network {fair:.1f} s", "3.5 s")
        _queue(playwright, folder)


def _size() -> None:
    worker, script = _kilobytes("worker.js"), _kilobytes("app.js")
    row("worker, reads and outbox with idb, gzip −9", worker, f"script of the pages {script}", "8 KB")


def _kilobytes(source: str) -> str:
    names = json.loads((BUILD / "manifest.json").read_text())
    return f"{(BUILD / f'{names[source]}.gz').stat().st_size / 1024:.1f} KB"


def _starts(times: dict[str, dict[str, float]]) -> None:
    goals = {"page": "500 ms"}
    names = {
        "nothing": "offline start of the week, worker cold",
        "page": f"the same, the page's thread slowed {SLOWER} times",
        "browser": f"the same, all of the browser slowed {SLOWER} times",
    }
    for slowed, name in names.items():
        by_page = times[slowed]
        beside = f"as static files {by_page['as files']:.0f} ms, a line of text {by_page['plain']:.0f} ms"
        row(name, f"{by_page['week']:.0f} ms", beside, goals.get(slowed, ""))


def _queue(playwright: Any, folder: Path) -> None:
    count = PUPILS * MARKS_EACH
    sent = send_marks(playwright, folder)
    name = f"{count} queued marks of one lesson over {2 * LATENCY} ms"
    row(name, f"{sent.seconds:.1f} s", f"{count} empty requests, four at once, {sent.floor:.1f} s", "15 s")
    row("writes on their way at once", str(sent.most), "", "4")
    row(f"cells with their {MARKS_EACH} marks in order", f"{sent.in_order} of {PUPILS}", "", "all")
