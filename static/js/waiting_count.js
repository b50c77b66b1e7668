// How much of this user's waits on the device, and how much is new since the user last looked: in the top bar, as a
// dot on «Ещё», on the app's icon. What needs a decision comes first, then what waits, then what is new.
import { isWaiting } from "../../service_worker/outbox/lanes.js";
import { listen } from "../../service_worker/outbox/news.js";
import { t } from "./language.js";
import { owner } from "./page.js";
import { waitingItems } from "./queue.js";

/** What is sent at once is not worth a word. */
const QUIET = 700;
/** Pages that say how much is new (data-news), or by silence that nothing is; elsewhere it is as they said last. */
const TELLING = ["/", "/more", "/lately"];

let count = 0;
let isUrgent = false;
/** What the icon shows; not known before it was set. */
let shown = -1;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

async function recount() {
  const own = (await waitingItems()).filter((item) => item.owner === owner());
  count = own.length;
  isUrgent = !own.every(isWaiting);
  paint();
}

function paint() {
  const badge = document.querySelector("[data-waiting]");
  badge?.toggleAttribute("hidden", !count);
  badge?.classList.toggle("urgent", isUrgent);
  badge?.replaceChildren(t("ждёт {count}", { count }));
  const waits = isUrgent ? t("Нужно ваше решение") : t("Ожидают отправки");
  badge?.setAttribute("title", waits);
  const news = owner() ? countNews() : 0;
  dot(count ? "waits" : news ? "news" : "", count ? waits : t("Новое: {news}", { news }));
  if (shown === count + news) return;
  shown = count + news;
  void navigator.setAppBadge?.(shown).catch(() => {});
}

/** @param {string} kind @param {string} title */
function dot(kind, title) {
  const more = document.querySelector('.tabs [href="/more"]');
  for (const [name, value] of [["data-dot", kind], ["title", kind && title]]) {
    if (value) more?.setAttribute(name, value);
    else more?.removeAttribute(name);
  }
}

function countNews() {
  const key = `news:${owner()}`;
  if (!TELLING.includes(location.pathname) || location.search) return Number(localStorage.getItem(key));
  const told = [...document.querySelectorAll("[data-news]")].map((place) => Number(place.getAttribute("data-news")));
  const news = told.reduce((sum, one) => sum + one, 0);
  localStorage.setItem(key, String(news));
  return news;
}

listen((news) => {
  if (news.kind === "accepted" && owner()) localStorage.setItem(`accepted:${owner()}`, new Date().toISOString());
  clearTimeout(timer);
  timer = setTimeout(recount, QUIET);
});
document.addEventListener("htmx:after:swap", paint);
addEventListener("pageshow", () => void recount());
