// What tabs and worker tell each other about the queue; each hears what it says itself, too.

/** @typedef {import("./types.js").News} News */

/** @type {((news: News) => void)[]} */
const listeners = [];
const channel = new BroadcastChannel("outbox");
channel.onmessage = ({ data }) => listeners.forEach((listener) => listener(data));

/** @param {(news: News) => void} listener */
export const listen = (listener) => void listeners.push(listener);

/** @param {News} news @param {boolean} [isShown] on this tab's screen already */
export function announce(news, isShown = false) {
  channel.postMessage(news);
  listeners.forEach((listener) => listener(news.kind === "accepted" ? { ...news, isShown } : news));
}
