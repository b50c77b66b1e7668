// The top bar says «сейчас» only while that is true.
import { locale, t } from "./language.js";

const STILL_NOW = 2 * 60 * 1000;

let shownAt = Date.now();

const clock = (/** @type {Date} */ moment) => moment.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });

function refresh() {
  const place = document.querySelector("[data-fresh]:not([data-fetched-at])");
  const time = t("на {time}", { time: clock(new Date(shownAt)) });
  if (place && !navigator.onLine) place.textContent = time + t(", без сети");
  else if (place) place.textContent = Date.now() - shownAt > STILL_NOW ? time : t("сейчас");
}

/** The kept copy that is shown turned out to be the newest. */
export function nowFresh() {
  const place = document.querySelector("[data-fetched-at]");
  place?.removeAttribute("data-fetched-at");
  place?.replaceChildren(t("сейчас"));
  shownAt = Date.now();
}

document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx.target?.id === "page") shownAt = Date.now();
});
document.addEventListener("visibilitychange", refresh);
addEventListener("offline", refresh);
addEventListener("online", () => {
  const kept = document.querySelector("[data-fetched-at]");
  kept?.replaceChildren((kept.textContent ?? "").replace(t(", без сети"), ""));
  refresh();
});
setInterval(refresh, 30_000);
