// A wait of more than 300 ms is shown, and said; a wait for another page also where that page will stand.
import { t } from "./language.js";
import { pathOf, room } from "./page.js";

/** @typedef {import("./types.js").Ctx} Ctx */

const SHOWN_AFTER = 300;

let waiting = 0;
/** The path of the page that is seen: the address may be ahead of it, as on the way back. */
let seen = location.pathname;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {Ctx} ctx */
function show({ request, target }) {
  const reads = request.method === "GET";
  const text = reads ? t("Загружается…") : t("Отправляется…");
  document.getElementById("progress")?.replaceChildren(Object.assign(document.createElement("span"), { textContent: text }));
  if (reads && target === room() && pathOf(request.action) !== seen) setBusy(true);
}

/** Rows stand in the place of the content (notice.css). @param {boolean} is */
const setBusy = (is) => document.getElementById("content")?.setAttribute("aria-busy", String(is));

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  waiting += 1;
  if (waiting === 1) timer = setTimeout(show, SHOWN_AFTER, ctx);
});

document.addEventListener("htmx:after:swap", () => (seen = location.pathname));

document.addEventListener("htmx:finally:request", () => {
  waiting = Math.max(0, waiting - 1);
  if (waiting) return;
  clearTimeout(timer);
  document.getElementById("progress")?.replaceChildren();
  setBusy(false);
});
