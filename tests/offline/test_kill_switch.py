"""Fault 14: a broken worker was shipped, and the kill switch recovers the device."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.offline.devices import left_behind, wait_until, wait_until_held
from tests.serving import ROOT, Server, enter
from webapp import worker_switch

pytestmark = pytest.mark.browser
# It answers everything by itself, so that no page of ours runs any more.
BROKEN = """
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
const headers = { "Content-Type": "text/html; charset=utf-8" };
self.addEventListener("fetch", (event) => event.respondWith(new Response("<h1>Сломано</h1>", { headers })));
"""
KEEP_ONE = """async () => {
  const opening = indexedDB.open("kept", 1);
  await new Promise((resolve) => {
    opening.onupgradeneeded = () => opening.result.createObjectStore("items").put("оценка", 1);
    opening.onsuccess = resolve;
  });
  opening.result.close();
  return true;
}"""
GONE = "async () => (await navigator.serviceWorker.getRegistrations()).length === 0"


@pytest.fixture
def shipped(server: Server, tmp_path: Path, built: None) -> Path:
    """The worker's file of a copy of the program, which the server runs."""
    program = tmp_path / "program"
    for name in ("webapp", "templates", "translations", "static"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    server.stop()
    server.program = program
    server.start()
    return program / "static/build/worker.js"


def test_14_the_kill_switch_recovers_from_a_broken_worker(server: Server, device, shipped: Path):
    page = enter(device().new_page(), "orlova")
    wait_until_held(page)
    good = shipped.read_text()
    shipped.write_text(BROKEN)
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    wait_until(page, "async () => !(await navigator.serviceWorker.getRegistration()).waiting")
    page.goto("/more")
    expect(page.get_by_role("heading", name="Сломано")).to_be_visible()
    wait_until(page, KEEP_ONE)

    worker_switch.turn(server.folder, off=True)
    page.goto("/more")
    expect(page.get_by_role("button", name="Выйти")).to_be_visible()
    wait_until(page, GONE)
    left = left_behind(page)
    assert [name for name in left["caches"] if name == "state" or name.startswith(("pages-", "shell-"))] == []
    assert "kept" in left["databases"]
    page.goto("/")
    page.wait_for_timeout(2000)
    assert left_behind(page)["workers"] == 0

    shipped.write_text(good)
    worker_switch.turn(server.folder, off=False)
    page.reload()
    wait_until_held(page)
