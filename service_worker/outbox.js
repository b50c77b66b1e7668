// The worker sends what waits when the browser says that the network is back, tabs or no tabs.
import { drain } from "./outbox/sender.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** An event of Background Sync, which TypeScript does not know. @typedef {ExtendableEvent & {tag: string}} SyncEvent */

worker.addEventListener("sync", (event) => {
  const { tag } = /** @type {SyncEvent} */ (event);
  if (tag === "outbox") /** @type {ExtendableEvent} */ (event).waitUntil(sendAll());
});

/** Throws while something must be sent later: then the browser asks again. */
async function sendAll() {
  if ((await drain()) !== null) throw new Error("something still waits");
}
