// After a swap the focus and the eye are in the same place, and nothing jumps that has stayed.
import { pathOf, room } from "./page.js";

/** @typedef {import("./types.js").Ctx} Ctx */

document.addEventListener("htmx:before:swap", (event) => {
  const ctx = /** @type {Ctx} */ (event.detail.ctx);
  const main = event.detail.tasks.find((task) => task.type === "main");
  const stays = pathOf(ctx.response?.raw.url || location.href) === location.pathname;
  if (main?.target === room() && stays) main.swapSpec.show = "none";
});

document.addEventListener("htmx:after:swap", (event) => {
  const ctx = /** @type {Ctx} */ (event.detail.ctx);
  unfold(/** @type {{anchor?: string}} */ (ctx.request ?? {}).anchor);
  const place = ctx.target?.isConnected ? ctx.target : ctx.sourceElement;
  const wrong = place?.querySelector("[aria-invalid=true]");
  if (wrong instanceof HTMLElement) return wrong.focus();
  if (!isLost() || place?.querySelector("[autofocus]")) return;
  if (ctx.target === room()) document.getElementById("content")?.focus({ preventScroll: true });
  else if (place instanceof HTMLElement) focusOn(place);
});

/** What opens on a tap over the page is seen whole: the explanation of a mark, the choices of an item. */
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!(target instanceof HTMLDetailsElement) || !target.name || !target.open) return;
    target.querySelector(":scope > :not(summary)")?.scrollIntoView({ block: "nearest" });
  },
  { capture: true },
);

/** The explanation of a mark is over with the next tap elsewhere. */
document.addEventListener("click", ({ target }) => {
  for (const open of document.querySelectorAll("details[name=m][open]")) {
    if (!(target instanceof Node && open.contains(target))) open.removeAttribute("open");
  }
});

/** A page may open at a place of its own, such as today. */
document.addEventListener("htmx:after:settle", (event) => {
  const { task } = event.detail;
  if (task.target === room() && task.swapSpec.show !== "none") openAtStart();
});

/** Browsers unfold what an address leads to; htmx, which scrolls to it next, does not. @param {string} [id] */
function unfold(id) {
  document.getElementById(id ?? "")?.closest("details")?.setAttribute("open", "");
}

function openAtStart() {
  if (!location.hash) document.querySelector("[data-start]")?.scrollIntoView({ block: "start" });
}

const isLost = () => !document.activeElement || document.activeElement === document.body;

/** @param {HTMLElement} place */
function focusOn(place) {
  const inside = place.matches("button, a[href], input, select, textarea") ? place : null;
  const control = inside ?? place.querySelector("button, a[href], input:not([type=hidden]), select, textarea");
  if (control instanceof HTMLElement) control.focus({ preventScroll: true });
}

unfold(location.hash.slice(1));
if (performance.getEntriesByType("navigation").some((entry) => "type" in entry && entry.type === "navigate")) openAtStart();
