// A page: the network raced against the kept copy.
import { ask } from "./asking.js";
import { epoch, forget, heldPage, isWhole, layout, pointer, put } from "./caches.js";
import { finishSignOut, isLocked } from "./lock.js";
import { keepable, shown, stamped, stored } from "./kept.js";

/** @typedef {"whole" | "partial"} Form */
/** @typedef {import("./caches.js").Pointer} Pointer */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const LATE = Symbol("late");

/** Where even the layout, which has words of its own, was evicted. */
const NOTHING = {
  ru: ["Нет связи", "На этом устройстве ничего не сохранено: браузер стёр страницы. Откройте «Звонок» с сетью.", "Попробовать ещё раз"],
  en: ["No connection", "Nothing is kept on this device: the browser has deleted it. Open Zvonok online.", "Try again"],
};

function evicted() {
  const code = navigator.language.startsWith("en") ? "en" : "ru";
  const [title, text, again] = NOTHING[code];
  return `<title>${title}</title><main lang="${code}"><h1>${title}</h1><p>${text}</p><a href="">${again}</a></main>`;
}

/**
 * Answers with the network's page, or after a while with the kept one; the fetch goes on, and the page is
 * told when something newer came.
 * @param {FetchEvent} event
 * @param {Form} form whole: in the layout; partial: as htmx swaps it
 * @param {{held: number, notHeld: number}} patience
 * @returns {Promise<Response>}
 */
export async function raced(event, form, patience) {
  if (await isLocked()) return behindLock(event, form);
  const { pathname, search } = new URL(event.request.url);
  const key = pathname + search;
  const whose = await pointer();
  const kept = await heldPage(key, whose);
  const network = fromNetwork(event.request, key, form, whose, kept?.clone());
  event.waitUntil(network.catch(() => {}));
  const first = await Promise.race([network.catch(() => null), late(kept ? patience.held : patience.notHeld)]);
  if (first && first !== LATE) return first.answer;
  if (!kept) return offline(form, whose);
  if (kept.headers.has("Location")) return kept;
  if (first === LATE) event.waitUntil(network.then(({ isNew }) => tell(event, key, isNew), () => {}));
  return shown(await stamped(kept), form, { headers: stays(event.request, key) });
}

/** @param {number} time @returns {Promise<typeof LATE>} */
const late = (time) => new Promise((resolve) => setTimeout(() => resolve(LATE), time));

/**
 * What the network answers, kept if it may be. Throws when it does not answer, or not as our server does.
 * @param {Request} request
 * @param {string} key
 * @param {Form} form
 * @param {Pointer | null} whose
 * @param {Response} [kept]
 * @returns {Promise<{answer: Response, isNew: boolean}>}
 */
async function fromNetwork(request, key, form, whose, kept) {
  const answer = await forPartial(request, key, form, kept);
  const { status, headers } = answer;
  if (answer.type === "opaqueredirect") return { answer, isNew: false };
  if (!headers.has("Zvonok-Build")) throw new TypeError("not our server");
  if (status === 304 && kept) return unchanged(request, key, form, whose, kept, headers);
  if (kept && status >= 500) throw new TypeError("the server is in trouble");
  const owner = headers.get("Zvonok-Owner");
  if (whose && owner && owner !== whose.owner) await forget();
  const isNew = kept ? await keep(key, whose, kept, answer) : false;
  return { answer: await presented(request, answer, form), isNew };
}

/**
 * Asks for the partial, whatever the form; a redirect of a navigation is the browser's to follow.
 * @param {Request} request
 * @param {string} key
 * @param {Form} form
 * @param {Response} [kept]
 */
function forPartial(request, key, form, kept) {
  const navigates = request.mode === "navigate";
  const headers = new Headers(form === "partial" ? request.headers : { Accept: "text/html" });
  headers.set("HX-Request", "true");
  headers.set("HX-Request-Type", "partial");
  const tag = kept?.headers.get("ETag");
  if (tag) headers.set("If-None-Match", tag);
  return ask(key, { headers, ...(navigates ? { redirect: "manual" } : { redirect: "follow", signal: request.signal }) });
}

