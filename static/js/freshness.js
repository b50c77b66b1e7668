// The top bar says «сейчас» only while that is true.
const STILL_NOW = 2 * 60 * 1000;

let shownAt = Date.now();

const clock = (/** @type {Date} */ moment) => moment.toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });

function refresh() {
  const place = document.querySelector("[data-fresh]:not([data-fetched-at])");
  const time = `на ${clock(new Date(shownAt))}`;
  if (place && !navigator.onLine) place.textContent = `${time}, без сети`;
  else if (place) place.textContent = Date.now() - shownAt > STILL_NOW ? time : "сейчас";
}

/** The kept copy that is shown turned out to be the newest. */
export function nowFresh() {
  const place = document.querySelector("[data-fetched-at]");
  place?.removeAttribute("data-fetched-at");
  place?.replaceChildren("сейчас");
  shownAt = Date.now();
}

document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx.target?.id === "page") shownAt = Date.now();
});
document.addEventListener("visibilitychange", refresh);
addEventListener("offline", refresh);
addEventListener("online", () => {
  const kept = document.querySelector("[data-fetched-at]");
  kept?.replaceChildren((kept.textContent ?? "").replace(", без сети", ""));
  refresh();
});
setInterval(refresh, 30_000);
