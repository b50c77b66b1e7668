// A form that htmx leaves to the browser gets its token and key as fields when it is submitted.
import { forget, showLocked } from "./forgetting.js";
import { t } from "./language.js";
import { say } from "./messages.js";
import { pathOf } from "./page.js";
import { keyOf } from "./sending.js";
import { token } from "./token.js";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "post") return;
  event.preventDefault();
  if ("sending" in form.dataset) return;
  form.dataset.sending = "";
  send(form, event.submitter).catch(() => {
    if (pathOf(form.action) === "/sign-out") return showLocked();
    delete form.dataset.sending;
    say({ text: t("Нет связи. Введённое не потеряно — попробуйте ещё раз.") }, form);
  });
});

/** @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
async function send(form, submitter) {
  if (pathOf(form.action) === "/sign-out") await forget();
  put(form, "csrf_token", await token({ fresh: true }));
  put(form, "key", keyOf(form));
  if (submitter instanceof HTMLButtonElement && submitter.name) put(form, submitter.name, submitter.value);
  form.submit();
}

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
function put(form, name, value) {
  const old = form.querySelector(`input[type=hidden][data-put="${name}"]`);
  const field = /** @type {HTMLInputElement} */ (old ?? document.createElement("input"));
  Object.assign(field, { type: "hidden", name, value });
  field.dataset.put = name;
  form.append(field);
}

// Back from the next page the same form may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) form.removeAttribute("data-sending");
});
