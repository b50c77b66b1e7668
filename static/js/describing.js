// A form as it is kept: its fields for the server, and what was entered in the words that stand on the screen.
import { kindOf } from "./kept_routes.js";
import { locale, t } from "./language.js";
import { owner, pathOf } from "./page.js";

/** @typedef {import("../../service_worker/outbox/types.js").Item} Item */

/**
 * A write of the open page as it is kept.
 * @param {string} url
 * @param {[string, string][]} fields
 * @param {[string, string][]} said in words
 * @param {string} [key]
 * @returns {Omit<Item, "seq">}
 */
export const written = (url, fields, said, key = crypto.randomUUID()) => ({
  key,
  owner: owner(),
  child: document.getElementById("content")?.dataset.child ?? "",
  url: new URL(url, location.href).href.slice(location.origin.length),
  fields,
  .../** @type {import("./kept_routes.js").Kind} */ (kindOf(pathOf(url))),
  words: said,
  page: page(),
  made_at: new Date().toISOString(),
  tries: 0,
  next_at: 0,
  state: "pending",
});

/**
 * What was entered, as [label, value]; hidden fields are no matter of people's.
 * @param {Element} source
 * @param {HTMLElement | null} submitter
 * @returns {[string, string][]}
 */
export function words(source, submitter) {
  const form = source instanceof HTMLFormElement ? source : source.closest("form");
  const entered = [...(form?.elements ?? [])].flatMap((field) => entry(field) ?? []);
  const whose = (submitter ?? source).closest("[data-what]")?.getAttribute("data-what");
  const chosen = submitter instanceof HTMLButtonElement && submitter.name ? label(submitter, !!whose) : "";
  return [...(whose ? [pair("", whose)] : []), ...entered, ...(chosen ? [pair("", chosen)] : [])];
}

/** @param {string} name @param {string} value @returns {[string, string]} */
const pair = (name, value) => [name, value];

/** @param {Element} field @returns {[string, string][] | null} */
function entry(field) {
  if (field instanceof HTMLSelectElement) {
    const text = [...field.selectedOptions].map((option) => option.textContent?.trim()).join(", ");
    return field.value ? [pair(labelOf(field), text)] : null;
  }
  if (field instanceof HTMLTextAreaElement) return field.value.trim() ? [pair(labelOf(field), field.value)] : null;
  if (!(field instanceof HTMLInputElement) || ["hidden", "submit", "button", "password"].includes(field.type)) return null;
  if (["checkbox", "radio"].includes(field.type)) return field.checked ? [pair("", labelOf(field))] : null;
  return field.value.trim() ? [pair(labelOf(field), dayOf(field) ?? field.value)] : null;
}

/** @param {HTMLInputElement} field */
const dayOf = ({ valueAsDate: day, type }) =>
  type === "date" ? day?.toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }) : null;

/** @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} field */
function labelOf(field) {
  const named = /** @type {HTMLElement | undefined} */ (field.labels?.[0]?.cloneNode(true));
  // A select inside its label would add all that it offers.
  for (const inner of named?.querySelectorAll("select, textarea") ?? []) inner.remove();
  return named?.textContent?.replace(/\s+/g, " ").trim() || field.getAttribute("aria-label") || "";
}

/** What the button says; to the eye only, where the name stands beside it. @param {HTMLElement} button @param {boolean} isNamed */
function label(button, isNamed) {
  const said = /** @type {HTMLElement} */ (button.cloneNode(true));
  if (isNamed) for (const hidden of said.querySelectorAll(".visually-hidden")) hidden.remove();
  return button.title || (said.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** The open page, to come back to. */
export const page = () => ({
  url: location.pathname + location.search,
  title: document.title.replace(t(" — Звонок"), ""),
});
