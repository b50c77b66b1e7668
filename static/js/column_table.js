// Who gets what of a pasted column, line by line, and what is not understood beside its line.

import { t } from "./column_words.js";

/** @typedef {import("./column_reading.js").Pasted} Pasted */

/**
 * An element with its properties.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Partial<HTMLElementTagNameMap[T]>} [properties]
 * @returns {HTMLElementTagNameMap[T]}
 */
export const made = (name, properties = {}) => Object.assign(document.createElement(name), properties);

/** How many writes a column makes. @param {Pasted[]} lines */
export const countOf = (lines) => lines.reduce((sum, { values, kind }) => sum + values.length + (kind ? 1 : 0), 0);

/**
 * Shows the column in its form, with the button that gives it when every line is understood.
 * @param {HTMLFormElement} form
 * @param {Pasted[]} lines
 * @param {HTMLElement[]} pupils
 */
export function show(form, lines, pupils) {
  const shown = made("div", { className: "form", tabIndex: -1 });
  shown.dataset.shown = "";
  shown.setAttribute("role", "group");
  shown.setAttribute("aria-label", t("Кому что"));
  const wrong = lines.filter(({ error }) => error).length;
  const count = countOf(lines);
  shown.append(said(wrong, count));
  if (lines.length) shown.append(table(lines, pupils));
  if (!wrong && count) {
    const button = made("button", { className: "button primary", type: "button", textContent: t("Поставить всё: {count}", { count }) });
    button.dataset.give = "";
    shown.append(button);
  }
  const old = form.querySelector("[data-shown]");
  if (old) old.replaceWith(shown);
  else form.append(shown);
}

/** @param {number} wrong @param {number} count */
function said(wrong, count) {
  const box = made("p", { className: wrong ? "alert" : "notice" });
  box.setAttribute("role", "status");
  if (wrong) box.append(made("span", { textContent: t("Строк с ошибками: {wrong}. Исправьте их в столбце выше: пока ничего не записано.", { wrong }) }));
  else if (count) box.append(made("span", { textContent: t("Проверьте, кому что. До подтверждения ничего не записано.") }));
  else box.append(made("span", { textContent: t("В столбце нет ни одной оценки.") }));
  return box;
}

/** @param {Pasted[]} lines @param {HTMLElement[]} pupils */
function table(lines, pupils) {
  const head = made("tr");
  for (const name of [t("№"), t("Ученик"), t("Поставить"), t("Уже стоит")]) head.append(made("th", { scope: "col", textContent: name }));
  const [top, body, whole, scroll] = [made("thead"), made("tbody"), made("table", { className: "table column-table" }), made("div", { className: "scroll" })];
  top.append(head);
  body.append(...lines.map((line) => row(line, pupils[line.pupil])));
  whole.append(top, body);
  scroll.append(whole);
  return scroll;
}

/** @param {Pasted} line @param {HTMLElement | undefined} pupil */
function row({ number, text, values, kind, error }, pupil) {
  const [line, what] = [made("tr", { className: error ? "wrong" : "" }), made("td")];
  if (error && pupil && text) what.append(made("s", { textContent: text }), " ");
  if (error) what.append(made("span", { className: "error", textContent: error }));
  else what.append(...chips(values, kind, pupil));
  const stands = [...(pupil?.querySelectorAll(".pupil-line :is(.chips > .chip, .register > .chip)") ?? [])];
  const already = stands.map((chip) => chip.firstChild?.textContent?.trim() ?? "").join(" ");
  const who = made("th", { scope: "row", textContent: pupil?.dataset.what ?? text });
  line.append(made("td", { className: "number", textContent: String(number) }), who, what);
  if (error) what.colSpan = 2;
  else line.append(made("td", { textContent: already }));
  return line;
}

/** The value or kind in the words of the pupil's keypad. @param {HTMLElement | undefined} pupil @param {string} value */
export const saidOf = (pupil, value) => pupil?.querySelector(`.keypad :is(.key, .key-sign)[value="${value}"]`)?.textContent?.trim() || value;

/** @param {string[]} values @param {string} kind @param {HTMLElement | undefined} pupil */
function chips(values, kind, pupil) {
  const all = values.map((value) => made("b", { className: "chip", textContent: saidOf(pupil, value) }));
  if (kind) all.push(made("b", { className: `chip ${kind === "present" ? "good" : kind === "late" ? "warn" : "bad"}`, textContent: saidOf(pupil, kind) }));
  return all.length ? all.flatMap((chip) => [chip, " "]) : ["—"];
}
