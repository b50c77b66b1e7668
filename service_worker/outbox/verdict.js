// What an answer means for a write. Only a receipt that names its key removes it.

/** @typedef {"accepted" | "later" | "token" | "sign-in" | "conflict" | "refused"} Verdict */

const LATER = [408, 425, 429];

/**
 * Answers that are not our server's (a captive portal, a proxy) and its troubles leave the write waiting.
 * @param {Response} answer
 * @param {string} key
 * @returns {Verdict}
 */
export function verdict({ status, headers }, key) {
  if (!headers.has("Zvonok-Build")) return "later";
  if (headers.get("Zvonok-Receipt") === key && status < 300) return "accepted";
  if (status === 401) return headers.get("Zvonok-Reason") === "token" ? "token" : "sign-in";
  if (status === 409) return "conflict";
  return status >= 400 && status < 500 && !LATER.includes(status) ? "refused" : "later";
}

/** Milliseconds that the server asks to wait; 0 when it does not say. @param {Response} answer */
export const asked = ({ headers }) => 1000 * (Number(headers.get("Retry-After")) || 0);
