// How much of this user's waits on the device: in the top bar, as a dot on «Ещё», on the app's icon.
import { isWaiting } from "../../service_worker/outbox/lanes.js";
import { listen } from "../../service_worker/outbox/news.js";
import { t } from "./language.js";
import { owner } from "./page.js";
import { waitingItems } from "./queue.js";

/** What is sent at once is not worth a word. */
const QUIET = 700;

let count = 0;
let isUrgent = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

async function recount() {
  const own = (await waitingItems()).filter((item) => item.owner === owner());
  const before = count;
  count = own.length;
  isUrgent = !own.every(isWaiting);
  paint();
  if (count !== before) void navigator.setAppBadge?.(count).catch(() => {});
}

function paint() {
  const badge = document.querySelector("[data-waiting]");
  badge?.toggleAttribute("hidden", !count);
  badge?.classList.toggle("urgent", isUrgent);
  badge?.replaceChildren(t("ждёт {count}", { count }));
  badge?.setAttribute("title", isUrgent ? t("Нужно ваше решение") : t("Ожидают отправки"));
  document.querySelector('.tabs [href="/more"]')?.toggleAttribute("data-dot", count > 0);
}

listen((news) => {
  if (news.kind === "accepted" && owner()) localStorage.setItem(`accepted:${owner()}`, new Date().toISOString());
  clearTimeout(timer);
  timer = setTimeout(recount, QUIET);
});
document.addEventListener("htmx:after:swap", paint);
addEventListener("pageshow", () => void recount());
