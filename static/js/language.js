// The words of the page's language. Russian ones stand in the sources; those of another language are a file of their own.

/** @typedef {Record<string, string | string[]>} Words by the Russian text: its translation, or one for each plural form */

/** The worker puts pages into a layout whose language may be another. */
const code = document.querySelector("[data-language]")?.getAttribute("data-language") ?? document.documentElement.lang;
document.documentElement.lang = code;

/** That file runs before, and is linked by the page, not by the layout: no script waits for it (WebKit would let the page
 * load meanwhile). @type {Words} */
const words = /** @type {{words?: Words}} */ (globalThis).words ?? {};
const rules = new Intl.PluralRules(code);

/** The locale of dates and numbers. */
export const locale = code === "en" ? "en-GB" : code;

/** The text in the page's language, `{name}` filled in. @param {string} text @param {Record<string, unknown>} [values] */
export const t = (text, values = {}) => /** @type {string} */ (words[text] ?? text).replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** The number with its word: 1 урок, 2 урока, 5 уроков. @param {number} n @param {string} one @param {string} few @param {string} many */
export function plural(n, one, few, many) {
  const form = rules.select(n);
  const [only, all] = words[one] ?? [];
  return `${n} ${only ? (form === "one" ? only : all) : ({ one, few }[/** @type {"one"} */ (form)] ?? many)}`;
}

/** For scripts of one page, which import nothing: a file in common would be one more of every first visit. */
export const language = { locale, plural, t };
