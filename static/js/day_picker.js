// Days of a notice are picked in its calendar: a tap for the first, a tap for the last. Without scripts, and
// from a kept page too, the date fields say the same.
const days = "[data-day], [data-from]";

document.addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element ? event.target.closest(`[data-day-picker] :is(${days})`) : null;
    const picker = link?.closest("[data-day-picker]");
    if (!(link instanceof HTMLElement) || !(picker instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { from, to } = picked(picker, link.dataset);
    fill(picker, from, to);
    paint(picker);
  },
  { capture: true },
);

document.addEventListener("input", (event) => {
  const picker = event.target instanceof Element ? event.target.closest("[data-day-picker]") : null;
  if (!(picker instanceof HTMLElement)) return;
  delete picker.dataset.pending;
  paint(picker);
});

/**
 * What is picked after the tap; the picker remembers that a last day may follow.
 * @param {HTMLElement} picker
 * @param {DOMStringMap} tapped
 */
function picked(picker, tapped) {
  const { pending } = picker.dataset;
  const day = tapped.day ?? "";
  delete picker.dataset.pending;
  if (tapped.from) return { from: tapped.from, to: tapped.to ?? tapped.from };
  if (pending && pending <= day) return { from: pending, to: day };
  picker.dataset.pending = day;
  return { from: day, to: day };
}

/** @param {HTMLElement} picker @param {string} name @returns {HTMLInputElement | null} */
const input = (picker, name) => picker.querySelector(`input[name=${name}]`);

/** @param {HTMLElement} picker @param {string} from @param {string} to */
function fill(picker, from, to) {
  const [first, last] = [input(picker, "starts"), input(picker, "ends")];
  if (first) first.value = from;
  if (last) last.value = to;
}

/** @param {HTMLElement} picker */
function paint(picker) {
  const [from, to] = [input(picker, "starts")?.value ?? "", input(picker, "ends")?.value ?? ""];
  for (const link of picker.querySelectorAll("[data-day]")) {
    const day = link.getAttribute("data-day") ?? "";
    if (from <= day && day <= to) link.setAttribute("aria-current", "date");
    else link.removeAttribute("aria-current");
  }
  for (const link of picker.querySelectorAll("[data-from]")) {
    const { from: first, to: last } = /** @type {HTMLElement} */ (link).dataset;
    if (from === first && to === last) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const said = picker.closest("form")?.querySelector("[data-picked]");
  said?.replaceChildren(from && from <= to ? `, ${spoken(from, to)}` : "");
}

/** «30 ноября – 1 декабря», as the server says it. @param {string} from @param {string} to */
function spoken(from, to) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "ru", { day: "numeric", month: "long", timeZone: "UTC" });
  return format.formatRange(new Date(from), new Date(to));
}

export {};
