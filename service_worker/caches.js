// What is kept: the shell of this build, and one user's pages behind one pointer.

/**
 * Whose pages are held. cache names them by user, rights, build and generation; etag is the manifest's.
 * @typedef {{owner: string, rights: string, cache: string, etag: string}} Pointer
 */

const SHELL = `shell-${BUILD}`;
const STATE = "state";
const POINTER = `/pointer/${BUILD}`;

/** Rises when everything is forgotten, so that what is under way keeps nothing. */
export let epoch = 0;

/** Fetches the layout and its assets; all of them or none. */
export async function keepShell() {
  if (await caches.has(SHELL)) return;
  const answers = await Promise.all([
    fetch("/shell", { credentials: "omit", cache: "no-store", redirect: "error" }),
    ...SHELL_ASSETS.map((url) => fetch(url)),
  ]);
  if (answers.some(({ ok }) => !ok) || answers[0].headers.get("Zvonok-Build") !== BUILD) throw new Error("not this shell");
  const cache = await caches.open(SHELL);
  try {
    await Promise.all(["/shell", ...SHELL_ASSETS].map((url, i) => cache.put(url, answers[i])));
  } catch (error) {
    await caches.delete(SHELL);
    throw error;
  }
}

/** The kept layout, its place for a page between `<!--page-->` and `<!--/page-->`; null when it was evicted. */
export async function layout() {
  const kept = (await caches.has(SHELL)) && (await (await caches.open(SHELL)).match("/shell"));
  return kept ? kept.text() : null;
}

/** A built file: its name changes with its content. @param {FetchEvent} event */
export async function asset({ request }) {
  return (await caches.match(request.url)) ?? fetch(request);
}

/** @returns {Promise<Pointer | null>} */
export async function pointer() {
  const kept = await caches.match(POINTER, { cacheName: STATE });
  return kept ? kept.json() : null;
}

/** @param {Pointer} next */
export async function point(next) {
  await (await caches.open(STATE)).put(POINTER, new Response(JSON.stringify(next)));
  await dropPages((name) => name !== next.cache && name.endsWith(`-${BUILD}`));
}

/** The kept partial of a page, or undefined. @param {string} key path and query @param {Pointer | null} whose */
export async function heldPage(key, whose) {
  return whose ? caches.match(key, { cacheName: whose.cache }) : undefined;
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
