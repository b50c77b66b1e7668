// What a phone has beyond a desktop, each a script of its own: swipes, fetched with the first touch, and the home screen.
import { language } from "./language.js";
import { say } from "./messages.js";
import { owner } from "./page.js";
import { isTyping, renew } from "./renewing.js";

/** @param {Event} [prompt] */
function offer(prompt) {
  prompt?.preventDefault();
  if (owner()) import("./installing.js").then(({ offer }) => offer(say, language.t, prompt)).catch(() => {});
}

/** As a page that is opened: without a network the kept one (service_worker/rules.js). */
const reread = () => renew({ "HX-Target": "div#page" });

/** @param {TouchEvent} event */
const touch = (event) => import("./touching.js").then(({ watch }) => watch(event, { isTyping, language, reread, say })).catch(() => {});

document.addEventListener("touchstart", touch, { once: true, passive: true });
addEventListener("beforeinstallprompt", offer);
// Only Safari on a phone tells whether it stands on the home screen, and asks nothing by itself.
if ("standalone" in navigator && !navigator.standalone) addEventListener("load", () => offer());
