// A swipe to the side opens the week beside: it follows the arrow that stands on the page.

/** Pixels: so near the screen's edge the browser's own gestures begin; so far a finger goes for a swipe. */
const [EDGE, FAR] = [24, 64];
const SLOW = 700;

/** @type {{x: number, y: number, at: number} | null} */
let start = null;

/** Watches fingers from this touch on. @param {TouchEvent} first */
export function watch(first) {
  begin(first);
  document.addEventListener("touchstart", begin, { passive: true });
  document.addEventListener("touchend", end, { passive: true });
  document.addEventListener("touchcancel", () => (start = null));
}

/** @param {TouchEvent} event */
function begin({ touches, target, timeStamp }) {
  const [{ clientX: x, clientY: y }] = touches;
  const isInside = EDGE < x && x < innerWidth - EDGE;
  const isWhole = (visualViewport?.scale ?? 1) < 1.05;
  start = touches.length === 1 && isInside && isWhole && !isOthers(target) ? { x, y, at: timeStamp } : null;
}

/** Fields move their caret, and what scrolls to the side scrolls. @param {EventTarget | null} target */
function isOthers(target) {
  for (let place = target instanceof Element ? target : null; place && place !== document.body; place = place.parentElement) {
    if (place.matches("input, textarea, select, dialog")) return true;
    if (place.scrollWidth > place.clientWidth && /auto|scroll/.test(getComputedStyle(place).overflowX)) return true;
  }
  return false;
}

/** @param {TouchEvent} event */
function end({ changedTouches: [{ clientX, clientY }], timeStamp }) {
  if (!start) return;
  const [dx, dy, took] = [clientX - start.x, clientY - start.y, timeStamp - start.at];
  start = null;
  if (Math.abs(dx) < FAR || Math.abs(dx) < 2 * Math.abs(dy) || took > SLOW || String(getSelection())) return;
  const link = document.querySelector(`.week-bar a[rel=${dx < 0 ? "next" : "prev"}]`);
  if (!(link instanceof HTMLElement)) return;
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
    const away = `translateX(${Math.sign(dx) * 3}rem)`;
    document.querySelector(".week")?.animate({ transform: ["none", away], opacity: [1, 0.3] }, 120);
  }
  link.click();
}
