// The lesson's sheet: keys on a desktop, what was chosen for the lesson, where each line is.

/** @typedef {import("./types.js").Ctx} Ctx */

export {};

/** @param {EventTarget | Element | null | undefined} place @returns {HTMLElement | null} */
const pupilOf = (place) => (place instanceof Element ? place.closest(".pupil") : null);

/** @param {Element} pupil @returns {HTMLElement | null} */
const lineOf = (pupil) => pupil.querySelector(":scope > details > summary");

document.addEventListener("keydown", (event) => {
  const pupil = pupilOf(event.target);
  if (!pupil || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
  if (handle(event, pupil)) event.preventDefault();
});

/** @param {EventTarget | null} place */
const isTyping = (place) => place instanceof HTMLElement && place.matches("input:not([type=checkbox]), select, textarea");

/** Keys of the register by their letters, and where these are on a keyboard that is set to another language. */
const FOREIGN_SIGNS = [
  ["н", "KeyY", "absent"],
  ["о", "KeyJ", "late"],
  ["у", "KeyE", "excused"],
  ["б", "Comma", "ill"],
];
/** @type {Record<string, string>} */
const FOREIGN_VALUES = { 0: "10", "+": "зачёт", "-": "незачёт" };

/**
 * Arrows walk the list, Escape closes the keypad; a digit gives that mark, a letter enters as absent, late, excused, ill.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} pupil
 * @returns {boolean} whether the key meant something
 */
function handle(event, pupil) {
  if (event.key === "ArrowDown") return walk(pupil, "nextElementSibling");
  if (event.key === "ArrowUp") return walk(pupil, "previousElementSibling");
  if (event.key === "Escape") return close(pupil);
  if (event.repeat) return false;
  const key = event.key.toLowerCase();
  const kind = kindOf(key, event.code, pupil);
  if (kind) return press(pupil, kind === "absent" ? ".quick" : `[value=${kind}]`);
  if (!/^[\d+-]$/.test(key)) return false;
  return press(pupil, `[name=value][value="${FOREIGN_VALUES[key] ?? key}"]`) || type(pupil);
}

/** By the first letter of its key on the keypad too, where the page speaks another language. @param {string} key @param {string} code @param {HTMLElement} pupil */
function kindOf(key, code, pupil) {
  const sign = FOREIGN_SIGNS.find(([letter, place, kind]) => {
    const own = pupil.querySelector(`.key-sign[value=${kind}]`)?.textContent?.trim()[0];
    return key === letter || key === own || (own === letter && code === place && !/[а-яё]/.test(key));
  });
  return sign?.[2];
}

/** @param {HTMLElement} pupil @param {"nextElementSibling" | "previousElementSibling"} way */
function walk(pupil, way) {
  for (let other = pupil[way]; other; other = other[way]) {
    const line = lineOf(other);
    if (!line) continue;
    line.focus();
    return true;
  }
  return false;
}

/** @param {HTMLElement} pupil */
function close(pupil) {
  pupil.querySelector(":scope > details")?.removeAttribute("open");
  lineOf(pupil)?.focus();
  return true;
}

/** The digit goes into the field of a scale without keys. @param {HTMLElement} pupil */
function type(pupil) {
  const field = pupil.querySelector(".typed");
  if (!(field instanceof HTMLElement)) return false;
  pupil.querySelector(":scope > details")?.setAttribute("open", "");
  field.focus();
  return false;
}

/** @param {HTMLElement} pupil @param {string} key */
function press(pupil, key) {
  const button = pupil.querySelector(`button${key}`);
  if (!(button instanceof HTMLButtonElement)) return false;
  button.click();
  return true;
}

/** The form of control is chosen here and now, with or without a network. */
document.addEventListener("change", (event) => {
  const select = event.target;
  if (!(select instanceof HTMLSelectElement) || !select.matches("[data-work]")) return;
  event.stopImmediatePropagation();
  const chosen = select.selectedOptions[0].textContent?.trim() ?? "";
  for (const field of document.querySelectorAll("#pupils input[name=work]")) field.setAttribute("value", select.value);
  for (const hint of document.querySelectorAll("[data-work-name]")) hint.textContent = chosen;
  const url = new URL(location.href);
  url.searchParams.set("work", select.value);
  history.replaceState(history.state, "", url);
}, { capture: true });

document.addEventListener("htmx:before:request", (event) => {
  const pupil = pupilOf(event.detail.ctx.sourceElement);
  if (pupil) pupil.dataset.state = "sending";
});

document.addEventListener("htmx:finally:request", (event) => {
  const pupil = pupilOf(event.detail.ctx.sourceElement);
  if (pupil?.isConnected && pupil.dataset.state === "sending") pupil.dataset.state = "";
});

/** Lines that were opened again while their write waited: the one that comes instead must not be shut. */
const reopened = new Set();

document.addEventListener("htmx:before:swap", (event) => {
  const { target } = /** @type {Ctx} */ (event.detail.ctx);
  if (!(target instanceof HTMLElement) || !target.matches(".pupil:not([data-state=sending])")) return;
  if (target.querySelector(":scope > details[open]")) reopened.add(target.id);
});

/** The part that came back is where the reader was. */
document.addEventListener("htmx:after:swap", (event) => {
  const { target } = /** @type {Ctx} */ (event.detail.ctx);
  if (target instanceof Element && reopened.delete(target.id)) {
    document.getElementById(target.id)?.querySelector(":scope > details")?.setAttribute("open", "");
  }
  if (!(target instanceof Element) || !target.matches(".pupil, .plan-part")) return;
  const fresh = document.getElementById(target.id);
  if (!fresh || fresh.querySelector("[aria-invalid=true]")) return;
  const line = lineOf(fresh) ?? fresh;
  // htmx itself gives the focus back to what has kept its id, and does not look whether that is seen.
  if (document.activeElement === document.body) line.focus({ preventScroll: true });
  else if (document.activeElement !== line) return;
  const { top, bottom } = line.getBoundingClientRect();
  const bar = document.querySelector(".top")?.getBoundingClientRect().bottom ?? 0;
  if (bottom < bar + 1 || top > innerHeight) line.scrollIntoView({ block: "nearest" });
});
