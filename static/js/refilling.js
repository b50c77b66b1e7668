// A write that was not accepted, back in its form: what was typed, and beside it what was wrong.

/** @typedef {import("./waiting.js").Given} Given */
/** @typedef {import("../../service_worker/outbox/types.js").Item} Item */

/**
 * Sent anew from the form, the write takes the place of the refused one (sending.js).
 * @param {number} seq
 * @param {Given} given
 */
export async function refill(seq, { language: { t }, owner, pathOf, say, waitingItems }) {
  const item = (await waitingItems()).find((one) => one.seq === seq && one.owner === owner() && one.state === "refused");
  if (!item) return;
  const form = formOf(item, pathOf);
  const rest = (item.told?.errors ?? []).filter(({ field, text }) => !form || !complain(form, field ?? "", text));
  const told = rest.map(({ text }) => text).join(" ") || (item.told?.title ?? t("Не принято"));
  if (form) bringBack(form, item);
  if (form && rest.length) say({ text: told }, form);
  if (!form) say({ text: t("{told} Этой формы на странице больше нет: введённое осталось в списке.", { told }), way: { text: t("К списку"), href: "/waiting" } });
}

/** The form that posts to where the write went; rather one that has something to fill in. @param {Item} item @param {Given["pathOf"]} pathOf */
function formOf({ url }, pathOf) {
  const leads = (/** @type {Element} */ place, /** @type {string} */ name) => pathOf(place.getAttribute(name) ?? "") === pathOf(url);
  const forms = [...document.forms].filter(
    (form) => form.method === "post" && (leads(form, "action") || [...form.elements].some((one) => one.hasAttribute("formaction") && leads(one, "formaction"))),
  );
  return forms.find((form) => form.querySelector("input:not([type=hidden]), textarea, select")) ?? forms[0];
}

/** @param {HTMLFormElement} form @param {Item} item */
function bringBack(form, { seq, fields }) {
  form.dataset.instead = String(seq);
  form.removeAttribute("data-kept");
  form.hidden = false;
  for (let place = form.closest("details"); place; place = place.parentElement?.closest("details") ?? null) place.open = true;
  for (const field of form.elements) fill(field, fields.filter(([name]) => name === field.getAttribute("name")).map(([, value]) => value));
  const wrong = form.querySelector("[aria-invalid=true]");
  form.scrollIntoView({ block: "start" });
  if (wrong instanceof HTMLElement) wrong.focus();
}

/** Versions that the page saw are the page's own and stay. @param {Element} field @param {string[]} values */
function fill(field, values) {
  if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
  else if (!values.length || (field instanceof HTMLInputElement && field.type === "hidden")) return;
  else if (field instanceof HTMLSelectElement) for (const option of field.options) option.selected = values.includes(option.value);
  else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = values[0];
  else return;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/**
 * Says beside a field what was wrong with it; false when there is no such field.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} text
 */
function complain(form, name, text) {
  const field = form.querySelector(`[name="${CSS.escape(name)}"]:not([type=hidden])`);
  const place = field?.closest(".field");
  if (!field || !place) return false;
  field.setAttribute("aria-invalid", "true");
  place.classList.add("wrong");
  place.append(Object.assign(document.createElement("p"), { className: "error", textContent: text }));
  return true;
}
