// A column of marks as it is copied from a spreadsheet: who gets what, and what cannot be understood. The server reads
// it in the same way (webapp/journal/column_reading.py); both are tried with the same examples.
import { t } from "./column_words.js";

/**
 * What the sheet knows: full names in the order of the list, the values of the scale, its name, and by the words of
 * the reader's keypad the values that it has keys for and the register's kinds.
 * @typedef {{pupils: string[], values: string[], scale: string, said: Record<string, string>, signs: Record<string, string>}} Sheet
 */

/**
 * A line of the column, counted from 1; pupil is a place on the list, -1 where nobody was found.
 * @typedef {{number: number, text: string, pupil: number, values: string[], kind: string, error: string}} Pasted
 */

/** @typedef {{number: number, text: string, name: string[], cells: string[]}} Row */

/** What a cell of marks may say, folded. @typedef {{kinds: Map<string, string>, values: Map<string, string>, scale: string}} Words */

const APART = /[\s,;/]+/;
/** As registers are written; the signs of the reader's own language are understood beside them. */
const FOREIGN_KINDS = { н: "absent", оп: "late", у: "excused", б: "ill", был: "present" };
const FOREIGN_YO = { from: "ё", to: "е" };

/** As names are compared: lower case, one space, «ё» as «е». @param {string} text */
const folded = (text) => text.normalize("NFC").toLowerCase().replaceAll(FOREIGN_YO.from, FOREIGN_YO.to).split(/\s+/).filter(Boolean).join(" ");

/**
 * Lines of the column, of names where it has names, else by the list's order from the place first on.
 * @param {string} text
 * @param {Sheet} sheet
 * @param {number} [first]
 * @returns {Pasted[]}
 */
export function read(text, sheet, first = 0) {
  const names = sheet.pupils.map((name) => folded(name).split(" "));
  const words = wordsOf(sheet);
  const rows = rowsOf(text, words);
  const isNamed = rows.some(({ name, cells }) => name.length && (cells.length || found(name, names).length));
  const lines = isNamed ? byName(rows, names) : rows.map((row) => inPlace(row, row.number - 1 + first, names.length));
  return lines.map(([line, cells]) => (line.error ? line : valued(line, cells, words))).filter((line) => line.text || line.pupil >= 0);
}

/** @param {Sheet} sheet @returns {Words} */
function wordsOf({ values, said, scale, signs }) {
  const byWord = (/** @type {[string, string][]} */ pairs) => new Map(pairs.map(([word, meant]) => [folded(word), meant]));
  const kinds = byWord(Object.entries({ ...FOREIGN_KINDS, ...signs }));
  return { kinds, values: byWord([...values.map((value) => pair(value, value)), ...Object.entries(said)]), scale };
}

/** @param {string} word @param {string} meant @returns {[string, string]} */
const pair = (word, meant) => [word, meant];

/** @param {Words} words @param {string} word */
const knows = ({ kinds, values }, word) => kinds.has(word) || values.has(word);

/** @param {string} text @param {Words} words @returns {Row[]} */
function rowsOf(text, words) {
  const lines = text.trim() ? text.trimEnd().split(/\r\n|\r|\n/) : [];
  return lines.map((line, i) => {
    const cells = line.split("\t").map((cell) => cell.trim().replace(/\s+/g, " ")).filter(Boolean);
    const names = cells.filter((cell) => isName(cell, words));
    const name = folded(names.join(" ").replace(/\.(?=\S)/g, ". ")).split(" ").filter(Boolean);
    return { number: i + 1, text: cells.join(" "), name, cells: cells.filter((cell) => !names.includes(cell)) };
  });
}

/** @param {string} cell @param {Words} words */
const isName = (cell, words) => folded(cell).split(APART).some((word) => /\p{L}{2}/u.test(word) && !knows(words, word));

/** @param {Row} row @param {number} pupil @param {string} [error] @returns {Pasted} */
const lineOf = ({ number, text }, pupil, error = "") => ({ number, text, pupil, values: [], kind: "", error });

/** @param {Row} row @param {number} place @param {number} count @returns {[Pasted, string[]]} */
function inPlace(row, place, count) {
  if (place >= count) return [lineOf(row, -1, row.text && t("Строка лишняя: ученики в списке кончились.")), []];
  return [lineOf(row, place), row.name.length ? [...row.cells, row.text] : row.cells];
}

/** @param {Row[]} rows @param {string[][]} names @returns {[Pasted, string[]][]} */
function byName(rows, names) {
  /** @type {Map<number, number>} */
  const before = new Map();
  return rows.map((row) => {
    const some = row.name.length ? found(row.name, names) : [];
    if (some.length !== 1) return [lineOf(row, -1, some.length ? t("Таких учеников несколько: допишите имя.") : unnamed(row)), []];
    const error = twice(before, some[0]);
    if (!error) before.set(some[0], row.number);
    return [lineOf(row, some[0], error), row.cells];
  });
}

/** @param {Row} row */
function unnamed({ name, text }) {
  if (name.length) return t("Такого ученика в списке этого урока нет.");
  return text && t("В строке нет фамилии, а в других есть.");
}

/** @param {Map<number, number>} before @param {number} pupil */
function twice(before, pupil) {
  const number = before.get(pupil);
  return number ? t("Этот ученик уже есть в строке {number}. Оценки одного ученика — в одной ячейке: «5, 4».", { number }) : "";
}

/** Whose name begins so; one whose whole name it is goes before the others. @param {string[]} name @param {string[][]} names */
function found(name, names) {
  const some = names.flatMap((whole, i) => (begins(whole, name) ? [i] : []));
  const exact = some.filter((i) => names[i].length === name.length && names[i].every((word, k) => word === name[k]));
  return exact.length === 1 ? exact : some;
}

/** @param {string[]} whole @param {string[]} name */
const begins = (whole, name) =>
  name.length <= whole.length && name.every((word, i) => word === whole[i] || (word.endsWith(".") && whole[i].startsWith(word.slice(0, -1))));

/** The line with what its cell of marks says. @param {Pasted} line @param {string[]} cells @param {Words} words */
function valued(line, cells, words) {
  if (cells.length > 1) return { ...line, error: t("В строке больше одного столбца оценок: скопируйте один.") };
  const cell = folded(cells[0] ?? "");
  if (/\d[,.]\d/.test(cell)) return { ...line, error: t("«{cell}» — дробь или две оценки? Две пишут так: «5; 4».", { cell }) };
  const said = cell.split(APART).filter(Boolean);
  const strange = said.find((word) => !knows(words, word));
  if (strange) return { ...line, error: t("«{word}»: на шкале «{scale}» такой оценки нет.", { word: strange, scale: words.scale }) };
  const kinds = said.flatMap((word) => words.kinds.get(word) ?? []);
  if (kinds.length > 1) return { ...line, error: t("В ячейке больше одной отметки о посещении.") };
  const values = said.flatMap((word) => words.values.get(word) ?? []);
  return { ...line, values, kind: kinds[0] ?? "" };
}
