// When the queue is sent: at load, when the page is seen again, when the network is back, and by back-off.
import { backOff, isWaiting } from "../../service_worker/outbox/lanes.js";
import { listen } from "../../service_worker/outbox/news.js";
import { drain, waiters } from "../../service_worker/outbox/sender.js";
import { seed } from "../../service_worker/outbox/session.js";
import { all } from "../../service_worker/outbox/store.js";
import { owner } from "./page.js";

const TAG = "outbox";
/** So soon a tab looks after what another one keeps, if that has not sent it. */
const OTHERS = 5000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let failures = 0;

/** Sends what waits, and comes back by itself while something does. Never throws. */
export async function sendWaiting() {
  clearTimeout(timer);
  timer = undefined;
  if (!owner()) return;
  let pause;
  try {
    pause = await drain();
    failures = 0;
  } catch {
    pause = backOff(failures++);
    for (const waiter of [...waiters.values()]) waiter.giveUp("later");
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

/** What waits is looked after even if its tab dies, and the browser asked, once, to spare it when the disk is full. */
listen(async ({ kind }) => {
  if (kind !== "changed" || !(await waitingItems()).some(isWaiting)) return;
  timer ??= setTimeout(sendWaiting, OTHERS);
  if (isAsked) return;
  isAsked = true;
  await navigator.storage?.persist?.();
});

takeToken();
addEventListener("pageshow", afresh);
addEventListener("online", afresh);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && afresh());
