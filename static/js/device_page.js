// «Данные и память»: what is held on this device, when it was fetched, how much came over the network.

/** What it takes from the page's scripts. @typedef {{build: string, language: typeof import("./language.js").language, forgetPages: () => Promise<void>}} Given */
/** @typedef {{size: number, fetched: Date | null}} Kept */

/** @type {Given["language"]} */
let language;
const t = (/** @type {string} */ text) => language.t(text);

/** Fills the page in. @param {Given} given */
export async function open({ build, forgetPages, language: given }) {
  language = given;
  const place = document.querySelector("[data-device]");
  if (!place || place.hasAttribute("data-filled") || !globalThis.caches) return;
  place.setAttribute("data-filled", "");
  const button = /** @type {HTMLButtonElement | null} */ (place.querySelector("[data-empty]"));
  button?.addEventListener("click", async () => {
    button.disabled = true;
    await forgetPages();
    put(place, "done", t("Сохранённых страниц сейчас нет. Они появятся снова, когда вы откроете «Звонок» с сетью."));
    await fill(place, build);
  });
  await fill(place, build);
}

/** @param {Element} place @param {string} build */
async function fill(place, build) {
  const held = await heldPages(build);
  for (const row of place.querySelectorAll("[data-held]")) say(row, held.get(row.getAttribute("data-held") ?? ""));
  const size = [...held.values()].reduce((sum, page) => sum + page.size, 0);
  put(place, "pages", held.size ? `${held.size}, ${bytes(size)}` : t("нет"));
  const { usage, quota } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  put(place, "usage", usage === undefined ? t("браузер не говорит") : bytes(usage));
  put(place, "quota", usage === undefined || quota === undefined ? t("браузер не говорит") : bytes(quota - usage));
  const lasting = await navigator.storage?.persisted?.().catch(() => false);
  put(place, "lasting", lasting ? t("нет") : t("может, если места на устройстве не останется"));
  const days = /** @type {Record<string, number>} */ (await (await caches.match("/", { cacheName: "traffic" }))?.json().catch(() => null) ?? {});
  const today = new Date().toLocaleDateString("sv");
  put(place, "today", bytes(days[today] ?? 0));
  put(place, "month", bytes(total(days, today.slice(0, 7))));
  put(place, "before", bytes(total(days, monthBefore())));
  for (const shown of place.querySelectorAll("[data-shown]")) shown.removeAttribute("hidden");
  const button = /** @type {HTMLButtonElement | null} */ (place.querySelector("[data-empty]"));
  if (button) button.disabled = !held.size;
}

/** The pages held, by path and query. @param {string} build @returns {Promise<Map<string, Kept>>} */
async function heldPages(build) {
  const pointer = await caches.match(`/pointer/${build}`, { cacheName: "state" });
  if (!pointer) return new Map();
  const cache = await caches.open((await pointer.json()).cache);
  const found = /** @type {Map<string, Kept>} */ (new Map());
  for (const { url } of await cache.keys()) {
    const page = await cache.match(url);
    const fetched = page?.headers.get("Fetched-At");
    if (!page || page.headers.has("Location")) continue;
    const size = (await page.blob()).size;
    found.set(url.slice(location.origin.length), { size, fetched: fetched ? new Date(fetched) : null });
  }
  return found;
}

/** @param {Element} row @param {Kept | undefined} kept */
function say(row, kept) {
  const when = kept?.fetched?.toLocaleString(language.locale, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  row.querySelector("[data-size]")?.replaceChildren(kept ? `${bytes(kept.size)}${when ? `, ${when}` : ""}` : t("не сохранено"));
}

/** @param {Record<string, number>} days @param {string} month */
const total = (days, month) => Object.entries(days).reduce((sum, [day, size]) => sum + (day.startsWith(month) ? size : 0), 0);

function monthBefore() {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth() - 1, 1).toLocaleDateString("sv").slice(0, 7);
}

/** @param {number} count */
function bytes(count) {
  const [size, unit] = count < 1e6 ? [count / 1e3, t("КБ")] : count < 1e9 ? [count / 1e6, t("МБ")] : [count / 1e9, t("ГБ")];
  return `${size.toLocaleString(language.locale, { maximumFractionDigits: size < 10 ? 1 : 0 })}\u00a0${unit}`;
}

/** @param {Element} place @param {string} name @param {string} text */
const put = (place, name, text) => place.querySelector(`[data-put="${name}"]`)?.replaceChildren(text);
