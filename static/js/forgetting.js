// Logout leaves nothing of the user on the device, whether or not the server can be reached.

/** Has the worker drop the pages that it holds: somebody else may have come. Never throws. */
export async function forgetPages() {
  await Promise.race([tellWorker().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1000))]);
}

/** Drops everything that worker and scripts keep. Never throws. */
export async function forget() {
  await forgetPages();
  const names = await globalThis.caches?.keys().catch(() => []);
  await Promise.all((names ?? []).map((name) => caches.delete(name).catch(() => false)));
  sessionStorage.clear();
  localStorage.clear();
}

async function tellWorker() {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration?.active) return;
  const { port1, port2 } = new MessageChannel();
  const done = new Promise((resolve) => (port1.onmessage = resolve));
  registration.active.postMessage({ kind: "forget" }, [port2]);
  await done;
}
