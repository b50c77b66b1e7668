// A column that was confirmed: each mark is a write of its own, kept on the device all together before any is sent, and
// for a moment all of them are taken back with one button.
import { countOf, made, saidOf } from "./column_table.js";
import { t } from "./column_words.js";

/** @typedef {import("./waiting.js").Given} Given */
/** @typedef {import("./column_reading.js").Pasted} Pasted */
/** @typedef {Omit<import("../../service_worker/outbox/types.js").Item, "seq">} Write */
/** @typedef {import("../../service_worker/outbox/types.js").Ids} Ids */

/** So long the button stands after what was last taken; the server undoes a mark within 20 s. */
const STANDS = 5000;
const AT_MOST = 15_000;

/** A write with what takes it back, once its ids are known. @typedef {{write: Write, back: (ids: Ids) => Write, ids?: Ids}} Sent */

/**
 * Keeps the column's writes and has them sent; false when the device has no room for all of them.
 * @param {Pasted[]} lines
 * @param {HTMLElement[]} pupils
 * @param {Given} given
 */
export async function give(lines, pupils, given) {
  const sent = lines.flatMap((line) => (line.pupil < 0 ? [] : writesOf(line, pupils[line.pupil], given)));
  try {
    await given.keepAll(sent.map(({ write }) => write));
  } catch {
    return false;
  }
  given.announce({ kind: "changed" });
  void given.sendWaiting();
  offer(new Map(sent.map((one) => [one.write.key, one])), countOf(lines), given);
  return true;
}

/** @param {Pasted} line @param {HTMLElement} pupil @param {Given} given @returns {Sent[]} */
function writesOf({ values, kind }, pupil, { written }) {
  const form = /** @type {HTMLFormElement} */ (pupil.querySelector(".keypad"));
  const who = pupil.dataset.what ?? "";
  const hidden = [...form.querySelectorAll("input[type=hidden]")].map((one) => pair(one.getAttribute("name") ?? "", /** @type {HTMLInputElement} */ (one).value));
  const at = (/** @type {string} */ url, /** @type {[string, string][]} */ fields, /** @type {string} */ said) => written(url, fields, [pair("", who), pair("", said)]);
  const key = kind ? pupil.querySelector(`.key-sign[value=${kind}]`) : null;
  const register = key?.getAttribute("formaction") ?? "";
  const before = pupil.querySelector(".key-sign[aria-pressed=true]")?.getAttribute("value") ?? "present";
  const entry = key && {
    write: at(register, [...hidden, pair("kind", kind)], key.getAttribute("title") ?? kind),
    back: (/** @type {Ids} */ { seen }) => at(register, [pair("kind", before), pair("seen", String(seen))], t("отмена столбца")),
  };
  const marks = values.map((value) => ({
    write: at(form.getAttribute("action") ?? "", [...hidden, pair("value", value)], saidOf(pupil, value)),
    back: (/** @type {Ids} */ { mark }) => at(`/marks/${mark}/withdrawal`, [pair("version", "1")], t("убрать {value}", { value: saidOf(pupil, value) })),
  }));
  return entry ? [entry, ...marks] : marks;
}

/** @param {string} name @param {string} value @returns {[string, string]} */
const pair = (name, value) => [name, value];

/** One button for all of it. @param {Map<string, Sent>} sent by key @param {number} count @param {Given} given */
function offer(sent, count, given) {
  document.querySelector(".column-given")?.remove();
  const bar = made("div", { className: "done row column-given" });
  bar.setAttribute("role", "status");
  const button = made("button", { className: "button small", type: "button", textContent: t("Отменить весь") });
  bar.append(made("span", { textContent: t("Столбец записан: {count}", { count }) }), button);
  document.querySelector(".lesson-list")?.append(bar);
  let isUndone = false;
  let timer = setTimeout(() => bar.remove(), STANDS);
  let end = 0;
  given.listen((news) => {
    const one = news.kind === "accepted" ? sent.get(news.key) : undefined;
    if (!one || news.kind !== "accepted" || one.ids) return;
    one.ids = news.ids;
    if (isUndone) return void send([one.back(news.ids)], given);
    end ||= Date.now() + AT_MOST;
    clearTimeout(timer);
    timer = setTimeout(() => bar.remove(), Math.min(STANDS, end - Date.now()));
  });
  button.addEventListener("click", () => {
    isUndone = true;
    bar.remove();
    void takeBack(sent, given);
  });
}

/** What was never sent is dropped, what was taken is taken back; what is on its way is when it is there. @param {Map<string, Sent>} sent @param {Given} given */
async function takeBack(sent, given) {
  const back = [...sent.values()].flatMap(({ ids, back }) => (ids ? [back(ids)] : []));
  for (const { seq, key } of await given.waitingItems()) {
    if (sent.has(key)) await given.update(seq, (item) => (item.tries ? item : null));
  }
  await send(back, given);
}

/** @param {Write[]} writes @param {Given} given */
async function send(writes, given) {
  await given.keepAll(writes).catch(() => given.say({ text: t("На устройстве нет места: отмена не записана. Исправьте оценки в строках.") }));
  given.announce({ kind: "changed" });
  void given.sendWaiting();
}
