"""In Chromium, Firefox and WebKit: the week without a network, and what the offline parts stand on."""

import re

import pytest

from tests.offline.devices import HELD

pytestmark = pytest.mark.browser
STAMP = re.compile(r"на \d\d:\d\d, без сети")
KEEP = """(text) => new Promise((done, failed) => {
  const opening = indexedDB.open("kept", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("items");
  opening.onerror = () => failed(opening.error);
  opening.onsuccess = () => {
    const writing = opening.result.transaction("items", "readwrite", { durability: "strict" });
    writing.objectStore("items").put(text, 1);
    writing.oncomplete = () => done(true);
    writing.onabort = () => failed(writing.error);
  };
})"""
KEPT = """() => new Promise((done, failed) => {
  const opening = indexedDB.open("kept", 1);
  opening.onerror = () => failed(opening.error);
  opening.onsuccess = () => {
    const reading = opening.result.transaction("items").objectStore("items").get(1);
    reading.onsuccess = () => done(reading.result);
    reading.onerror = () => failed(reading.error);
  };
})"""
LISTEN = """() => {
  window.heard = null;
  new BroadcastChannel("outbox").onmessage = ({ data }) => { window.heard = data; };
}"""
HOLD_LOCK = """() => new Promise((done) => {
  void navigator.locks.request("outbox", () => { done(true); return new Promise(() => {}); });
})"""
LOCK_IS_FREE = """() => navigator.locks.request("outbox", { ifAvailable: true }, (lock) => lock !== null)"""
# Firefox stores an empty body, without a word, when there is no room.
FILL = """async () => {
  const piece = crypto.getRandomValues(new Uint8Array(60_000));
  const cache = await caches.open("filling");
  for (let count = 0; count < 200; count += 1) {
    try { await cache.put(`/filling/${count}`, new Response(piece)); } catch { return count; }
    const kept = await cache.match(`/filling/${count}`);
    if ((await kept.arrayBuffer()).byteLength < piece.length) return count;
  }
  return -1;
}"""
LEFT = """async () => [
  ...(await indexedDB.databases()).map(({ name }) => name).filter((name) => name === "kept"),
  ...(await caches.keys()),
  ...Object.keys(localStorage),
  ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
]"""


def week_shows(device):
    """The week is on the screen, whole, with the stamp of a kept copy."""
    device.open("/diary")
    assert device.path.endswith("/diary/")
    assert any("Математика" in text for text in device.texts("main"))
    assert STAMP.fullmatch(device.texts("[data-fresh]")[0])


def test_the_week_opens_after_the_browser_was_killed_and_the_server_has_gone(server, machine):
    device = machine()
    device.enter("orlova")
    held = device.until(HELD)
    assert f"/students/{server.cast.students['masha']}/diary/" in held
    device.kill()
    server.stop()
    device.start()
    week_shows(device)


# WebKit's worker lives in its page's process: there the browser is killed, above.
@pytest.mark.parametrize("engine", ["chromium", "firefox"], indirect=True, scope="session")
def test_the_week_opens_with_the_worker_cold_and_the_server_gone(server, machine):
    device = machine()
    device.enter("orlova")
    device.until(HELD)
    server.stop()
    device.stop_worker()
    week_shows(device)


def test_a_strict_write_outlives_a_killed_browser(machine):
    device = machine()
    device.open("/sign-in")
    device.script(KEEP, "Болеет")
    device.kill()
    device.start()
    device.open("/sign-in")
    assert device.script(KEPT) == "Болеет"


def test_tabs_hear_each_other_and_a_killed_tab_lets_its_lock_go(machine):
    device = machine()
    device.open("/sign-in")
    first = device.tabs()[0]
    device.script(LISTEN)
    device.new_tab()
    device.open("/sign-in")
    assert device.script(HOLD_LOCK)
    device.script("() => new BroadcastChannel('outbox').postMessage({ kind: 'changed' })")
    device.show(first)
    assert device.until("() => window.heard") == {"kind": "changed"}
    assert not device.script(LOCK_IS_FREE)
    device.show(device.tabs()[1])
    device.kill_tab()
    assert device.tabs() == [first]
    assert device.until(LOCK_IS_FREE)


def test_storage_can_be_made_small(machine):
    device = machine()
    device.limit_storage(4_000_000)
    device.open("/sign-in")
    assert 0 < device.script(FILL) < 80


def test_a_device_holds_nothing_of_the_test_before(engine, server):
    device = engine.take(server.url)
    device.enter("orlova")
    device.until(HELD)
    device.script(KEEP, "Болеет")
    device.script("() => localStorage.setItem('left', 'behind')")
    assert len(device.script(LEFT)) > 3
    device.new_tab()
    engine.give_back(device)
    another = engine.take(server.url)
    another.open("/")
    assert len(another.tabs()) == 1
    assert another.path.startswith("/sign-in")
    assert another.script(LEFT) == []
    engine.give_back(another)
