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

/** Fetches the layout and its assets; all of them or none. A stranger's page in the place of one is none. */
export async function keepShell() {
  if (await layout()) return;
  const [around, ...assets] = await Promise.all([
    fetch("/shell", { credentials: "omit", cache: "no-store", redirect: "error" }),
    ...SHELL_ASSETS.map((url) => fetch(url)),
  ]);
  const isForeign = (/** @type {Response} */ { ok, headers }) => !ok || headers.get("Content-Type")?.startsWith("text/html");
  if (!around.ok || around.headers.get("Zvonok-Build") !== BUILD || assets.some(isForeign)) throw new Error("not this shell");
  const cache = await caches.open(SHELL);
  try {
    await Promise.all(SHELL_ASSETS.map((url, i) => cache.put(url, assets[i])));
    // Last: where it is, the others are.
    await cache.put("/shell", around);
  } catch (error) {
    await caches.delete(SHELL);
    throw error;
  }
}

/** The kept layout, its place for a page between `<!--page-->` and `<!--/page-->`; undefined when it was evicted. */
export const layout = () => caches.match("/shell", { cacheName: SHELL });

/** A built file: its name changes with its content. @param {FetchEvent} event */
export async function asset({ request }) {
  return (await caches.match(request.url)) ?? fetch(request);
}

/** @returns {Promise<Pointer | null>} */
export async function pointer() {
  const kept = await caches.match(POINTER, { cacheName: STATE });
  return kept ? kept.json() : null;
}

/** Points at the next generation; the others go, and before that where there is no room. @param {Pointer} next */
export async function point(next) {
  const put = async () => (await caches.open(STATE)).put(POINTER, new Response(JSON.stringify(next)));
  const drop = () => dropPages((name) => name !== next.cache && name.endsWith(`-${BUILD}`));
  await put().catch(() => drop().then(put));
  await drop();
}

/** The kept partial of a page, or undefined. @param {string} key path and query @param {Pointer | null} whose */
export async function heldPage(key, whose) {
  return whose ? caches.match(key, { cacheName: whose.cache }) : undefined;
}

/** Makes room: a cache deleted as a whole keeps its place while a page has it open. @param {Pointer | null} whose */
export async function empty(whose) {
  if (!whose) return;
  const cache = await caches.open(whose.cache);
  await Promise.all((await cache.keys()).map((request) => cache.delete(request)));
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
