// A question to the server itself, past the browser's own cache.

/** A browser has six connections to one server: what a silent network has swallowed must not hold them for long. */
const PATIENCE = 20_000;

/** Throws where the whole answer is not there in time. @param {string} url @param {RequestInit} [settings] */
export const ask = (url, settings) =>
  fetch(url, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE), ...settings });
