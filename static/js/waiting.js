// The list of what waits, and the form that is filled in again: scripts of one page each, fetched when it is opened.
import { announce, listen } from "../../service_worker/outbox/news.js";
import { update } from "../../service_worker/outbox/store.js";
import { ask } from "./confirming.js";
import * as language from "./language.js";
import { say } from "./messages.js";
import { owner, pathOf } from "./page.js";
import { sendWaiting, waitingItems } from "./queue.js";

/** What those scripts take from here; were they to import it, every first visit would fetch one file more. */
const given = { announce, ask, language, listen, owner, pathOf, say, sendWaiting, update, waitingItems };

/** @typedef {typeof given} Given */

const { t } = language;

const sorry = () => say({ text: t("Страница загрузилась не целиком. Откройте её ещё раз."), way: { text: t("Открыть"), href: location.href } });

function openList() {
  if (document.querySelector("[data-waiting-page]")) import("./waiting_page.js").then(({ open }) => open(given)).catch(sorry);
}

const seq = Number(/^#refill-(\d+)$/.exec(location.hash)?.[1]);
if (seq) import("./refilling.js").then(({ refill }) => refill(seq, given)).catch(sorry);
document.addEventListener("htmx:after:swap", openList);
openList();
