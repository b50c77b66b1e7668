// Whose session this is, and the token that it sends writes with: fetched when needed, kept in memory only.

/** @typedef {{owner: string, token: string}} Session owner: empty when nobody is signed in */

/** @type {Session | null} */
let known = null;

/** What a page that came whole has brought with it. @param {Session} session */
export const seed = (session) => void (known ??= session);

/**
 * Throws TypeError when there is no network, or a stranger answers.
 * @param {boolean} [fresh] ask the server again
 * @returns {Promise<Session>}
 */
export async function session(fresh = false) {
  if (known && !fresh) return known;
  known = null;
  const answer = await fetch("/token", { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(15_000) });
  if (!answer.ok || !answer.headers.has("Zvonok-Build")) throw new TypeError("no token");
  const { owner, token } = await answer.json();
  known = { owner: String(owner ?? ""), token };
  return known;
}
