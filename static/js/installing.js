// Once, on a later day than the first on which this device held the week: that it can be an app.

/** @typedef {Event & {prompt?: () => Promise<unknown>}} Prompt the browser's own question, kept until then */

const KEY = "install";
const OFFERED = "offered";

/**
 * @param {typeof import("./messages.js").say} say
 * @param {typeof import("./language.js").t} t
 * @param {Prompt} [prompt] none where the browser asks nothing and the reader is told how
 */
export async function offer(say, t, prompt) {
  const [first, today] = [localStorage.getItem(KEY), new Date().toDateString()];
  if (first === OFFERED || first === today || matchMedia("(display-mode: standalone)").matches) return;
  if (!(await caches.keys()).some((name) => name.startsWith("pages-"))) return;
  localStorage.setItem(KEY, first ? OFFERED : today);
  if (!first) return;
  const way = prompt && { text: t("Установить"), act: () => void prompt.prompt?.() };
  say({ kind: "notice", text: way ? t("Дневник можно поставить на главный экран: откроется сразу и без сети.") : t("Дневник можно поставить на главный экран: откроется сразу и без сети. Нажмите «Поделиться», затем «На экран „Домой“»."), way });
}
