// The token to send with a write that cannot wait.
import { session } from "../../service_worker/outbox/session.js";
import { owner } from "./page.js";

/** The session is not that of the user for whom the page was made: nobody's by now, or somebody else's. */
export class OtherOwner extends Error {
  /** @param {boolean} isNobody */
  constructor(isNobody) {
    super("the page was made for somebody else");
    this.isNobody = isNobody;
  }
}

/**
 * Throws OtherOwner, or TypeError when there is no network.
 * @param {{fresh?: boolean}} [how]
 * @returns {Promise<string>}
 */
export async function token({ fresh = false } = {}) {
  const found = await session(fresh);
  if (found.owner !== owner()) throw new OtherOwner(!found.owner);
  return found.token;
}
