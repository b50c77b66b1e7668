// The page «Ожидают отправки»: what waits on this device, in order, and what can be done about it.
import { childOf, rowOf } from "./waiting_row.js";
import { entered, file, others, speak, t, when } from "./waiting_words.js";

/** @typedef {import("./waiting.js").Given} Given */
/** @typedef {import("../../service_worker/outbox/types.js").Item} Item */

const AGAIN = 700;

/** @type {Given} */
let given;
let isWatching = false;
let run = 0;
/** What each row shows, to leave alone what is as it was. @type {WeakMap<Element, string>} */
const shown = new WeakMap();
/** @type {Map<number, Item>} */
let items = new Map();

const room = () => /** @type {HTMLElement | null} */ (document.querySelector("[data-waiting-page]"));
const part = (/** @type {string} */ name) => /** @type {HTMLElement | null} */ (room()?.querySelector(`[data-${name}]`) ?? null);

/** @param {Given} taken */
export function open(taken) {
  given = taken;
  speak(taken.language);
  if (!isWatching) {
    given.listen(() => void show());
    document.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("[data-waiting-page] [data-act]") : null;
      if (button instanceof HTMLButtonElement) void act(button);
    });
  }
  isWatching = true;
  void show();
}

async function show() {
  const now = ++run;
  const [all, locks] = await Promise.all([given.waitingItems(), navigator.locks.query()]);
  if (now !== run || !room()) return;
  const own = all.filter(({ owner }) => owner === given.owner());
  const strange = all.filter(({ owner }) => owner !== given.owner());
  const isSending = !!locks.held?.some(({ name }) => name === `outbox:${given.owner()}`);
  items = new Map(own.map((item) => [item.seq, item]));
  part("some")?.toggleAttribute("hidden", !own.length);
  part("none")?.toggleAttribute("hidden", !!own.length);
  part("webkit")?.toggleAttribute("hidden", !isWiped());
  part("others")?.toggleAttribute("hidden", !strange.length);
  part("others")?.replaceChildren(others(strange));
  const last = localStorage.getItem(`accepted:${given.owner()}`);
  if (last) part("last")?.replaceChildren(t("Последняя запись принята {when}.", { when: when(last) }));
  list(own, (item) => isSending && item.state === "pending" && item.tries > 0 && item.next_at <= Date.now());
  // Nobody tells that the sender has stopped.
  if (isSending) setTimeout(show, AGAIN);
}

/** Safari deletes what scripts keep after seven days without a visit, but not for an app on the home screen. */
const isWiped = () => navigator.vendor.startsWith("Apple") && !matchMedia("(display-mode: standalone)").matches;

/** @param {Item[]} own @param {(item: Item) => boolean} isFlying */
function list(own, isFlying) {
  const place = part("list");
  const rows = new Map([...(place?.children ?? [])].map((row) => [Number(/** @type {HTMLElement} */ (row).dataset.seq), row]));
  const hadFocus = place?.contains(document.activeElement);
  for (const item of own) {
    const state = JSON.stringify([item, isFlying(item)]);
    const old = rows.get(item.seq);
    rows.delete(item.seq);
    if (old && shown.get(old) === state) continue;
    const row = rowOf(item, isFlying(item));
    shown.set(row, state);
    if (old) old.replaceWith(row);
    else place?.append(row);
  }
  for (const gone of rows.values()) gone.remove();
  if (hadFocus && !place?.contains(document.activeElement)) document.getElementById("content")?.focus({ preventScroll: true });
}

/** @param {HTMLButtonElement} button */
async function act(button) {
  const seq = Number(button.closest("li")?.dataset.seq);
  const item = items.get(seq);
  const name = button.dataset.act;
  if (name === "send") return sendAll(button);
  if (name === "file") return save();
  if (!item) return;
  if (name === "copy") return copy(item, button);
  if (name === "withdraw") await withdraw(seq);
  if (name === "mine") await insist(seq);
  if (name === "theirs") await given.update(seq, (one) => (one.state === "conflict" ? null : one));
  if (name === "remove" && (await given.ask(t("Убрать запись? То, что в ней введено, пропадёт.")))) {
    await given.update(seq, (one) => (one.state === "refused" ? null : one));
  }
  given.announce({ kind: "changed" });
}

/** What was never sent can be taken back for certain. @param {number} seq */
async function withdraw(seq) {
  let isBack = false;
  await given.update(seq, (item) => {
    isBack = !item.tries;
    return isBack ? null : item;
  });
  if (isBack) given.say({ kind: "done", text: t("Запись отозвана: она никуда не отправлена.") });
  else given.say({ text: t("Отозвать уже нельзя: запись успела уйти на сервер.") });
}

/** One's own value goes instead of what stands now: a new write under a new key. @param {number} seq */
async function insist(seq) {
  await given.update(seq, (item) => {
    const { told, ...rest } = item;
    const over = told?.now?.fields;
    if (item.state !== "conflict" || !over) return item;
    const fields = item.fields.filter(([name]) => !(name in over));
    return { ...rest, fields: [...fields, ...Object.entries(over)], key: crypto.randomUUID(), tries: 0, next_at: 0, state: "pending" };
  });
  void given.sendWaiting();
}

/** @param {HTMLButtonElement} button */
async function sendAll(button) {
  button.disabled = true;
  button.textContent = t("Отправляем…");
  for (const { seq } of items.values()) await given.update(seq, (item) => ({ ...item, next_at: 0 }));
  await given.sendWaiting();
  await show();
  button.disabled = false;
  button.textContent = t("Отправить сейчас");
  const isLeft = [...items.values()].some(({ state }) => state === "pending");
  if (isLeft) given.say({ kind: "notice", text: t("Пока не ушло: связи нет. Отправим сами, когда она появится.") });
}

/** @param {Item} item @param {HTMLElement} button */
async function copy(item, button) {
  const text = button.closest("li")?.querySelector("[data-put=words]");
  if (text) getSelection()?.selectAllChildren(text);
  await navigator.clipboard?.writeText(entered(item)).then(() => (button.textContent = t("Скопировано")), () => {});
}

function save() {
  const text = file([...items.values()], room()?.dataset.person ?? "", (item) => childOf(item)?.textContent ?? "");
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const day = new Date().toLocaleDateString("sv");
  Object.assign(document.createElement("a"), { href: url, download: `zvonok-waiting-${day}.txt` }).click();
  setTimeout(URL.revokeObjectURL, 60_000, url);
}
