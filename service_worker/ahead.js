// Fetching ahead what the week needs: the manifest says what, only what differs is fetched, one pointer is flipped.
import { ask } from "./asking.js";
import { discard, epoch, forget, heldPage, isFull, keepShell, point, pointer, put } from "./caches.js";
import { keepable, stored } from "./kept.js";
import { isLocked } from "./lock.js";

/** to: where a shortcut leads. @typedef {{url: string, version: string, to?: string}} Entry */
/** @typedef {{owner: string, rights: string, build: string, pages: Entry[]}} Manifest */
/** @typedef {import("./caches.js").Pointer} Pointer */

const AT_ONCE = 3;
const MOST_GIVEN = 3;
const GOOD_FOR = 120_000;

/** @type {Promise<void> | null} */
let running = null;
/** When everything was last held, and in which epoch. */
let held = { at: 0, epoch: -1 };

/** Holds what the manifest names, unless that was asked a moment ago; called while it runs, it is the same run. */
export async function hold() {
  if (Date.now() - held.at > GOOD_FOR || held.epoch !== epoch) running ??= refresh().finally(() => (running = null));
  return running;
}

/** The same after a write: pages have changed. */
export async function holdAnew() {
  await running?.catch(() => {});
  held.at = 0;
  return hold();
}

async function refresh() {
  await keepShell();
  if (await isLocked()) return;
  const began = epoch;
  const last = await pointer();
  const before = last && (await caches.has(last.cache)) ? last : null;
  const headers = before?.etag ? { "If-None-Match": before.etag } : undefined;
  const answer = await ask("/held", { headers });
  if (answer.status === 304) held = { at: Date.now(), epoch };
  if (answer.status >= 500) throw new Error("the server is in trouble");
  if (answer.status !== 200) return;
  const manifest = /** @type {Manifest} */ (await answer.json());
  if (manifest.build !== BUILD) return;
  const isSame = before?.owner === manifest.owner && before.rights === manifest.rights;
  if (before && !isSame) await forget();
  await fill(manifest, answer.headers.get("ETag") ?? "", isSame ? before : null, before && !isSame ? began + 1 : began);
}

/**
 * Fills a new generation and points at it; without room for two the old one is brought up to date in its place, as
 * far as it fits. What cannot be had now is carried over and asked for again next time, and this throws.
 * @param {Manifest} manifest
 * @param {string} etag
 * @param {Pointer | null} before
 * @param {number} began
 */
async function fill(manifest, etag, before, began) {
  const { owner, rights } = manifest;
  const next = { owner, rights, cache: `pages-${owner}-${rights}-${Date.now()}-${BUILD}`, etag: "" };
  let complete;
  try {
    complete = await bringAll(manifest, before, next, began, put);
    await point({ ...next, etag: complete ? etag : "" });
  } catch (error) {
    await discard(next.cache).catch(() => {});
    if (!isFull(/** @type {Error} */ (error))) throw error;
    await counted();
    if (began !== epoch) throw error;
    const place = before ?? next;
    if (!before) await point(next);
    complete = await bringAll(manifest, place, place, began, squeezer(manifest));
    await point({ ...place, etag: complete ? etag : "" }).catch(() => {});
  }
  if (!complete) throw new Error("not all of it came");
  held = { at: Date.now(), epoch };
}

/**
 * Brings every page of the manifest from one generation or from the server to another. True when all came; throws
 * what place throws.
 * @param {Manifest} manifest
 * @param {Pointer | null} from
 * @param {Pointer} to
 * @param {number} began
 * @param {(cache: Cache, url: string, page: Response, old?: Response) => Promise<void>} place
 */
async function bringAll({ owner, pages }, from, to, began, place) {
  const cache = await caches.open(to.cache);
  const waiting = [...pages];
  let complete = true;
  const take = async () => {
    for (let entry = waiting.shift(); entry && began === epoch; entry = waiting.shift()) {
      const old = await heldPage(entry.url, from);
      const brought = await bring(entry, owner, old);
      complete &&= !!brought;
      const page = brought ?? old;
      if (page) await place(cache, entry.url, page, old);
    }
  };
  // Two at once would need the room of two.
  const takes = Array.from({ length: from === to ? 1 : AT_ONCE }, () => take().finally(() => (waiting.length = 0)));
  await Promise.allSettled(takes);
  await Promise.all(takes);
  if (began !== epoch) throw new Error("forgotten meanwhile");
  return complete;
}

/** Browsers count a little later what has been deleted. */
const counted = () => new Promise((resolve) => setTimeout(resolve, 1000));

/**
 * Places a page where there is little room: those that the manifest names last give way. Where a few of them do not
 * help, nothing more is given up: the older copy stays.
 * @param {Manifest} manifest
 */
function squeezer({ pages }) {
  const last = pages.map(({ url }) => url);
  return async (/** @type {Cache} */ cache, /** @type {string} */ url, /** @type {Response} */ page, /** @type {Response | undefined} */ old) => {
    if (old && old.headers.get("Held-Version") === page.headers.get("Held-Version")) return;
    for (let given = 0; !(await put(cache, url, page.clone()).then(() => true, () => false)); given += 1) {
      if (given === MOST_GIVEN) last.length = 0;
      const least = last.pop() ?? url;
      if (least === url) return void (old && (await put(cache, url, old).catch(() => {})));
      await cache.delete(least);
      await counted();
    }
  };
}

/**
 * The page to keep: the old one when its version is the manifest's or the server says unchanged.
 * @param {Entry} entry
 * @param {string} owner
 * @param {Response} [old]
 * @returns {Promise<Response | null>}
 */
async function bring({ url, version, to }, owner, old) {
  if (to) return Response.redirect(new URL(to, location.origin));
  if (old?.headers.get("Held-Version") === version) return old.clone();
  const headers = new Headers({ "HX-Request": "true", "HX-Request-Type": "partial", "Zvonok-Ahead": "1" });
  const tag = old?.headers.get("ETag");
  if (tag) headers.set("If-None-Match", tag);
  try {
    const answer = await ask(url, { headers });
    if (answer.status === 304 && old) return stored(await old.clone().text(), answer.headers, version);
    const text = await keepable(answer, owner);
    return text === null ? null : stored(text, answer.headers, version);
  } catch {
    return null;
  }
}
