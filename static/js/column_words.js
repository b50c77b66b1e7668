// The words of the column of marks. They are given by the page's scripts: were they imported, every first visit would
// fetch one file more; where nobody gives them the column speaks Russian.

/** @type {typeof import("./language.js").language | undefined} */
let language;

/** @param {typeof import("./language.js").language} given */
export const speak = (given) => void (language = given);

/** @param {string} text @param {Record<string, unknown>} [values] */
export const t = (text, values = {}) => language?.t(text, values) ?? text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
