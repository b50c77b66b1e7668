// One representation of a page: its partial, as it is stored and as it is shown.
import { PLACE, isWhole, layout } from "./caches.js";

/** The page says itself in which words its time stands. */
const NOW = /data-fresh data-kept="([^"]*)">[^<]*</;
/** In place of a layout that was evicted. */
const BARE = '<!doctype html><html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title></title><!--page--><!--/page-->';
const TITLE = /<title>[^]*?<\/title>/;

/**
 * The text of an answer that may be kept for the owner, else null: 200, ours, not redirected, of this build and
 * for this user. Throws when it came cut short: then it lacks the mark at its end, or cannot be read at all.
 * @param {Response} answer
 * @param {string} owner
 * @returns {Promise<string | null>}
 */
export async function keepable(answer, owner) {
  const { status, type, redirected, headers } = answer;
  if (status !== 200 || type !== "basic" || redirected) return null;
  if (headers.get("Zvonok-Build") !== BUILD || headers.get("Zvonok-Owner") !== owner) return null;
  const text = await answer.clone().text();
  if (!isWhole(text)) throw new TypeError("cut short");
  return text;
}

/**
 * What is stored of an answer. version is the manifest's, to see later whether it differs.
 * @param {string} text
 * @param {Headers} headers
 * @param {string} version
 */
export function stored(text, headers, version) {
  return new Response(text, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "ETag": headers.get("ETag") ?? "",
      "Fetched-At": new Date(headers.get("Date") ?? Date.now()).toISOString(),
      "Held-Version": version,
    },
  });
}

/** The kept text with the time at which it was fetched in place of “now”. @param {Response} kept */
export async function stamped(kept) {
  const fetched = new Date(kept.headers.get("Fetched-At") ?? 0);
  const today = new Date().toDateString() === fetched.toDateString();
  const time = fetched.toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });
  const day = fetched.toLocaleDateString("ru", { day: "numeric", month: "2-digit" });
  const when = today ? time : `${day}, ${time}`;
  return (await kept.text()).replace(NOW, (_, words) => `data-fresh data-fetched-at="${fetched.toISOString()}">${words.replace("{}", when)}<`);
}

/**
 * An answer made of a partial: alone, or in the kept layout, under whose policy it stands.
 * @param {string} partial
 * @param {"whole" | "partial"} form
 * @param {{status?: number, headers?: Record<string, string>}} [how]
 */
export async function shown(partial, form, { status = 200, headers = {} } = {}) {
  const own = { "Content-Type": "text/html; charset=utf-8", "Zvonok-Build": BUILD, "Cache-Control": "no-store", ...headers };
  if (form === "partial") return new Response(partial, { status, headers: own });
  const kept = await layout();
  const title = partial.match(TITLE)?.[0] ?? "<title>Zvonok</title>";
  const body = partial.replace(TITLE, "");
  const text = (kept?.text ?? BARE).replace(TITLE, () => title).replace(PLACE, () => body);
  const policy = { "Content-Security-Policy": kept?.policy ?? "default-src 'self'" };
  return new Response(text, { status, headers: { ...policy, ...own } });
}
