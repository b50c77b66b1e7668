// Words about one form stand in it; words about the page stand at its foot.
import { t } from "./language.js";

/**
 * @typedef {object} Message
 * @property {string} text
 * @property {"alert" | "notice" | "done"} [kind]
 * @property {{text: string, href?: string, act?: () => void}} [way] what to do about it
 */

/**
 * Shows a message in the form that the element belongs to, before its buttons; else at the page's foot.
 * @param {Message} message
 * @param {Element} [source]
 */
export function say({ text, kind = "alert", way }, source) {
  clear(source);
  const box = document.createElement("div");
  box.className = kind;
  box.dataset.message = "";
  box.setAttribute("role", kind === "alert" ? "alert" : "status");
  box.append(Object.assign(document.createElement("p"), { textContent: text }));
  if (way) box.append(control(way, box));
  const form = formOf(source);
  if (form) place(box, form);
  else document.getElementById("messages")?.replaceChildren(withDismissal(box));
}

/** Takes away what was said about the element's form, or at the foot. @param {Element} [source] */
export function clear(source) {
  const form = formOf(source);
  for (const old of (form ?? document.getElementById("messages"))?.querySelectorAll("[data-message]") ?? []) old.remove();
}

/** @param {Element} [source] @returns {HTMLFormElement | null} */
function formOf(source) {
  const form = source?.closest("form") ?? null;
  return form?.isConnected && form.querySelector("input:not([type=hidden]), textarea, select") ? form : null;
}

/** @param {Element} box @param {HTMLFormElement} form */
function place(box, form) {
  const button = form.querySelector("button:not([type=button]), [type=submit]");
  const before = button?.closest(".row") ?? button;
  if (before && form.contains(before)) before.before(box);
  else form.append(box);
  box.scrollIntoView({ block: "nearest" });
}

/** @param {NonNullable<Message["way"]>} way @param {Element} box */
function control({ text, href, act }, box) {
  if (href) return Object.assign(document.createElement("a"), { className: "button", textContent: text, href });
  const button = Object.assign(document.createElement("button"), { className: "button", type: "button", textContent: text });
  button.addEventListener("click", () => {
    box.remove();
    act?.();
  });
  return button;
}

/** @param {HTMLElement} box */
function withDismissal(box) {
  const close = Object.assign(document.createElement("button"), { className: "button quiet", type: "button", textContent: t("Закрыть") });
  close.addEventListener("click", () => box.remove());
  box.append(close);
  return box;
}