/**
 * @param {Request} request
 * @param {string} key
 * @param {Form} form
 * @param {Pointer | null} whose
 * @param {Response} kept
 * @param {Headers} headers
 */
async function unchanged(request, key, form, whose, kept, headers) {
  const text = await kept.clone().text();
  await replace(key, whose, stored(text, headers, kept.headers.get("Held-Version") ?? ""), kept);
  const answer = (await layout()) ? shown(text, form, { headers: stays(request, key) }) : entire(request);
  return { answer: await answer, isNew: false };
}

/**
 * Brings the kept copy up to date; true when it changed. What is refused now is no longer kept.
 * @param {string} key
 * @param {Pointer | null} whose
 * @param {Response} kept
 * @param {Response} answer
 */
async function keep(key, whose, kept, answer) {
  if (!whose) return false;
  if ([403, 404, 410].includes(answer.status)) {
    await (await caches.open(whose.cache)).delete(key);
    return false;
  }
  const text = await keepable(answer, whose.owner);
  if (text === null) return false;
  await replace(key, whose, stored(text, answer.headers, kept.headers.get("Held-Version") ?? ""), kept.clone());
  return text !== (await kept.text());
}

/** Without room the older copy stays. @param {string} key @param {Pointer | null} whose @param {Response} page @param {Response} older */
async function replace(key, whose, page, older) {
  const now = epoch;
  if (!whose || !(await caches.has(whose.cache))) return;
  const cache = await caches.open(whose.cache);
  if (now !== epoch) return;
  await put(cache, key, page).catch(() => put(cache, key, older).catch(() => {}));
}

/** What the browser itself asks for, whole or not at all: Firefox shows half a page as if that were all. @param {Request} request */
async function entire(request) {
  const answer = await fetch(request);
  const text = await answer.clone().text();
  if (!/^$|<\/html>/.test(text)) throw new TypeError("not all of it came");
  return answer;
}

/**
 * The network's answer in the form asked for. What is no page of this build, such as a file, a page of another
 * build or a demand to sign in, is asked for again as the browser would.
 * @param {Request} request
 * @param {Response} answer
 * @param {Form} form
 */
async function presented(request, answer, form) {
  if (form === "partial") return answer;
  if (!answer.headers.get("Content-Type")?.startsWith("text/html")) return answer;
  if (answer.status === 401 || answer.redirected || answer.headers.get("Zvonok-Build") !== BUILD) return entire(request);
  const text = await answer.text();
  return isWhole(text) && (await layout()) ? shown(text, form, { status: answer.status }) : entire(request);
}

/**
 * htmx puts no second entry into the history for a page that is open already. Back needs no word of that: by
 * then another Back may have gone on, and its entry would be renamed.
 * @param {Request} request
 * @param {string} key
 * @returns {Record<string, string>}
 */
function stays({ headers }, key) {
  const open = headers.get("HX-Current-URL");
  return open && !headers.has("HX-History-Restore-Request") && new URL(open).pathname === key.split("?")[0] ? { "HX-Replace-Url": key } : {};
}

/** After a sign-out that the server does not know of yet. @param {FetchEvent} event @param {Form} form */
async function behindLock({ request }, form) {
  try {
    await finishSignOut();
    return await entire(request);
  } catch {
    return shown((await own(3)) ?? evicted(), form);
  }
}

/** The page that lists what is held; with nobody known, the layout's own words. @param {Form} form @param {Pointer | null} whose */
async function offline(form, whose) {
  const list = await heldPage("/offline", whose);
  return shown(list ? await stamped(list) : ((await own(1)) ?? evicted()), form, { status: 503 });
}

/** What the layout itself says: 1, of a page not held; 3, after a sign-out. @param {number} place */
const own = async (place) => (await layout())?.text.split(/<!--\/?(?:page|out)-->/)[place];

/** The network came after the kept copy was shown. @param {FetchEvent} event @param {string} url @param {boolean} isNew */
async function tell(event, url, isNew) {
  const client = await worker.clients.get(event.resultingClientId || event.clientId);
  client?.postMessage({ kind: isNew ? "newer" : "current", url });
}
