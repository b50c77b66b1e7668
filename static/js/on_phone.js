// What a phone has beyond a desktop, each a script of its own: swipes, fetched with the first touch, and the home screen.
import { t } from "./language.js";
import { say } from "./messages.js";
import { owner } from "./page.js";

/** @param {Event} [prompt] */
function offer(prompt) {
  prompt?.preventDefault();
  if (owner()) import("./installing.js").then(({ offer }) => offer(say, t, prompt)).catch(() => {});
}

document.addEventListener("touchstart", (event) => import("./swiping.js").then(({ watch }) => watch(event)).catch(() => {}), {
  once: true,
  passive: true,
});
addEventListener("beforeinstallprompt", offer);
// Only Safari on a phone tells whether it stands on the home screen, and asks nothing by itself.
if ("standalone" in navigator && !navigator.standalone) addEventListener("load", () => offer());
