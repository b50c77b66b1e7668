"""What the tests ask of a browser: what it holds, and what it shows."""

from typing import Any

from playwright.sync_api import BrowserContext, Page

HELD = """async () => {
  const state = await caches.open("state");
  const [request] = await state.keys();
  if (!request) return null;
  const pointer = await (await state.match(request)).json();
  if (!pointer.etag) return null;
  const keys = await (await caches.open(pointer.cache)).keys();
  return keys.map(({ url }) => url.slice(location.origin.length));
}"""
# The worker has held what it could.
HAS_TRIED = """() => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => resolve(data || "in vain");
  navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ kind: "changed" }, [port2]));
})"""
LEFT = """async () => ({
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  stored: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def wait_until(page: Page, question: str, about: Any = None) -> Any:
    """Asks an async function in the page until its answer is true; the answer.

    For 60 s at most: what a network has swallowed is given up after 20, and sent again (outbox/sender.js).
    """
    for _ in range(600):
        if answer := page.evaluate(question, about):
            return answer
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {question}")


def wait_until_held(page: Page) -> list[str]:
    """Waits until everything that the manifest names is held; the URLs that are."""
    return list(wait_until(page, HELD))


def left_behind(page: Page) -> dict[str, Any]:
    """What scripts could still read on this device."""
    found: dict[str, Any] = page.evaluate(LEFT)
    return found


WAITING = """(count) => new Promise((resolve) => {
  const opening = indexedDB.open("outbox");
  opening.onsuccess = () => {
    const db = opening.result;
    const asking = db.objectStoreNames.length ? db.transaction("items").objectStore("items").getAll() : null;
    db.onversionchange = () => db.close();
    if (!asking) { db.close(); return resolve([]); }
    asking.onsuccess = () => { db.close(); resolve(asking.result); };
  };
})"""


# Who sends, and what came of the last requests of this page.
UNDER_WAY = """async () => {
  const asked = performance.getEntriesByType("resource").slice(-12);
  const locks = await navigator.locks.query();
  const { installing, waiting, active } = (await navigator.serviceWorker?.getRegistration()) ?? {};
  const states = [navigator.serviceWorker?.controller, installing, waiting, active].map((one) => one?.state);
  return JSON.stringify({ now: performance.now(), path: location.pathname, states, locks, asked });
}"""


def waiting(page: Page) -> list[dict[str, Any]]:
    """The items of the outbox, in order."""
    found: list[dict[str, Any]] = page.evaluate(WAITING)
    return found


def wait_until_sent(page: Page) -> None:
    """Waits until nothing is in the outbox."""
    try:
        wait_until(page, f"async () => !(await ({WAITING})()).length")
    except AssertionError as error:
        raise AssertionError(f"still in the outbox: {waiting(page)}, {page.evaluate(UNDER_WAY)}") from error


def network_is_back(page: Page) -> None:
    """What the browser says when it finds a network again."""
    page.evaluate("dispatchEvent(new Event('online'))")


def stop_worker(context: BrowserContext, page: Page) -> None:
    """Ends the worker's process: the next request starts it cold."""
    session = context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


def stamp(page: Page) -> str:
    """What the top bar says on how fresh the page is."""
    return page.locator("[data-fresh]").inner_text()


PUT_ASIDE = """async ([url, etag]) => {
  const name = (await caches.keys()).find((key) => key.startsWith("pages-"));
  const cache = await caches.open(name);
  const kept = await cache.match(url);
  const headers = new Headers(kept.headers);
  headers.set("ETag", etag);
  await cache.put(url, new Response(await kept.text(), { headers }));
}"""


def put_aside(page: Page, url: str, etag: str) -> None:
    """Gives the kept copy of a page another tag, so that the server sends its body again."""
    page.evaluate(PUT_ASIDE, [url, etag])
