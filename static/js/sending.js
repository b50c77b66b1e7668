// A write is kept on this device before it is sent (offline.md, «Writes»), and sent once at a time. What must not
// wait is sent at once or not at all, and keeps its key until the server has answered.
import { announce, listen } from "../../service_worker/outbox/news.js";
import { post, waiters } from "../../service_worker/outbox/sender.js";
import { keep } from "../../service_worker/outbox/store.js";
import { words, written } from "./describing.js";
import { forget, forgetPages, signedOut } from "./forgetting.js";
import { kindOf } from "./kept_routes.js";
import { clear } from "./messages.js";
import { owner, pathOf, room } from "./page.js";
import { sendWaiting, waitingItems } from "./queue.js";
import { token } from "./token.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {Omit<import("../../service_worker/outbox/types.js").Item, "seq">} Item */

/** The write waits on this device. */
export class Kept extends Error {
  /** @param {Item} item @param {"later" | "sign-in" | "unseen"} why unseen: taken by the server, but its page did not come */
  constructor(item, why) {
    super("kept");
    this.item = item;
    this.why = why;
  }
}

/** There is no room on the device to keep the write, and it could not be sent at once. */
export class NoRoom extends Error {}

const PATIENCE = 4000;
const DOUBLE_TAP = 1000;

/** Keys of writes that nobody knows the end of yet. @type {WeakMap<Element, string>} */
const keys = new WeakMap();
/** @type {WeakMap<object, Element>} */
const sources = new WeakMap();
/** What was last sent from each source that still waits for an answer. @type {WeakMap<Element, string>} */
const running = new WeakMap();
/** @type {Ctx | null} */
let opening = null;
let last = { payload: "", at: -Infinity };

const reads = (/** @type {Ctx} */ ctx) => ctx.request.method === "GET";
const leavesOpen = (/** @type {number} */ status) => status >= 500 || [401, 408, 425, 429].includes(status);

/** The key of a write: the same for a retry from the same form. @param {Element} source */
export function keyOf(source) {
  const key = keys.get(source) ?? crypto.randomUUID();
  keys.set(source, key);
  return key;
}

document.addEventListener("htmx:config:request", (event) => {
  const ctx = /** @type {Ctx} */ (event.detail.ctx);
  const source = ctx.sourceElement;
  if (reads(ctx)) return;
  // What stood in <noscript> is for browsers without scripts.
  const body = /** @type {FormData} */ (ctx.request.body);
  body.delete("csrf_token");
  body.delete("key");
  const payload = `${ctx.request.action} ${new URLSearchParams(/** @type {any} */ (body))}`;
  const before = running.get(source);
  if (isDoubleTap(payload) || payload === before) return event.preventDefault();
  const kind = before === undefined || ctx.confirm ? null : keptKind(ctx);
  if (before !== undefined && (kind || source instanceof HTMLFormElement)) event.preventDefault();
  if (kind) void keepBehind(ctx);
  if (event.defaultPrevented && !kind) return;
  running.set(source, payload);
  if (!kind) sources.set(ctx, source);
  clear(source);
});

/** @param {string} payload */
function isDoubleTap(payload) {
  const isSame = payload === last.payload && performance.now() - last.at < DOUBLE_TAP;
  last = { payload, at: performance.now() };
  return isSame;
}

/** @param {Ctx} ctx */
const keptKind = ({ request }) => (owner() ? kindOf(pathOf(request.action)) : null);

document.addEventListener("htmx:before:request", (event) => {
  const ctx = /** @type {Ctx} */ (event.detail.ctx);
  if (!reads(ctx)) {
    const plain = ctx.fetch;
    const kind = ctx.request.body instanceof URLSearchParams ? keptKind(ctx) : null;
    ctx.fetch = (url, request) => (kind ? keepAndSend(ctx, url, request) : send(plain, url, request, ctx.sourceElement));
  } else if (ctx.target === room()) {
    opening?.request.abort?.();
    opening = ctx;
  }
});

document.addEventListener("htmx:finally:request", (event) => {
  const ctx = /** @type {Ctx} */ (event.detail.ctx);
  const source = sources.get(ctx);
  if (source) running.delete(source);
  if (opening === ctx) opening = null;
});

/** The write as it is kept. @param {Ctx} ctx @param {string} url @param {string} [key] */
function itemOf({ sourceElement, request }, url, key) {
  const fields = /** @type {[string, string][]} */ ([.../** @type {URLSearchParams} */ (request.body)]);
  return written(url, fields, words(sourceElement, /** @type {any} */ (request).submitter ?? null), key);
}

/**
 * Keeps the write, then has the queue send it, and waits a little for the answer. Throws Kept when it stays in the
 * queue, NoRoom when it is neither kept nor sent.
 * @param {Ctx} ctx
 * @param {string} url
 * @param {RequestInit} request
 * @returns {Promise<Response>}
 */
