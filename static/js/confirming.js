// hx-confirm="Отозвать уведомление?" asks in a dialog of the page's own.
import { t } from "./language.js";

document.addEventListener("htmx:confirm", (event) => {
  const { ctx, issueRequest, dropRequest } = event.detail;
  const question = ctx.sourceElement.closest("[hx-confirm]")?.getAttribute("hx-confirm");
  if (!question) return;
  event.preventDefault();
  ask(question).then((agreed) => (agreed ? issueRequest() : dropRequest()));
});

/** @param {string} question @returns {Promise<boolean>} */
export function ask(question) {
  const dialog = document.createElement("dialog");
  const form = Object.assign(document.createElement("form"), { method: "dialog" });
  const text = Object.assign(document.createElement("p"), { textContent: question, id: "question" });
  const row = Object.assign(document.createElement("div"), { className: "row" });
  const no = Object.assign(document.createElement("button"), { className: "button", textContent: t("Нет"), value: "" });
  const yes = Object.assign(document.createElement("button"), { className: "button primary", textContent: t("Да"), value: "yes" });
  dialog.setAttribute("aria-labelledby", "question");
  row.append(no, yes);
  form.append(text, row);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
