// When the queue is sent: at load, when the page is seen again, when the network is back, and by back-off.
import { backOff, isWaiting } from "../../service_worker/outbox/lanes.js";
import { listen } from "../../service_worker/outbox/news.js";
import { drain } from "../../service_worker/outbox/sender.js";
import { seed } from "../../service_worker/outbox/session.js";
import { all } from "../../service_worker/outbox/store.js";
import { owner } from "./page.js";

const TAG = "outbox";

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let failures = 0;

/** Sends what waits, and comes back by itself while something does. Never throws. */
export async function sendWaiting() {
  clearTimeout(timer);
  if (!owner()) return;
  let pause;
  try {
    pause = await drain();
    failures = 0;
  } catch {
    pause = backOff(failures++);
    void askForSync();
  }
  if (pause === null) return;
  clearTimeout(timer);
  timer = setTimeout(sendWaiting, pause);
}

/** Where there is Background Sync, the worker sends what waits even when no page is open. */
async function askForSync() {
  const registration = await navigator.serviceWorker?.getRegistration();
  const { sync } = /** @type {{sync?: {register: (tag: string) => Promise<void>}}} */ (/** @type {unknown} */ (registration ?? {}));
  await sync?.register(TAG).catch(() => {});
}

/** The network or the reader is back: at once, without waiting for the back-off. */
function afresh() {
  failures = 0;
  void sendWaiting();
}

/** A page that came whole holds a token for browsers without scripts, in what is text to the others. */
function takeToken() {
  const hidden = [...document.querySelectorAll("noscript")].map(({ textContent }) => textContent).join();
  const token = hidden.match(/name="csrf_token" value="([^"]+)"/)?.[1];
  if (token) seed({ owner: owner(), token });
}

/** What waits on this device, of everybody; nothing is opened for a page that is nobody's. @returns {Promise<import("../../service_worker/outbox/types.js").Item[]>} */
export const waitingItems = async () => (owner() ? all().catch(() => []) : []);

let isAsked = false;

/** What waits may be lost with the rest when the disk runs full: asks the browser, once, to spare it. */
listen(async ({ kind }) => {
  if (isAsked || kind !== "changed" || !(await waitingItems()).some(isWaiting)) return;
  isAsked = true;
  await navigator.storage?.persist?.();
});

takeToken();
addEventListener("load", afresh);
addEventListener("online", afresh);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && afresh());
