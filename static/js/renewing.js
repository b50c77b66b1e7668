// What was sent in the background has changed the open page: the part that shows it is brought up to date, and
// nothing that the reader is typing is touched.
import htmx from "htmx.org";
import { ask } from "../../service_worker/asking.js";
import { listen } from "../../service_worker/outbox/news.js";
import { nowFresh } from "./freshness.js";
import { t } from "./language.js";
import { say } from "./messages.js";
import { build, isAsking, pathOf, room } from "./page.js";

/** Longer than a slow round trip, so that a whole queue is followed by one look at the page. */
const PAUSE = 1200;

/** What was accepted since the page was brought up to date. @type {Set<{url: string, page: {url: string}}>} */
const accepted = new Set();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

listen((news) => {
  if (news.kind !== "accepted" || (news.isShown && !isKept()) || !concerns(news)) return;
  if (!news.isShown) accepted.add(news);
  soon();
});

function soon() {
  clearTimeout(timer);
  timer = setTimeout(() => void bringUpToDate().catch(() => {}), PAUSE);
}

/** Whether the page is a kept copy, said to be of an earlier time. */
const isKept = () => !!document.querySelector("[data-fetched-at]");

/** @param {{url: string, page: {url: string}}} news */
const concerns = ({ url, page }) => pathOf(page.url) === location.pathname || !!partOf(document, pathOf(url));

/** The part of a page around the form that posts to a path: the next with an id. @param {Document} page @param {string} path */
function partOf(page, path) {
  const form = page.querySelector(`form[action="${CSS.escape(path).replace(/\\\//g, "/")}"], [formaction="${path}"]`);
  const owner = form instanceof HTMLButtonElement ? (form.closest("[id]:not(button)") ?? form.form) : form;
  return owner?.closest("[id]:not(form)") ?? null;
}

/** The open page as the server has it now; null where it cannot be had, or is of another build. */
async function asItIs() {
  const headers = { "HX-Request": "true", "HX-Request-Type": "partial" };
  const answer = await ask(location.pathname + location.search, { headers });
  if (!answer.ok || answer.headers.get("Zvonok-Build") !== build) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** What a page says, but for what scripts add to it, choices and a form to paste into, and for what to do first. @param {Document} page */
function said(page) {
  const content = page.getElementById("content")?.cloneNode(true);
  if (!(content instanceof Element)) return "";
  content.querySelectorAll("noscript, select, .column, .first-steps").forEach((one) => one.remove());
  return content.textContent?.replace(/\s+/g, " ");
}

/** A kept page that says what the server says is no longer old; what the device fills in itself never was. @param {Document} fresh */
function compare(fresh) {
  if (said(document) === said(fresh) || document.querySelector("[data-waiting-page]")) nowFresh();
}

async function bringUpToDate() {
  if (![...accepted].some(concerns) && !isKept()) return accepted.clear();
  if (isAsking()) return soon();
  const here = location.href;
  const fresh = await asItIs();
  // A reader who has set off for another page is not called back.
  if (location.href !== here || isAsking()) return soon();
  const parts = [...accepted].filter(concerns).map(({ url }) => partOf(document, pathOf(url))?.id ?? "");
  accepted.clear();
  if (!fresh) return;
  if (parts.every((id) => id && id !== "content" && fresh.getElementById(id))) {
    new Set(parts).forEach((id) => replace(id, fresh));
    compare(fresh);
  } else if (isTyping()) say({ kind: "notice", text: t("Отправлено. Страница изменилась."), way: { text: t("Показать"), act: renew } });
  else await renew();
}

/** The network is back over a kept page: what was sent meanwhile comes first. */
addEventListener("online", () => {
  const look = async () => isKept() && asItIs().then((fresh) => fresh && compare(fresh));
  setTimeout(() => void look().catch(() => {}), 2 * PAUSE);
});

/** @param {string} id @param {Document} fresh */
function replace(id, fresh) {
  const [old, next] = [document.getElementById(id), fresh.getElementById(id)];
  if (!old || !next || isTyping(old)) return;
  const before = [...old.querySelectorAll("details")];
  const at = old.contains(document.activeElement) && document.activeElement;
  const made = document.importNode(next, true);
  made.querySelectorAll("details").forEach((one, i) => (one.open ||= !!before[i]?.open));
  old.replaceWith(made);
  htmx.process(made);
  const place = at && (document.getElementById(at.id) ?? made.querySelector("summary, button"));
  if (!(place instanceof HTMLElement)) return;
  place.focus({ preventScroll: true });
  const { top, bottom } = place.getBoundingClientRect();
  const bar = document.querySelector(".top")?.getBoundingClientRect().bottom ?? 0;
  if (bottom < bar + 1 || top > innerHeight) place.scrollIntoView({ block: "nearest" });
}

/** Whether something was typed and not sent. @param {ParentNode} [place] */
export function isTyping(place = document) {
  const fields = place.querySelectorAll("form[method=post]:not([hidden]) :is(input, textarea):not([type=hidden])");
  return [...fields].some((field) => {
    const { value, defaultValue, checked, defaultChecked } = /** @type {HTMLInputElement} */ (field);
    return value !== defaultValue || (checked ?? false) !== (defaultChecked ?? false);
  });
}

/** Opens the page anew in its place. @param {Record<string, string>} [headers] */
export async function renew(headers) {
  const target = /** @type {HTMLElement} */ (room());
  await htmx.ajax("GET", location.pathname + location.search, { target, headers });
}
