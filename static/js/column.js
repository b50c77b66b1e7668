// Marks pasted as a column into a lesson's sheet: shown beside the list, and given only when that was confirmed.
import { give } from "./column_giving.js";
import { read } from "./column_reading.js";
import { made, show } from "./column_table.js";
import { speak, t } from "./column_words.js";

/** @typedef {import("./waiting.js").Given} Given */
/** @typedef {import("./column_reading.js").Pasted} Pasted */

/** @type {Given} */
let given;
let isWatching = false;
/** What is typed outlives the page being opened anew, as when another scale is chosen. */
let typed = { path: "", text: "", first: "" };

const formOf = () => /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-column]"));
const textOf = (/** @type {HTMLFormElement} */ form) => /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("column"));

/** Lines of those who can be given marks. @returns {HTMLElement[]} */
const pupils = () => [...document.querySelectorAll(".pupils > .pupil")].filter((one) => one.querySelector(".keypad")).map((one) => /** @type {HTMLElement} */ (one));

/** @param {Given} taken */
export function open(taken) {
  given = taken;
  speak(given.language);
  if (!isWatching) watch();
  isWatching = true;
  const form = formOf();
  if (!form || form.querySelector("[name=first]")) return;
  addFirst(form);
  if (typed.text && typed.path === location.pathname) fill(form, typed.text, typed.first);
}

function watch() {
  document.addEventListener("paste", paste);
  document.addEventListener("submit", submit, { capture: true });
  document.addEventListener("input", change);
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-give]") : null;
    if (button instanceof HTMLButtonElement) void confirm(button);
  });
}

/** With the focus on a line the column begins there, else with the first. @param {ClipboardEvent} event */
function paste(event) {
  const form = formOf();
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const at = document.activeElement;
  if (!form || !text.trim() || !(at === document.body || at?.closest(".pupils"))) return;
  const isField = at?.matches("input:not([type=checkbox]), select, textarea");
  if (isField && !(at?.matches(".typed") && /[\t\r\n]/.test(text.trim()))) return;
  event.preventDefault();
  fill(form, text, at?.closest(".pupil")?.id ?? "");
  form.querySelector("[data-shown]")?.scrollIntoView({ block: "nearest" });
  const next = form.querySelector("[data-give]") ?? textOf(form);
  if (next instanceof HTMLElement) next.focus({ preventScroll: true });
}

/** @param {HTMLFormElement} form @param {string} text @param {string} first id of a line */
function fill(form, text, first) {
  const details = form.closest("details");
  if (details) details.open = true;
  textOf(form).value = text.replace(/\r\n?/g, "\n");
  const select = form.elements.namedItem("first");
  if (select instanceof HTMLSelectElement) select.value = first;
  preview(form);
}

/** The server shows it where there are no scripts. @param {SubmitEvent} event */
function submit(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form !== formOf()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  preview(form);
  const shown = form.querySelector("[data-shown]");
  if (shown instanceof HTMLElement) shown.focus();
}

/** What is shown follows what is typed. @param {Event} event */
function change(event) {
  const form = formOf();
  if (!form || !(event.target instanceof Element) || event.target.closest("form") !== form) return;
  if (form.querySelector("[data-shown]")) preview(form);
  else keepTyped(form);
}

/** @param {HTMLFormElement} form */
function keepTyped(form) {
  typed = { path: location.pathname, text: textOf(form).value, first: firstOf(form) };
}

/** @param {HTMLFormElement} form @returns {string} */
const firstOf = (form) => /** @type {HTMLSelectElement} */ (form.elements.namedItem("first")).value;

/** What the key says, and what it means. @param {Element} key */
const pairOf = (key) => [key.textContent?.trim() ?? "", key.getAttribute("value") ?? ""];

/** @param {HTMLFormElement} form @returns {Pasted[]} */
function readForm(form) {
  const list = pupils();
  const names = list.map((one) => one.querySelector(".pupil-name")?.textContent ?? "");
  const [signs, said] = [".key-sign", ".key"].map((keys) => Object.fromEntries([...(list[0]?.querySelectorAll(`.keypad ${keys}`) ?? [])].map(pairOf)));
  const values = (form.dataset.column ?? "").split(" ");
  const first = list.findIndex(({ id }) => id === firstOf(form));
  return read(textOf(form).value, { pupils: names, values, said, scale: form.dataset.scale ?? "", signs }, Math.max(0, first));
}

/** @param {HTMLFormElement} form */
function preview(form) {
  keepTyped(form);
  show(form, readForm(form), pupils());
}

/** Whom the column begins with, where there are no names in it. @param {HTMLFormElement} form */
function addFirst(form) {
  const select = made("select", { name: "first" });
  for (const { id, dataset } of pupils()) select.append(made("option", { value: id, textContent: dataset.what }));
  const label = made("label", { className: "field" });
  label.append(made("span", { textContent: t("Если столбец без фамилий, начать с") }), select);
  form.querySelector("button")?.before(label);
}

/** @param {HTMLButtonElement} button */
async function confirm(button) {
  const form = formOf();
  const lines = form ? readForm(form) : [];
  if (!form || button.disabled || lines.some(({ error }) => error)) return;
  button.disabled = true;
  const isKept = await give(lines, pupils(), given);
  button.disabled = false;
  if (!isKept) return given.say({ text: t("На устройстве нет места: ничего не записано. Столбец остаётся здесь, не закрывайте страницу.") });
  typed = { path: "", text: "", first: "" };
  form.reset();
  form.querySelector("[data-shown]")?.remove();
  form.closest("details")?.removeAttribute("open");
  const start = lines.find(({ pupil, values, kind }) => pupil >= 0 && (kind || values.length));
  const line = start && pupils()[start.pupil]?.querySelector("summary");
  line?.focus({ preventScroll: true });
  line?.scrollIntoView({ block: "nearest" });
}
