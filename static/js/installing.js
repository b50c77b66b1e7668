// Once, on a later day than the first on which this device held the week: that it can be an app.

/** @typedef {Event & {prompt?: () => Promise<unknown>}} Prompt the browser's own question, kept until then */

const KEY = "install";
const OFFERED = "offered";
const WHY = "Дневник можно поставить на главный экран: откроется сразу и без сети.";
const HOW = `${WHY} Нажмите «Поделиться», затем «На экран „Домой“».`;

/**
 * @param {typeof import("./messages.js").say} say
 * @param {Prompt} [prompt] none where the browser asks nothing and the reader is told how
 */
export async function offer(say, prompt) {
  const [first, today] = [localStorage.getItem(KEY), new Date().toDateString()];
  if (first === OFFERED || first === today || matchMedia("(display-mode: standalone)").matches) return;
  if (!(await caches.keys()).some((name) => name.startsWith("pages-"))) return;
  localStorage.setItem(KEY, first ? OFFERED : today);
  if (!first) return;
  const way = prompt && { text: "Установить", act: () => void prompt.prompt?.() };
  say({ kind: "notice", text: way ? WHY : HOW, way });
}
