// Where a page is not held, one that says so stands in its place (data-absent), and is what nobody sends from: the
// page itself is opened as soon as the server answers with it.
import { ask } from "../../service_worker/asking.js";
import { backOff } from "../../service_worker/outbox/lanes.js";
import { isAsking, isOurs } from "./page.js";

const PAUSE = 1000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let failures = 0;

/** Where the list of what is held, or the layout, was asked for itself, nothing else is to come. */
const THEMSELVES = ["/offline", "/shell"];

const isAbsent = () => !THEMSELVES.includes(location.pathname) && !!document.querySelector("[data-absent]");

/** Asked for itself: where only small answers come through, a page read anew at every one of them would never rest. */
async function comes() {
  const headers = { "HX-Request": "true", "HX-Request-Type": "partial" };
  const answer = await ask(location.pathname + location.search, { headers });
  await answer.text();
  return answer.status !== 503 && isOurs(answer);
}

async function look() {
  clearTimeout(timer);
  if (!isAbsent()) return;
  const isThere = await comes().catch(() => false);
  if (!isAbsent()) return;
  if (isThere && !isAsking()) return location.reload();
  timer = setTimeout(look, isThere ? PAUSE : backOff(failures++));
}

function afresh() {
  failures = 0;
  void look();
}

addEventListener("pageshow", afresh);
addEventListener("online", afresh);
document.addEventListener("htmx:after:swap", afresh);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && afresh());
