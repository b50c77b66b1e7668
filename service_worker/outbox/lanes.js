// Which writes may be sent now: to one thing in the order in which they were made, to different ones side by side.

/** @typedef {import("./types.js").Item} Item */

const AT_ONCE = 4;
export const LONGEST_WAIT = 300_000;

/** Whether one of the two is the other or a part of it. @param {string} a @param {string} b */
const touch = (a, b) => `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);

/** What waits for the network or for its owner; what was refused or overtaken waits for a person. @param {Item} item */
export const isWaiting = ({ state }) => state === "pending" || state === "held";

/** When the item may be sent; a clock that was set back makes nothing wait longer. @param {Item} item @param {number} now */
const due = ({ next_at: at }, now) => (at - now > LONGEST_WAIT ? now : at);

/**
 * The items to start now.
 * @param {Item[]} items of one owner, in order
 * @param {{has: (seq: number) => boolean, size: number}} flying those on their way
 * @param {number} now milliseconds
 * @returns {Item[]}
 */
export function sendable(items, flying, now) {
  /** @type {string[]} */
  const before = [];
  const found = items.filter(isWaiting).filter((item) => {
    const isReady = item.state === "pending" && due(item, now) <= now && !flying.has(item.seq);
    const isFree = isReady && !before.some((thing) => touch(thing, item.thing));
    before.push(item.thing);
    return isFree;
  });
  return found.slice(0, Math.max(0, AT_ONCE - flying.size));
}

/** Milliseconds until something may be sent again; null when nothing waits for time. @param {Item[]} items @param {number} now */
export function pause(items, now) {
  const moments = items.filter(isWaiting).map((item) => due(item, now));
  return moments.length ? Math.max(0, Math.min(...moments) - now) : null;
}

/** How long to wait after so many tries: from a second to five minutes. @param {number} tries */
export const backOff = (tries) => Math.min(LONGEST_WAIT, 1000 * 2 ** Math.min(tries, 9)) * (0.75 + Math.random() / 4);
