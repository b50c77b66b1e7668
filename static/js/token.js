// The CSRF token is fetched when something is sent and kept in memory only.
import { isOurs, owner } from "./page.js";

/** Somebody else has signed in on this device since the page was opened. */
export class OtherOwner extends Error {}

/** @type {string | null} */
let kept = null;

/**
 * The token to send with a write. Throws OtherOwner, or TypeError when there is no network.
 * @param {{fresh?: boolean, signal?: AbortSignal | null}} [how]
 * @returns {Promise<string>}
 */
export async function token({ fresh = false, signal } = {}) {
  if (kept && !fresh) return kept;
  kept = null;
  const answer = await fetch("/token", { cache: "no-store", redirect: "error", signal });
  if (!answer.ok || !isOurs(answer)) throw new TypeError("no token");
  const found = await answer.json();
  if (String(found.owner ?? "") !== owner()) throw new OtherOwner();
  kept = /** @type {string} */ (found.token);
  return kept;
}
