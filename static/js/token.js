// The CSRF token is fetched when something is sent and kept in memory only.
import { isOurs, owner } from "./page.js";

/** The session is not that of the user for whom the page was made: nobody's by now, or somebody else's. */
export class OtherOwner extends Error {
  /** @param {boolean} isNobody */
  constructor(isNobody) {
    super("the page was made for somebody else");
    this.isNobody = isNobody;
  }
}

/** @type {string | null} */
let kept = null;

/**
 * The token to send with a write. Throws OtherOwner, or TypeError when there is no network.
 * @param {{fresh?: boolean, signal?: AbortSignal | null}} [how]
 * @returns {Promise<string>}
 */
export async function token({ fresh = false, signal } = {}) {
  kept = fresh ? null : (kept ?? ofFullPage());
  if (kept) return kept;
  const answer = await fetch("/token", { cache: "no-store", redirect: "error", signal });
  if (!answer.ok || !isOurs(answer)) throw new TypeError("no token");
  const found = await answer.json();
  if (String(found.owner ?? "") !== owner()) throw new OtherOwner(found.owner === null);
  kept = /** @type {string} */ (found.token);
  return kept;
}

/** A page that came whole holds a token for browsers without scripts, in what is text to the others. */
function ofFullPage() {
  const hidden = [...document.querySelectorAll("noscript")].map(({ textContent }) => textContent).join();
  return hidden.match(/name="csrf_token" value="([^"]+)"/)?.[1] ?? null;
}
