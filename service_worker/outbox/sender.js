// Sends what waits: one sender among all tabs and the worker, one session, in order, until nothing can go now.
import { ask } from "../asking.js";
import { isLocked } from "../lock.js";
import { LONGEST_WAIT, backOff, isWaiting, pause, sendable } from "./lanes.js";
import { announce, listen } from "./news.js";
import { hear, session } from "./session.js";
import { all, leaving, settle, update } from "./store.js";
import { asked, verdict } from "./verdict.js";

/** @typedef {import("./types.js").Item} Item */

/**
 * Somebody in front of the screen waits for this write. take shows the answer, and tells whether it still could;
 * giveUp: the write stays in the queue.
 * @typedef {object} Waiter
 * @property {Item} item
 * @property {Record<string, string>} headers of the request
 * @property {(answer: Response) => boolean} take
 * @property {(why: "later" | "sign-in") => void} giveUp
 */

/** By the key of the write. @type {Map<string, Waiter>} */
export const waiters = new Map();
/** @type {Promise<number | null> | null} */
let running = null;
let isWanted = false;
let wake = () => {};

listen(({ kind }) => kind === "changed" && wake());

/**
 * Sends everything that can be sent now; called while it runs, it is the same run and looks again. Milliseconds
 * until the next try, null when nothing waits for time. Throws when there is no connection.
 * @returns {Promise<number | null>}
 */
export function drain() {
  isWanted = true;
  wake();
  running ??= passes().finally(() => (running = null));
  return running;
}

async function passes() {
  let next = null;
  while (isWanted) {
    isWanted = false;
    next = await pass();
  }
  return next;
}

async function pass() {
  if ((await isLocked()) || !(await all()).some(isWaiting)) return null;
  const { owner } = await session();
  await hold(owner);
  const left = () => new Promise((_, reject) => leaving.signal.addEventListener("abort", reject));
  return owner ? navigator.locks.request(`outbox:${owner}`, leaving, () => Promise.race([work(owner), left()])) : null;
}

/** What nobody's session can send is held, and let go when its owner is back. @param {string} owner of the session */
async function hold(owner) {
  for (const { seq, key, owner: own, state } of (await all()).filter(isWaiting)) {
    const wanted = own === owner ? "pending" : "held";
    if (state !== wanted) await update(seq, (item) => (isWaiting(item) ? { ...item, state: wanted, next_at: 0 } : item));
    if (wanted === "held") waiters.get(key)?.giveUp("sign-in");
    if (state !== wanted) announce({ kind: "changed" });
  }
}

/** @param {string} owner */
async function work(owner) {
  /** @type {Map<number, Promise<void>>} */
  const flying = new Map();
  /** @type {unknown} */
  let trouble;
  for (;;) {
    const woken = new Promise((resolve) => (wake = () => resolve(null)));
    const items = (await all()).filter((item) => item.owner === owner);
    for (const { seq } of trouble ? [] : sendable(items, flying, Date.now())) {
      const sent = send(seq).catch((error) => void (trouble ??= error));
      flying.set(seq, sent.finally(() => flying.delete(seq)));
    }
    if (!flying.size && trouble) throw trouble;
    if (!flying.size) return pause(items, Date.now());
    await Promise.race([...flying.values(), woken]);
  }
}

/** @param {number} seq */
async function send(seq) {
  await session();
  const item = await update(seq, (one) => ({ ...one, tries: one.tries + 1 }));
  if (!item) return;
  try {
    let answer = await post(item);
    if (verdict(answer, item.key) === "token") {
      await session(true);
      answer = await post(item);
    }
    await conclude(item, answer);
  } catch (error) {
    waiters.get(item.key)?.giveUp("later");
    throw error;
  } finally {
    announce({ kind: "changed" });
  }
}

/** The same POST as the form's own. @param {Item} item */
export async function post({ key, owner, child, url, fields, made_at }) {
  const { token } = await session();
  const waiter = waiters.get(key);
  return ask(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: {
      ...waiter?.headers,
      "Idempotency-Key": key,
      "X-CSRFToken": token,
      "Zvonok-Owner": owner,
      ...(child && { "Zvonok-Child": child }),
      "Zvonok-Made": made_at,
      "Zvonok-Sent": new Date().toISOString(),
      "Zvonok-Outbox": waiter ? "piece" : "receipt",
    },
  });
}

/** @param {Item} item @param {Response} answer */
async function conclude(item, answer) {
  const { seq, key, url, thing, page, tries } = item;
  const waiter = waiters.get(key);
  const found = verdict(answer, key);
  if (found !== "later") hear();
  if (found === "accepted") {
    const ids = JSON.parse(answer.headers.get("Zvonok-Ids") ?? "{}");
    await settle(item, ids);
    const isShown = !!waiter?.take(answer);
    announce({ kind: "accepted", key, url, thing, page, ids }, isShown);
  } else if (found === "conflict" || found === "refused") {
    if (waiter?.take(answer)) await update(seq, () => null);
    else if (waiter) await concludeInWords(item);
    else await stepAside(seq, found, answer);
  } else {
    // What a portal or a proxy says is no more than no network: the whole queue waits for that, no single write.
    if (!answer.headers.has("Zvonok-Build")) throw new TypeError("not our server");
    const next_at = Date.now() + Math.min(LONGEST_WAIT, Math.max(asked(answer), backOff(tries)));
    await update(seq, (one) => ({ ...one, next_at }));
    if (found !== "later") await hold((await session(true)).owner);
    waiter?.giveUp("later");
  }
}

/** Its form is no longer on the screen; a refused key is not used up, so the server may be asked in words. @param {Item} item */
async function concludeInWords(item) {
  waiters.delete(item.key);
  await conclude(item, await post(item));
}

/**
 * The write leaves the queue's way, with its text and with what the server said.
 * @param {number} seq
 * @param {"conflict" | "refused"} state
 * @param {Response} answer
 */
async function stepAside(seq, state, answer) {
  const told = await answer.json().catch(() => ({ status: answer.status }));
  await update(seq, (item) => ({ ...item, state, told }));
}
