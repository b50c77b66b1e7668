// The top bar says «сейчас» only while that is true.
const STILL_NOW = 2 * 60 * 1000;

let shownAt = Date.now();

const clock = (/** @type {Date} */ moment) => moment.toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });

function refresh() {
  const place = document.querySelector("[data-fresh]:not([data-fetched-at])");
  if (place && Date.now() - shownAt > STILL_NOW) place.textContent = `на ${clock(new Date(shownAt))}`;
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
setInterval(refresh, 30_000);
