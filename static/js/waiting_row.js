// One write of the list: what was entered and where, where it is now, and the buttons that go with that.
import { entered, stateOf, t, toldOf, when } from "./waiting_words.js";

/** @typedef {import("../../service_worker/outbox/types.js").Item} Item */

/** The child on whose page the write was made, as the page names it. @param {Item} item @returns {HTMLElement | null} */
export const childOf = ({ child }) => (child && document.querySelector(`[data-child="${CSS.escape(child)}"]:not(main)`)) || null;

/** A row made from the page's template. @param {Item} item @param {boolean} isFlying */
export function rowOf(item, isFlying) {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector("template[data-waiting-item]"));
  const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const edge = childOf(item)?.dataset.edge;
  row.dataset.seq = String(item.seq);
  row.classList.add(item.state, ...(edge ? ["child-edge", edge] : []));
  say(row, item, isFlying);
  lead(row, item);
  keepOnly(row, item, isFlying);
  return row;
}

/** What was overtaken, if the server has said by what. @param {Item} item */
const overtaking = ({ state, told }) => (state === "conflict" ? told?.now : undefined);

/** @param {HTMLElement} row @param {Item} item @param {boolean} isFlying */
function say(row, item, isFlying) {
  const now = overtaking(item);
  const contents = {
    name: [t(item.name)],
    child: [childOf(item)?.textContent ?? ""],
    state: [stateOf(item, isFlying)],
    made: [when(item.made_at)],
    words: item.words.map(pair),
    told: (now ? [] : toldOf(item)).map((text) => made("li", text)),
    theirs: [now?.theirs || t("ничего")],
    by: [[now?.by, now?.at].filter(Boolean).join(", ")],
    mine: [now?.mine || entered(item)],
  };
  for (const [name, content] of Object.entries(contents)) row.querySelector(`[data-put=${name}]`)?.replaceChildren(...content);
}

/** @param {HTMLElement} row @param {Item} item */
function lead(row, { page, seq }) {
  const link = /** @type {HTMLAnchorElement} */ (row.querySelector("[data-put=page]"));
  link.textContent = page.title;
  link.href = page.url;
  /** @type {HTMLAnchorElement} */ (row.querySelector("[data-fix]")).href = `${page.url}#refill-${seq}`;
}

/** @param {HTMLElement} row @param {Item} item @param {boolean} isFlying */
function keepOnly(row, item, isFlying) {
  const { state, tries, words } = item;
  const waits = state === "pending" || state === "held";
  const now = overtaking(item);
  /** @type {Record<string, boolean>} */
  const conditions = {
    sides: !!now,
    insist: !!now?.fields,
    plain: state === "conflict" && !now,
    tried: waits && tries > 0 && !isFlying,
    untried: waits && !tries,
    held: state === "held",
    refused: state === "refused",
    text: !waits && !now?.fields && words.length > 0,
  };
  for (const place of row.querySelectorAll("[data-when]")) {
    if (!conditions[place.getAttribute("data-when") ?? ""]) place.remove();
  }
}

/** @param {string} tag @param {string} text */
const made = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

/** @param {[string, string]} words */
function pair([label, value]) {
  const both = document.createElement("div");
  both.append(...(label ? [made("dt", label)] : []), made("dd", value));
  return both;
}
