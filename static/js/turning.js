// Another page comes in softly, where the browser can do that and its reader has not asked for less motion.
import { pathOf, room } from "./page.js";

/** @typedef {import("htmx.org").HtmxRequestCtx} Ctx */

/** Milliseconds: so long at most a page that has come waits for the picture of the one before it. */
const SOON = 150;
const root = document.documentElement;
const isStill = matchMedia("(prefers-reduced-motion: reduce)");

/** @type {ViewTransition | null} */
let turn = null;
/** Tells the browser that the new page stands. */
let stands = () => {};

/** @param {Ctx} ctx */
const opensAnother = ({ request, target, response }) =>
  request.method === "GET" && target === room() && response?.status === 200 && pathOf(request.action) !== location.pathname;

/** Resolves when the browser has its picture of the page that is seen. htmx's own transitions hold up the events of its swaps. */
function pictured() {
  stands();
  return new Promise((resolve) => {
    const begun = document.startViewTransition(() => new Promise((done) => (resolve(null), (stands = () => done(null)))));
    turn = begun;
    // It is skipped when another page follows at once.
    begun.ready.catch(() => {});
    void begun.finished.then(() => turn === begun && (turn = null));
    setTimeout(resolve, SOON, null);
  });
}

document.addEventListener("htmx:before:response", ({ detail: { ctx } }) => {
  const { raw } = /** @type {{raw: Response}} */ (ctx.response);
  if (!("startViewTransition" in document) || isStill.matches || !opensAnother(ctx)) return;
  // Whole first: while its text is on the way the page that is seen stays alive.
  raw.text = async () => {
    const text = await Response.prototype.text.call(raw);
    await pictured();
    return text;
  };
});

document.addEventListener("htmx:finally:request", () => stands());

/** Browsers give a tap while pictures fade to nobody; it is the new page's. */
root.addEventListener("click", (event) => {
  if (!turn || event.target !== root) return;
  turn.skipTransition();
  const meant = document.elementFromPoint(event.clientX, event.clientY);
  if (!meant || meant === root) return;
  if (meant instanceof HTMLElement) meant.closest("input")?.focus();
  meant.dispatchEvent(new MouseEvent("click", event));
});
