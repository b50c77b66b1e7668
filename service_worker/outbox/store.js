// The outbox's table on this device. What is in it survives reload, crash and sign-out until it is told what became of it.
import { openDB } from "idb";

/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("idb").IDBPDatabase} Database */
/** @typedef {import("idb").IDBPObjectStore<unknown, ["items"], "items", "readwrite">} Items */

/** @type {Promise<Database> | null} */
let opened = null;

function open() {
  opened ??= openDB("outbox", 1, {
    upgrade: (db) => void db.createObjectStore("items", { keyPath: "seq", autoIncrement: true }).createIndex("key", "key", { unique: true }),
    blocking: close,
    terminated: close,
  }).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

function close() {
  void opened?.then((db) => db.close(), () => {});
  opened = null;
}

/** Aborted when this page is left for Back. */
export let leaving = new AbortController();
/** @type {Set<{abort: () => void}>} */
const running = new Set();

// A page that was left for Back is frozen with all that it holds: in WebKit with the lock of a transaction that is not
// over, in Firefox with the sender's lock if it got that at the last moment. No other page could read the outbox, or
// send. What ends here unfinished begins anew should the page come back.
addEventListener("pagehide", (event) => {
  if (/** @type {Event & {persisted?: boolean}} */ (event).persisted) {
    leaving.abort();
    for (const transaction of running) transaction.abort();
  }
  close();
});
addEventListener("pageshow", () => {
  if (leaving.signal.aborted) leaving = new AbortController();
});

/**
 * Runs the work in one transaction that is on the disk when this returns. A connection that the browser has
 * closed is opened again. Throws QuotaExceededError when the disk is full.
 * @template T
 * @param {(items: Items) => Promise<T>} work
 * @param {"readonly" | "readwrite"} [mode]
 * @param {boolean} [again]
 * @returns {Promise<T>}
 */
async function within(work, mode = "readwrite", again = true) {
  const db = await open();
  try {
    const transaction = db.transaction("items", mode, { durability: "strict" });
    running.add(transaction);
    const [result] = await Promise.all([work(/** @type {Items} */ (transaction.store)), transaction.done]).finally(() => running.delete(transaction));
    return result;
  } catch (error) {
    if (!again || !["InvalidStateError", "AbortError"].includes(/** @type {Error} */ (error).name)) throw error;
    close();
    return within(work, mode, false);
  }
}

/**
 * Keeps a write; the same key is kept once.
 * @param {Omit<Item, "seq">} item
 * @param {number} [instead] the refused write that this one corrects, and takes the place of
 */
export const keep = (item, instead = 0) =>
  within(async (items) => {
    if (instead) await items.delete(instead);
    return (await items.index("key").getKey(item.key)) ?? items.add(item);
  });

/** Keeps new writes, all of them or none. @param {Omit<Item, "seq">[]} written */
export const keepAll = (written) =>
  within(async (items) => {
    for (const item of written) await items.add(item);
  });

/** Everything that waits, in the order in which it was made. @returns {Promise<Item[]>} */
export const all = () => within((items) => items.getAll(), "readonly");

/**
 * Changes one item, or removes it where change answers null. The item as it is now; null when it is gone.
 * @param {number} seq
 * @param {(item: Item) => Item | null} change
 * @returns {Promise<Item | null>}
 */
export function update(seq, change) {
  return within(async (items) => {
    const item = /** @type {Item | undefined} */ (await items.get(seq));
    const next = item ? change(item) : null;
    if (next) await items.put(next);
    else if (item) await items.delete(seq);
    return next;
  });
}

/**
 * Removes what the server has taken. Writes to the same thing made from the same page saw the version that this
 * one has replaced by itself: they go on from the new one.
 * @param {Item} done
 * @param {import("./types.js").Ids} ids
 */
export function settle(done, ids) {
  return within(async (items) => {
    await items.delete(done.seq);
    const seen = new Map(done.fields);
    for (const item of /** @type {Item[]} */ (await items.getAll())) {
      if (item.thing !== done.thing || item.owner !== done.owner || item.tries) continue;
      const fields = item.fields.map(([name, value]) => [name, name in ids && seen.get(name) === value ? String(ids[name]) : value]);
      await items.put({ ...item, fields });
    }
  });
}
