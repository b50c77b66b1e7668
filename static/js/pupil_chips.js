// On the line of a list what waits stands where it will stand: the list keeps its height.
import { t } from "./language.js";

/** @typedef {import("../../service_worker/outbox/types.js").Item} Item */

/** @type {Record<string, string>} */
const SIGNS = { absent: t("н"), late: t("оп"), excused: t("у"), ill: t("б"), present: t("был") };
/** Marks that are words. @type {Record<string, string>} */
const VALUES = { зачёт: t("зачёт"), незачёт: t("незачёт") };

/** Keys whose line was closed once. @type {Set<string>} */
const closed = new Set();

/** Shows a write that waits: its chip on the line, the rest where the line opens. @param {Element} pupil @param {Item} item @param {HTMLElement} note */
export function showWaiting(pupil, item, note) {
  const isOnItsWay = pupil.getAttribute("data-state") === "sending";
  pupil.setAttribute("data-state", item.state === "held" ? "held" : "kept");
  if (isOnItsWay && !closed.has(item.key)) closeKept(pupil, null);
  closed.add(item.key);
  pupil.querySelector(".pupil-line .chips")?.append(chipOf(item, short(item), note.querySelector("p")?.lastChild));
  delete note.dataset.outbox;
  note.dataset.outboxNote = "";
  note.removeAttribute("role");
  pupil.querySelector(".pupil-open")?.prepend(note);
}

/** A tick shows its own state: that it waits is a word beside it, and the next tap takes it back. @param {Element} cell @param {Item} item @param {HTMLElement} note */
export function showTick(cell, item, note) {
  const chip = chipOf(item, item.state === "held" ? t("нужно войти") : t("на устройстве"), note.querySelector("p"));
  chip.classList.add("small");
  cell.append(chip);
}

/** @param {Item} item @param {string} text @param {Node | null} [told] to a reader who sees nothing */
function chipOf(item, text, told) {
  const chip = Object.assign(document.createElement("span"), { className: "chip waits", textContent: text });
  chip.dataset.outbox = item.key;
  chip.setAttribute("role", "status");
  chip.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: ` ${told?.textContent ?? ""}` }));
  return chip;
}

/** Takes away what was shown, but for what was accepted meanwhile: it stays until the fresh line comes. @param {Set<string>} accepted keys */
export function clearWaiting(accepted) {
  for (const old of document.querySelectorAll("[data-outbox], [data-outbox-note]")) {
    if (old.matches(".pupil .chip") && accepted.has(/** @type {HTMLElement} */ (old).dataset.outbox ?? "")) old.className = "chip good taken";
    else old.remove();
  }
  for (const pupil of document.querySelectorAll(".pupil:is([data-state=kept], [data-state=held])")) {
    pupil.setAttribute("data-state", pupil.querySelector(".chip.taken") ? "taken" : "");
  }
}

/** As the journal writes it. @param {Item} item */
export function short({ url, fields, name }) {
  const sent = new Map(fields);
  const [path] = url.split("?");
  if (path.includes("/remarks")) return t("замеч.");
  if (path.endsWith("/withdrawal")) return t("убрать");
  const minutes = sent.get("minutes");
  const sign = SIGNS[sent.get("kind") ?? ""];
  if (sign) return minutes ? t("{sign} {minutes} мин", { sign, minutes }) : sign;
  const given = sent.get("value") ?? name;
  const value = VALUES[given] ?? t(given);
  return path.endsWith("/corrections") ? `→ ${value}` : value;
}

/** Once kept, the line is as after an answer: closed, its fields empty, the focus on it. @param {Element} pupil @param {HTMLFormElement | null} form */
export function closeKept(pupil, form) {
  form?.reset();
  const entry = pupil.querySelector(":scope > details");
  const hadFocus = entry?.contains(document.activeElement);
  for (const open of pupil.querySelectorAll("details[open]")) open.removeAttribute("open");
  if (hadFocus) entry?.querySelector("summary")?.focus({ preventScroll: true });
}
