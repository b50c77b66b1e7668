// In an installed app, where no browser has a gesture of its own: the page pulled down at its top is read anew.

/** What it takes from the page's scripts. @typedef {{reread: () => Promise<void>, isTyping: () => boolean, language: typeof import("./language.js").language, say: typeof import("./messages.js").say}} Given */

/** Pixels that a finger goes. */
const FAR = 96;

/** @type {Given["language"]} */
let language;
const t = (/** @type {string} */ text) => language.t(text);

/** @type {{x: number, y: number} | null} */
let start = null;
let isFar = false;

/** Watches fingers from this touch on. @param {TouchEvent} first @param {Given} given */
export function watch(first, given) {
  language = given.language;
  if (!matchMedia("(display-mode: standalone)").matches) return;
  const begin = (/** @type {TouchEvent} */ event) => (start = mayPull(event) && !given.isTyping() ? placeOf(event) : null);
  begin(first);
  document.addEventListener("touchstart", begin, { passive: true });
  document.addEventListener("touchmove", move, { passive: true });
  document.addEventListener("touchend", () => end() && void refresh(given), { passive: true });
  document.addEventListener("touchcancel", end);
}

/** @param {TouchEvent} event */
const placeOf = ({ touches: [{ clientX: x, clientY: y }] }) => ({ x, y });

/** @param {TouchEvent} event */
const mayPull = ({ touches, target }) =>
  touches.length === 1 && scrollY <= 0 && target instanceof Element && !target.closest("input, textarea, select, dialog");

/** @param {TouchEvent} event */
function move(event) {
  if (!start) return;
  const { x, y } = placeOf(event);
  const was = isFar;
  isFar = event.touches.length === 1 && scrollY <= 0 && y - start.y > Math.max(FAR, 2 * Math.abs(x - start.x));
  if (isFar !== was) sign(isFar ? t("Отпустите, чтобы обновить") : "");
}

/** Whether it was pulled far enough. */
function end() {
  const was = isFar;
  [start, isFar] = [null, false];
  if (was) sign("");
  return was;
}

/** @param {string} text */
function sign(text) {
  const place = document.getElementById("progress");
  place?.replaceChildren(...(text ? [Object.assign(document.createElement("span"), { textContent: text })] : []));
}

/** @param {Given} given */
async function refresh({ reread, say }) {
  sign(t("Загружается…"));
  await reread().catch(() => {});
  if (document.querySelector("[data-fetched-at]")) say({ kind: "notice", text: t("Связи нет: показано сохранённое.") });
}
