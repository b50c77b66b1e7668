// The worker: events only. What is answered how stands in rules.js; push.js will be wired here too.
import "./outbox.js";
import "./traffic.js";
import { hold, holdAnew } from "./ahead.js";
import { forget, isFull, keepShell, sweep } from "./caches.js";
import { answer } from "./rules.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", answer);
worker.addEventListener("message", (event) => {
  const act = messages[/** @type {keyof typeof messages} */ (event.data?.kind)];
  if (act) event.waitUntil(act().then(() => true, isFull).then((isDone) => event.ports[0]?.postMessage(isDone)));
});

const messages = { hold, changed: holdAnew, forget };

/** An update brings its own shell and pages and waits for the next start: skipWaiting can hang open pages. */
async function install() {
  await keepShell();
  if (worker.registration.active) await hold().catch(() => {});
}

async function activate() {
  await sweep();
  await worker.clients.claim();
}
