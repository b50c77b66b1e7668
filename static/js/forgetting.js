// Logout leaves nothing of the user on the device, whether or not the server can be reached. Only what waits to be
// sent stays, unreadable for others, until its owner is back.
import { isLocked, lock, unlock } from "../../service_worker/lock.js";

const channel = new BroadcastChannel("sign-out");
channel.onmessage = () => location.reload();

/** Has the worker drop the pages that it holds: somebody else may have come, or this user wants it. Never throws. */
export async function forgetPages() {
  document.cookie = "held=; Max-Age=0; Path=/";
  await Promise.race([tellWorker().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1000))]);
}

/** Locks, and drops everything that worker and scripts keep, but for the layout, which is nobody's. Never throws. */
export async function forget() {
  await lock().catch(() => {});
  await forgetPages();
  const names = (await globalThis.caches?.keys().catch(() => [])) ?? [];
  const own = names.filter((name) => name !== "locked" && !name.startsWith("shell-"));
  await Promise.all(own.map((name) => caches.delete(name).catch(() => false)));
  sessionStorage.clear();
  localStorage.clear();
}

/** The server has ended the session. */
export async function signedOut() {
  // The page is nobody's from here on: it opens no outbox that the server's answer has just wiped.
  document.getElementById("content")?.removeAttribute("data-owner");
  await unlock().catch(() => {});
  channel.postMessage("out");
}

/** The server could not be reached: this page and all others show no more than that. */
export function showLocked() {
  channel.postMessage("out");
  document.getElementById("page")?.replaceChildren();
  location.replace("/");
}

async function tellWorker() {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration?.active) return;
  const { port1, port2 } = new MessageChannel();
  const done = new Promise((resolve) => (port1.onmessage = resolve));
  registration.active.postMessage({ kind: "forget" }, [port2]);
  await done;
}

/** A page that the browser kept for Back is behind the lock, too. */
addEventListener("pageshow", async ({ persisted }) => {
  if (persisted && (await isLocked())) location.reload();
});
