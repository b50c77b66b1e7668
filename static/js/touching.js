// What fingers do beyond taps: fetched with the first touch.
import * as pulling from "./pulling.js";
import * as swiping from "./swiping.js";

/** Watches fingers from this touch on. @param {TouchEvent} first @param {import("./pulling.js").Given} given */
export function watch(first, given) {
  swiping.watch(first);
  pulling.watch(first, given);
}
