// Where a write is, on the very cell or form that it was made in: on this device, refused, overtaken.
import { isWaiting } from "../../service_worker/outbox/lanes.js";
import { listen } from "../../service_worker/outbox/news.js";
import { update } from "../../service_worker/outbox/store.js";
import { t } from "./language.js";
import { owner, pathOf, room } from "./page.js";
import { clearWaiting, closeKept, short, showTick, showWaiting } from "./pupil_chips.js";
import { waitingItems } from "./queue.js";
import { renew } from "./renewing.js";
import { Kept } from "./sending.js";

/** @typedef {import("../../service_worker/outbox/types.js").Item} Item */

const TICK = ".item, .tick";
const CELL = `[data-cell], .pupil, ${TICK}`;
/** What is sent sooner was never seen to wait. */
const UNSEEN = 300;
const WORDS = {
  pending: t("на этом устройстве, отправим, когда появится связь"),
  held: t("на этом устройстве: нужно войти, и отправим"),
  conflict: t("не записано: тем временем это изменили"),
  refused: t("не принято"),
};

/** Keys of what was accepted since this page came. @type {Set<string>} */
const accepted = new Set();

/** Forms and buttons of the page by the path that they post to. */
function places() {
  /** @type {Map<string, Element>} */
  const found = new Map();
  for (const form of document.querySelectorAll("form")) {
    if (form.method !== "post") continue;
    found.set(pathOf(form.getAttribute("action") ?? ""), form);
    for (const button of form.elements) {
      const own = button.getAttribute("formaction");
      if (own) found.set(pathOf(own), button);
    }
  }
  return found;
}

/** Says on each cell what waits for it. */
async function show() {
  const items = owner() ? (await waitingItems()).filter((item) => item.owner === owner()) : [];
  clearWaiting(accepted);
  for (const hidden of document.querySelectorAll("form[data-kept]")) reveal(hidden);
  const at = places();
  for (const item of items) {
    const place = at.get(pathOf(item.url));
    if (place) mark(place, item);
  }
  for (const form of document.querySelectorAll('form[action="/sign-out"]')) warn(form, items.length);
}

/** @param {Element} form @param {number} count of what waits */
function warn(form, count) {
  if (count) form.setAttribute("hx-confirm", t("Ещё не отправлено: {count}. Записи останутся на этом устройстве и уйдут, когда вы снова войдёте. Выйти?", { count }));
  else form.removeAttribute("hx-confirm");
}

/** @param {Element} form */
function reveal(form) {
  form.removeAttribute("data-kept");
  /** @type {HTMLElement} */ (form).hidden = false;
}

/** @param {Element} place @param {Item} item */
function mark(place, item) {
  const cell = place.closest(CELL);
  const note = noteOf(item, cell);
  if (cell?.matches(".pupil") && isWaiting(item)) showWaiting(cell, item, note);
  else if (cell) {
    if (isWaiting(item) && cell.matches(TICK)) showTick(cell, item, note);
    else cell.append(note);
    foresee(cell, item);
  } else if (place instanceof HTMLFormElement && place.dataset.instead !== String(item.seq)) {
    note.classList.add("card", "instead");
    place.after(note);
    place.hidden = true;
    place.dataset.kept = "";
    if (isFilledIn(place)) note.append(button(t("Заполнить ещё раз"), () => reveal(place)));
  }
}

/** Whether there is anything to fill in. @param {HTMLFormElement} form */
const isFilledIn = (form) => !!form.querySelector("input:not([type=hidden]), select, textarea");

/** A tick looks as it will be, and the next tap takes it back. @param {Element} cell @param {Item} item */
function foresee(cell, { fields }) {
  if (cell.matches(".pupil")) cell.setAttribute("data-state", "conflict");
  const sent = new Map(fields);
  const tick = cell.querySelector("button[name=done]");
  if (tick && sent.has("done")) {
    const isDone = sent.get("done") === "1";
    tick.classList.toggle("good", isDone);
    tick.setAttribute("aria-pressed", String(isDone));
    tick.setAttribute("value", isDone ? "0" : "1");
  }
  const packing = cell.matches(".item") && sent.get("state");
  if (packing) {
    cell.classList.remove("needed", "packed", "at_school", "shared");
    cell.classList.add(packing);
    cell.querySelector(".tickbox")?.setAttribute("value", packing === "needed" ? "packed" : "needed");
  }
}

/** @param {Item} item @param {Element | null} [cell] */
function noteOf(item, cell) {
  const note = Object.assign(document.createElement("div"), { className: `outbox-note ${item.state}` });
  note.dataset.outbox = item.key;
  note.setAttribute("role", "status");
  const all = item.words.map(([label, value]) => (label ? `${label}: ${value}` : value));
  const what = cell?.matches(".pupil") ? short(item) : cell ? all.join(" · ") : "";
  const text = document.createElement("p");
  text.append(Object.assign(document.createElement("b"), { textContent: what || t(item.name) }), ` — ${WORDS[item.state]}`);
  note.append(text);
  if (!cell && all.length) note.append(Object.assign(document.createElement("p"), { className: "entered", textContent: all.join("\n") }));
  if (item.state === "held") note.append(way(t("Войти"), `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`));
  if (item.state === "conflict" || item.state === "refused") note.append(way(t("Решить"), "/waiting"));
  else if (!item.tries) note.append(button(t("Отозвать"), () => withdraw(item)));
  return note;
}

/** @param {string} text @param {string} href */
const way = (text, href) => Object.assign(document.createElement("a"), { className: "button small", href, textContent: text });

/** @param {string} text @param {() => void} act */
function button(text, act) {
  const made = Object.assign(document.createElement("button"), { className: "button small", type: "button", textContent: text });
  made.addEventListener("click", act);
  return made;
}

/** What was never sent can be taken back for certain. @param {Item} item */
async function withdraw({ seq, fields }) {
  await update(seq, (item) => (item.tries ? item : null));
  const isForeseen = fields.some(([name]) => name === "done" || name === "state");
  if (isForeseen) await renew();
  await show();
}

/** What is kept is no longer being typed: the page may bring its part up to date. @param {Element} source */
function leave(source) {
  const form = source.closest("form");
  const pupil = source.closest(".pupil");
  if (pupil) closeKept(pupil, form);
  else if (form?.matches("[data-cell]")) for (const field of form.querySelectorAll("textarea, input")) settle(/** @type {HTMLInputElement} */ (field));
}

/** @param {HTMLInputElement} field */
function settle(field) {
  field.defaultValue = field.value;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

function showSoon(pause = 50) {
  clearTimeout(timer);
  timer = setTimeout(show, pause);
}

listen((news) => {
  if (news.kind === "accepted") accepted.add(news.key);
  showSoon(news.kind === "changed" ? UNSEEN : undefined);
});
document.addEventListener("htmx:finally:request", () => showSoon());
document.addEventListener("htmx:error", ({ detail: { ctx, error } }) => {
  if (error instanceof Kept && ctx) leave(ctx.sourceElement);
});
document.addEventListener("htmx:after:swap", () => showSoon());
if (room()) void show();
