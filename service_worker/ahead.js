// Fetching ahead what the week needs: the manifest says what, only what differs is fetched, one pointer is flipped.
import { empty, epoch, forget, heldPage, keepShell, point, pointer, put } from "./caches.js";
import { keepable, stored } from "./kept.js";
import { isLocked } from "./lock.js";

/** to: where a shortcut leads. @typedef {{url: string, version: string, to?: string}} Entry */
/** @typedef {{owner: string, rights: string, build: string, pages: Entry[]}} Manifest */
/** @typedef {import("./caches.js").Pointer} Pointer */

const AT_ONCE = 3;
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
  const answer = await fetch("/held", { headers, cache: "no-store", redirect: "error" });
  if (answer.status === 304) held = { at: Date.now(), epoch };
  if (answer.status !== 200) return;
  const manifest = /** @type {Manifest} */ (await answer.json());
  if (manifest.build !== BUILD) return;
  const isSame = before?.owner === manifest.owner && before.rights === manifest.rights;
  if (before && !isSame) await forget();
  await fill(manifest, answer.headers.get("ETag") ?? "", isSame ? before : null, before && !isSame ? began + 1 : began);
}

/**
 * Fills a new generation and points at it. What cannot be had now is carried over from the old one and asked
 * for again next time. Without room for both the old one goes at once, and what does not fit is not held.
 * @param {Manifest} manifest
 * @param {string} etag
 * @param {Pointer | null} before
 * @param {number} began
 */
async function fill(manifest, etag, before, began) {
  const name = `pages-${manifest.owner}-${manifest.rights}-${Date.now()}-${BUILD}`;
  const cache = await caches.open(name);
  const waiting = [...manifest.pages];
  const next = { owner: manifest.owner, rights: manifest.rights, cache: name, etag: "" };
  let complete = true;
  /** @type {Promise<void> | undefined} */
  let room;
  /** @type {{url: string, page: Response}[]} */
  const left = [];
  const take = async () => {
    for (let entry = waiting.shift(); entry && began === epoch; entry = waiting.shift()) {
      const old = await heldPage(entry.url, before);
      const brought = await bring(entry, manifest.owner, old);
      complete &&= !!brought;
      const page = brought ?? old;
      if (page) await put(cache, entry.url, page.clone()).catch(() => press(entry.url, page));
    }
  };
  /** @param {string} url @param {Response} page */
  const press = async (url, page) => {
    room ??= began === epoch ? empty(before).then(() => point(next)) : Promise.resolve();
    await room;
    await put(cache, url, page.clone()).catch(() => void left.push({ url, page }));
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, take));
    for (const { url, page } of left) await put(cache, url, page).catch(() => {});
    if (began !== epoch) throw new Error("forgotten meanwhile");
    await point({ ...next, etag: complete ? etag : "" }).catch((error) => room ?? Promise.reject(error));
    if (complete) held = { at: Date.now(), epoch };
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
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
    const answer = await fetch(url, { headers, cache: "no-store", redirect: "error" });
    if (answer.status === 304 && old) return stored(await old.clone().text(), answer.headers, version);
    const text = await keepable(answer, owner);
    return text === null ? null : stored(text, answer.headers, version);
  } catch {
    return null;
  }
}
