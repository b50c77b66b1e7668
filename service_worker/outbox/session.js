// Whose session this is, and the token that it sends writes with: fetched when needed, kept in memory only.

import { ask } from "../asking.js";

/** @typedef {{owner: string, token: string}} Session owner: empty when nobody is signed in */

/** After so long without a word from the server it is asked first, so that a write is not posted into nothing. */
const SILENCE = 10_000;

/** @type {Session | null} */
let known = null;
let heard = -Infinity;

/** What a page that came whole has brought with it. @param {Session} session */
export function seed(session) {
  known ??= session;
  hear();
}

/** The server has answered. */
export const hear = () => void (heard = performance.now());

/**
 * Throws TypeError when there is no network, or a stranger answers.
 * @param {boolean} [fresh] ask the server again
 * @returns {Promise<Session>}
 */
export async function session(fresh = false) {
  if (known && !fresh && navigator.onLine && performance.now() - heard < SILENCE) return known;
  known = null;
  const answer = await ask("/token");
  if (!answer.ok || !answer.headers.has("Zvonok-Build")) throw new TypeError("not our server");
  const { owner, token } = await answer.json();
  known = { owner: String(owner ?? ""), token };
  hear();
  return known;
}
