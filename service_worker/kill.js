// What stands in place of the worker while `zvonok worker off` holds: it takes over at once, removes what the other
// kept, reloads the open pages, and goes. What waits to be sent is in IndexedDB and stays.
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(end()));

const isKept = (/** @type {string} */ name) => name === "state" || /^(pages|shell)-/.test(name);

async function end() {
  const kept = (await caches.keys()).filter(isKept);
  await Promise.all(kept.map((name) => caches.delete(name)));
  await worker.clients.claim();
  const windows = await worker.clients.matchAll({ type: "window" });
  await worker.registration.unregister();
  // Not waited for: a page opens only when this has ended.
  for (const window of windows) void window.navigate(window.url).catch(() => null);
}
