// Registers the worker once somebody is signed in, and asks it to hold what the week needs.
import { ask } from "../../service_worker/asking.js";
import { backOff } from "../../service_worker/outbox/lanes.js";
import { listen as listenToOutbox } from "../../service_worker/outbox/news.js";
import { nowFresh } from "./freshness.js";
import { t } from "./language.js";
import { say } from "./messages.js";
import { owner, pathOf } from "./page.js";
import { renew } from "./renewing.js";

const PAUSE = 800;
const EVICTED =
  t("Браузер стёр страницы, сохранённые на этом устройстве. Сохраняем их заново. Если здесь что-то ждало отправки, проверьте, дошло ли оно.");

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let changed = false;
let failures = 0;

/** Asks for what differs to be fetched, when the page has come to rest. @param {"hold" | "changed"} kind */
function holdSoon(kind) {
  changed ||= kind === "changed";
  clearTimeout(timer);
  timer = setTimeout(() => void hold(), PAUSE);
}

async function hold() {
  if (!owner() || document.documentElement.dataset.worker === "off") return;
  const registration = await navigator.serviceWorker.register("/worker.js", { scope: "/", updateViaCache: "none" });
  // A browser told to keep workers out answers with nothing.
  if (!registration) return;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data: isHeld }) => (isHeld ? (failures = 0) : holdLater());
  (await navigator.serviceWorker.ready).active?.postMessage({ kind: changed ? "changed" : "hold" }, [port2]);
  changed = false;
}

/** Something did not come, though this page did: who stays on it gets the rest all the same. */
function holdLater() {
  clearTimeout(timer);
  timer = setTimeout(() => void hold(), backOff(++failures));
}

/** What was held here (webapp/sync/routes.py, _mark) is gone though nobody signed out: said once, and held anew. */
async function tellEvicted() {
  if (!owner() || !document.cookie.split("; ").includes(`held=${owner()}`)) return;
  const names = await caches.keys();
  if (!names.some((name) => name.startsWith("pages-"))) say({ kind: "notice", text: EVICTED });
}

/** @param {MessageEvent} event */
function listen({ data }) {
  if (pathOf(data.url) !== location.pathname) return;
  if (data.kind === "current") nowFresh();
  if (data.kind === "newer") say({ kind: "notice", text: t("Связь появилась, пришло новое."), way: { text: t("Показать"), act: renew } });
}

/** A page kept by the browser for Back may be another user's by now. @param {PageTransitionEvent} event */
async function recheck(event) {
  if (!event.persisted || !owner()) return;
  const found = await ask("/token").then((answer) => answer.json(), () => null);
  if (found && String(found.owner ?? "") !== owner()) location.reload();
}

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.addEventListener("message", listen);
  addEventListener("load", () => {
    void tellEvicted();
    holdSoon("hold");
  });
  addEventListener("online", () => holdSoon("hold"));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && holdSoon("hold"));
  listenToOutbox(({ kind }) => kind === "accepted" && holdSoon("changed"));
  document.addEventListener("htmx:finally:request", (event) => {
    if (event.detail.ctx.request.method !== "GET") holdSoon("changed");
  });
}
addEventListener("pageshow", recheck);
