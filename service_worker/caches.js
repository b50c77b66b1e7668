// What is kept: the shell of this build, and one user's pages behind one pointer.

import { ask } from "./asking.js";

/**
 * Whose pages are held. cache names them by user, rights, build and generation; etag is the manifest's.
 * @typedef {{owner: string, rights: string, cache: string, etag: string}} Pointer
 */

const SHELL = `shell-${BUILD}`;
const STATE = "state";
const POINTER = `/pointer/${BUILD}`;
const WHOLE = "<!--whole-->";
/** Where the layout has its page. */
export const PLACE = /<!--page-->[^]*<!--\/page-->/;

/** Rises when everything is forgotten, so that what is under way keeps nothing. */
export let epoch = 0;

/** Whether a page has the mark at its end. @param {string} text */
export const isWhole = (text) => text.trimEnd().endsWith(WHOLE);

/** Whether there is no room, in the words of any browser; asking again makes none. @param {Error} error */
export const isFull = ({ name }) => /Quota|SPACE/.test(name);

/**
 * Keeps an answer, or throws where there is no room: Firefox keeps an empty one then, and says nothing.
 * @param {Cache} cache
 * @param {string} key
 * @param {Response} answer
 */
export async function put(cache, key, answer) {
  await cache.put(key, answer.clone());
  const kept = await cache.match(key);
  if ((await kept?.blob())?.size === (await answer.blob()).size) return;
  await cache.delete(key);
  throw new DOMException("no room", "QuotaExceededError");
}

/** Fetches the layout and its assets; all of them or none. A stranger's page in the place of one is none. */
export async function keepShell() {
  if (await layout()) return;
  const [around, ...assets] = await Promise.all([
    ask("/shell", { credentials: "omit" }),
    ...SHELL_ASSETS.map((url) => fetch(url)),
  ]);
  const isForeign = (/** @type {Response} */ { ok, headers }) => !ok || headers.get("Content-Type")?.startsWith("text/html");
  if (!around.ok || around.headers.get("Zvonok-Build") !== BUILD || assets.some(isForeign)) throw new Error("not this shell");
  const cache = await caches.open(SHELL);
  try {
    await Promise.all(SHELL_ASSETS.map((url, i) => put(cache, url, assets[i])));
    // Last: where it is, the others are.
    await put(cache, "/shell", around);
  } catch (error) {
    await caches.delete(SHELL);
    throw error;
  }
}

/** The kept layout and the policy that it stands under; undefined when it was evicted. */
export async function layout() {
  const kept = await caches.match("/shell", { cacheName: SHELL });
  const text = (await kept?.text()) ?? "";
  return PLACE.test(text) ? { text, policy: kept?.headers.get("Content-Security-Policy") } : undefined;
}

/** A built file: its name changes with its content. @param {FetchEvent} event */
export async function asset({ request }) {
  return (await caches.match(request.url)) ?? fetch(request);
}

/** @returns {Promise<Pointer | null>} */
export async function pointer() {
  const kept = await caches.match(POINTER, { cacheName: STATE });
  return kept ? kept.json().catch(() => null) : null;
}

/** Points at the next generation; the others go, and before that where there is no room. @param {Pointer} next */
export async function point(next) {
  const write = async () => put(await caches.open(STATE), POINTER, new Response(JSON.stringify(next)));
  const drop = () => dropPages((name) => name !== next.cache && name.endsWith(`-${BUILD}`));
  await write().catch(() => drop().then(write));
  await drop();
}

/** The kept partial of a page, if it is whole. @param {string} key path and query @param {Pointer | null} whose */
export async function heldPage(key, whose) {
  const kept = whose && (await caches.match(key, { cacheName: whose.cache }));
  return kept && (kept.headers.has("Location") || isWhole(await kept.clone().text())) ? kept : undefined;
}

/** A cache deleted as a whole keeps its place while anybody has it open: its pages go first. @param {string} name */
export async function discard(name) {
  const cache = await caches.open(name);
  await Promise.all((await cache.keys()).map((request) => cache.delete(request)));
  await caches.delete(name);
}

/** Deletes everything that belongs to a user; the shell stays. */
export async function forget() {
  epoch += 1;
  await caches.delete(STATE);
  await dropPages(() => true);
}

/** Deletes what earlier builds have left. */
export async function sweep() {
  const names = await caches.keys();
  const old = (/** @type {string} */ name) => /^(shell|pages)-/.test(name) && !name.endsWith(`-${BUILD}`);
  await Promise.all(names.filter(old).map((name) => caches.delete(name)));
  const state = await caches.open(STATE);
  const pointers = await state.keys();
  await Promise.all(pointers.filter(({ url }) => new URL(url).pathname !== POINTER).map((request) => state.delete(request)));
}

/** @param {(name: string) => boolean} which */
async function dropPages(which) {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("pages-") && which(name)).map((name) => caches.delete(name)));
}
