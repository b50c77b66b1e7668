// Sign-out without a network locks the device: nothing is shown, and nothing sent, until the session is ended at
// the server. The flag is an empty cache, which pages and worker both see.
import { ask } from "./asking.js";
import { session } from "./outbox/session.js";
import { all } from "./outbox/store.js";

const FLAG = "locked";

export const isLocked = () => caches.has(FLAG);
export const lock = () => caches.open(FLAG);
export const unlock = () => caches.delete(FLAG);

/** Ends the session at the server and unlocks; throws while the server cannot be reached. Another tab may end it first. */
export async function finishSignOut() {
  const { owner, token } = await session(true);
  if (owner) {
    const waits = String((await all().catch(() => [])).length);
    const headers = { "HX-Request": "true", "X-CSRFToken": token, "Zvonok-Waiting": waits };
    await ask("/sign-out", { method: "POST", headers });
    if ((await session(true)).owner) throw new TypeError("not signed out");
  }
  await unlock();
}
