// The worker: events only. What is answered how stands in rules.js; outbox.js and push.js will be wired here too.
import { hold, holdAnew } from "./ahead.js";
import { forget, keepShell, sweep } from "./caches.js";
import { answer } from "./rules.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", answer);
worker.addEventListener("message", (event) => {
  const act = messages[/** @type {keyof typeof messages} */ (event.data?.kind)];
  if (act) event.waitUntil(act().catch(() => {}).then(() => event.ports[0]?.postMessage("done")));
});

const messages = { hold, changed: holdAnew, forget, "take over": takeOver };

/** An update brings its own shell and pages, and waits; the worker before it goes on undisturbed. */
async function install() {
  await keepShell();
  if (worker.registration.active) await hold().catch(() => {});
}

async function activate() {
  await sweep();
  await worker.clients.claim();
}

/** At the next start: when no other tab is open. */
async function takeOver() {
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (tabs.length <= 1) await worker.skipWaiting();
}
