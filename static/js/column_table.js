// Who gets what of a pasted column, line by line, and what is not understood beside its line.

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
  shown.setAttribute("aria-label", "Кому что");
  const wrong = lines.filter(({ error }) => error).length;
  const count = countOf(lines);
  shown.append(said(wrong, count));
  if (lines.length) shown.append(table(lines, pupils));
  if (!wrong && count) {
    const button = made("button", { className: "button primary", type: "button", textContent: `Поставить всё: ${count}` });
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
  if (wrong) box.append(made("span", { textContent: `Не понято строк: ${wrong}. Исправьте их в столбце выше: пока ничего не записано.` }));
  else if (count) box.append(made("span", { textContent: "Проверьте, кому что. До подтверждения ничего не записано." }));
  else box.append(made("span", { textContent: "В столбце нет ни одной оценки." }));
  return box;
}

/** @param {Pasted[]} lines @param {HTMLElement[]} pupils */
function table(lines, pupils) {
  const head = made("tr");
  for (const name of ["№", "Ученик", "Поставить", "Уже стоит"]) head.append(made("th", { scope: "col", textContent: name }));
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
  else what.append(...chips(values, signOf(pupil, kind)));
  const stands = [...(pupil?.querySelectorAll(".pupil-line :is(.chips > .chip, .register > .chip)") ?? [])];
  const already = stands.map((chip) => chip.firstChild?.textContent?.trim() ?? "").join(" ");
  const who = made("th", { scope: "row", textContent: pupil?.dataset.what ?? text });
  line.append(made("td", { className: "number", textContent: String(number) }), who, what);
  if (error) what.colSpan = 2;
  else line.append(made("td", { textContent: already }));
  return line;
}

/** @param {HTMLElement | undefined} pupil @param {string} kind */
const signOf = (pupil, kind) => (kind && pupil?.querySelector(`.key-sign[value=${kind}]`)?.textContent?.trim()) || "";

/** @param {string[]} values @param {string} sign */
function chips(values, sign) {
  const all = values.map((value) => made("b", { className: "chip", textContent: value }));
  if (sign) all.push(made("b", { className: `chip ${sign === "был" ? "good" : sign === "оп" ? "warn" : "bad"}`, textContent: sign }));
  return all.length ? all.flatMap((chip) => [chip, " "]) : ["—"];
}