async function keepAndSend(ctx, url, request) {
  const source = ctx.sourceElement;
  const item = itemOf(ctx, url, keyOf(source));
  const headers = /** @type {Record<string, string>} */ (request.headers);
  const instead = Number(source.closest("form")?.dataset.instead);
  const isKept = await Promise.race([keep(item, instead).then(() => true, () => false), tooLong()]);
  const answer = isKept ? await queued(ctx, item, headers) : await unkept(item, headers);
  keys.delete(source);
  return answer.headers.has("Zvonok-Receipt") ? followed(ctx, item, answer, headers) : answer;
}

/** A disk that says nothing is no place to keep a write in; should it come round, the key is the same. @returns {Promise<boolean>} */
const tooLong = () => new Promise((resolve) => setTimeout(resolve, PATIENCE, false));

/**
 * The next write of a form whose last one is still on its way: htmx would have it wait unkept, or drop it.
 * @param {Ctx} ctx
 */
async function keepBehind(ctx) {
  try {
    await keep(itemOf(ctx, ctx.request.action));
  } catch {
    document.dispatchEvent(new CustomEvent("htmx:error", { detail: { ctx, error: new NoRoom() } }));
  }
  announce({ kind: "changed" });
  void sendWaiting();
}

/** @param {Ctx} ctx @param {Item} item @param {Record<string, string>} headers @returns {Promise<Response>} */
function queued(ctx, item, headers) {
  return new Promise((resolve, reject) => {
    const giveUp = (/** @type {"later" | "sign-in"} */ why) => {
      if (!waiters.delete(item.key)) return;
      keys.delete(ctx.sourceElement);
      reject(new Kept(item, why));
    };
    const take = (/** @type {Response} */ answer) => {
      const isSeen = waiters.delete(item.key) && ctx.sourceElement.isConnected;
      if (isSeen) resolve(answer);
      else reject(new Kept(item, "later"));
      return isSeen;
    };
    waiters.set(item.key, { item: { ...item, seq: 0 }, headers, take, giveUp });
    setTimeout(giveUp, PATIENCE, "later");
    announce({ kind: "changed" });
    void sendWaiting();
  });
}

/** Another tab or the worker has sent it: the server renders the same outcome again for who asks. */
listen((news) => {
  const waiter = news.kind === "accepted" && waiters.get(news.key);
  if (waiter) post(waiter.item).then(waiter.take, () => waiter.giveUp("later"));
});

/** The disk is full: the form on the screen is the only place for the write until it is taken. @param {Item} item @param {Record<string, string>} headers */
async function unkept(item, headers) {
  const whole = { ...item, seq: 0 };
  waiters.set(item.key, { item: whole, headers, take: () => false, giveUp: () => {} });
  try {
    return await post(whole);
  } catch {
    // The next tap is an answer to this, no double tap.
    last.at = -Infinity;
    throw new NoRoom();
  } finally {
    waiters.delete(item.key);
  }
}

/**
 * A receipt leads to the page that shows what was done; an answer with the changed piece shows it itself.
 * @param {Ctx} ctx
 * @param {Item} item
 * @param {Response} answer
 * @param {Record<string, string>} headers
 */
async function followed(ctx, item, answer, headers) {
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return answer;
  const { location: to } = await answer.json();
  try {
    const shown = await fetch(to, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    ctx.followed = true;
    return shown;
  } catch {
    throw new Kept(item, "unseen");
  }
}

/**
 * @param {Ctx["fetch"]} plain
 * @param {string} url
 * @param {RequestInit} request
 * @param {Element} source
 */
async function send(plain, url, request, source) {
  const isSignOut = pathOf(url) === "/sign-out";
  /** @type {Record<string, string>} */
  const waits = isSignOut ? { "Zvonok-Waiting": String((await waitingItems()).length) } : {};
  if (isSignOut) await forget();
  const once = async (/** @type {boolean} */ fresh) => {
    const secrets = { ...waits, "Idempotency-Key": keyOf(source), "X-CSRFToken": await token({ fresh }) };
    return plain(url, { ...request, headers: { .../** @type {Record<string, string>} */ (request.headers), ...secrets } });
  };
  let answer = await once(false);
  if (answer.status === 401 && answer.headers.get("Zvonok-Reason") === "token") answer = await once(true);
  if (isSignOut && answer.ok) await signedOut();
  if (pathOf(url) === "/sign-in" && answer.headers.has("HX-Redirect")) await forgetPages();
  if (!leavesOpen(answer.status) && answer.headers.has("Zvonok-Build")) keys.delete(source);
  return answer;
}
