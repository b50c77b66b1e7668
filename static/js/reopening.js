// Where a page is not held, one that says so stands in its place (data-absent), and is what nobody sends from: the
// page itself is opened as soon as the server answers.
import { backOff } from "../../service_worker/outbox/lanes.js";
import { session } from "../../service_worker/outbox/session.js";
import { isAsking } from "./page.js";

const PAUSE = 1000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let failures = 0;

/** Where the list of what is held, or the layout, was asked for itself, nothing else is to come. */
const THEMSELVES = ["/offline", "/shell"];

const isAbsent = () => !THEMSELVES.includes(location.pathname) && !!document.querySelector("[data-absent]");

async function look() {
  clearTimeout(timer);
  if (!isAbsent()) return;
  const isThere = await session(true).then(() => true, () => false);
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
