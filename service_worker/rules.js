// What is answered how. The first rule that fits answers; what fits none is the browser's own business:
// every write, fragments of a page, the token, the manifest of what to hold.
import { asset } from "./caches.js";
import { raced } from "./pages.js";

/** Milliseconds that the network has before the kept copy is shown, and before a page not held is given up. */
const PATIENCE = { held: 3000, notHeld: 10000 };

/** Opened in a tab of their own these are files, no pages. */
const FILES = /^\/(static|worker\.js|manifest\.webmanifest|health|token|held|shell)\b/;

/** @typedef {(request: Request, path: string) => boolean} Match */
/** @typedef {(event: FetchEvent) => Promise<Response>} Answer */

/** @type {Answer} */
const wholePage = (event) => raced(event, "whole", PATIENCE);
/** @type {Answer} */
const partialPage = (event) => raced(event, "partial", PATIENCE);

/** @type {readonly {match: Match, answer: Answer}[]} */
const RULES = [
  // A built file: kept, else the network. Cache shell-BUILD, no time limit.
  { match: (_, path) => path.startsWith("/static/build/"), answer: asset },
  // A page opened: network against kept, in the kept layout. Cache pages-OWNER-RIGHTS-…, 3 s.
  { match: ({ mode }, path) => mode === "navigate" && !FILES.test(path), answer: wholePage },
  // A page that the back button opens again: the same.
  { match: ({ headers }) => headers.has("HX-History-Restore-Request"), answer: wholePage },
  // A page swapped in by htmx: the same without the layout.
  { match: ({ headers }) => headers.get("HX-Target") === "div#page", answer: partialPage },
];

/** @param {FetchEvent} event */
export function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const rule = RULES.find(({ match }) => match(request, url.pathname));
  if (rule) event.respondWith(rule.answer(event));
}
