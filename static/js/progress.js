// A wait of more than 300 ms is shown, and said.
import { t } from "./language.js";

const SHOWN_AFTER = 300;

let waiting = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} text */
function show(text) {
  document.getElementById("progress")?.replaceChildren(
    Object.assign(document.createElement("span"), { textContent: text }),
  );
}

document.addEventListener("htmx:before:request", (event) => {
  waiting += 1;
  const reads = event.detail.ctx.request.method === "GET";
  if (waiting === 1) timer = setTimeout(show, SHOWN_AFTER, reads ? t("Загружается…") : t("Отправляется…"));
});

document.addEventListener("htmx:finally:request", () => {
  waiting = Math.max(0, waiting - 1);
  if (waiting) return;
  clearTimeout(timer);
  document.getElementById("progress")?.replaceChildren();
});
