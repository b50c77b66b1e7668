// A write carries a key and a token, is sent once at a time, and keeps its key until the server has answered.
// Here the outbox will stand: keep first, then send.
import { forget, forgetPages } from "./forgetting.js";
import { clear } from "./messages.js";
import { pathOf, room } from "./page.js";
import { token } from "./token.js";

/** @typedef {import("./types.js").Ctx} Ctx */

/** Keys of writes that nobody knows the end of yet. @type {WeakMap<Element, string>} */
const keys = new WeakMap();
/** @type {WeakMap<object, Element>} */
const sources = new WeakMap();
/** @type {WeakSet<Element>} */
const running = new WeakSet();
/** @type {Ctx | null} */
let opening = null;

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
  if (running.has(source) && source instanceof HTMLFormElement) return event.preventDefault();
  running.add(source);
  sources.set(ctx, source);
  clear(source);
  // What stood in <noscript> is for browsers without scripts.
  const body = /** @type {FormData} */ (ctx.request.body);
  body.delete("csrf_token");
  body.delete("key");
});

document.addEventListener("htmx:before:request", (event) => {
  const ctx = /** @type {Ctx} */ (event.detail.ctx);
  if (!reads(ctx)) {
    const plain = ctx.fetch;
    ctx.fetch = (url, request) => send(plain, url, request, ctx.sourceElement);
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

/**
 * @param {Ctx["fetch"]} plain
 * @param {string} url
 * @param {RequestInit} request
 * @param {Element} source
 */
async function send(plain, url, request, source) {
  if (pathOf(url) === "/sign-out") await forget();
  const once = async (/** @type {boolean} */ fresh) => {
    const secrets = { "Idempotency-Key": keyOf(source), "X-CSRFToken": await token({ fresh, signal: request.signal }) };
    return plain(url, { ...request, headers: { .../** @type {Record<string, string>} */ (request.headers), ...secrets } });
  };
  let answer = await once(false);
  if (answer.status === 401 && answer.headers.get("Zvonok-Reason") === "token") answer = await once(true);
  if (pathOf(url) === "/sign-in" && answer.headers.has("HX-Redirect")) await forgetPages();
  if (!leavesOpen(answer.status) && answer.headers.has("Zvonok-Build")) keys.delete(source);
  return answer;
}
