// The list of what waits, the form that is filled in again, the column of marks: scripts of one page each, fetched when it is opened.
import { announce, listen } from "../../service_worker/outbox/news.js";
import { keepAll, update } from "../../service_worker/outbox/store.js";
import { ask } from "./confirming.js";
import { written } from "./describing.js";
import { language } from "./language.js";
import { say } from "./messages.js";
import { owner, pathOf } from "./page.js";
import { sendWaiting, waitingItems } from "./queue.js";

/** What those scripts take from here; were they to import it, every first visit would fetch one file more. */
const given = { announce, ask, keepAll, language, listen, owner, pathOf, say, sendWaiting, update, waitingItems, written };

/** @typedef {typeof given} Given */

const { t } = language;

const sorry = () => say({ text: t("Страница загрузилась не целиком. Откройте её ещё раз."), way: { text: t("Открыть"), href: location.href } });

function openList() {
  if (document.querySelector("[data-waiting-page]")) import("./waiting_page.js").then(({ open }) => open(given)).catch(sorry);
}

function openColumn() {
  if (document.querySelector("[data-column]")) import("./column.js").then(({ open }) => open(given)).catch(() => {});
}

const seq = Number(/^#refill-(\d+)$/.exec(location.hash)?.[1]);
if (seq) import("./refilling.js").then(({ refill }) => refill(seq, given)).catch(sorry);
for (const open of [openList, openColumn]) {
  document.addEventListener("htmx:after:swap", open);
  open();
}
