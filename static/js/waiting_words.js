// What waits, in words: on the screen and in a file for the office.

/** @typedef {import("../../service_worker/outbox/types.js").Item} Item */

const STATES = {
  pending: "на этом устройстве, отправим, когда появится связь",
  held: "нужно войти",
  conflict: "тем временем изменено",
  refused: "не принято",
};
const RULES = new Intl.PluralRules("ru");

/** @param {Item} item @param {boolean} isFlying */
export const stateOf = ({ state }, isFlying) => (isFlying ? "отправляется" : STATES[state]);

/** @param {Item} item */
export const entered = ({ words }) => words.map(([label, value]) => (label ? `${label}: ${value}` : value)).join("\n");

/** What was wrong, a text a line. @param {Item} item */
export function toldOf({ told }) {
  const texts = (told?.errors ?? []).map(({ label, text }) => (label ? `${label}: ${text}` : text));
  return texts.length || !told ? texts : [told.title ?? "Не принято"];
}

/** «сегодня в 09:12», «20 ноября в 09:12», by the device's clock. @param {string} moment ISO */
export function when(moment) {
  const at = new Date(moment);
  const isToday = at.toDateString() === new Date().toDateString();
  const day = isToday ? "сегодня" : at.toLocaleDateString("ru", { day: "numeric", month: "long" });
  return `${day} в ${at.toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" })}`;
}

/** @param {Item[]} items of other people */
export function others(items) {
  const n = items.length;
  const words = { one: "запись ждёт", few: "записи ждут" }[/** @type {"one"} */ (RULES.select(n))] ?? "записей ждут";
  const isOne = new Set(items.map(({ owner }) => owner)).size === 1;
  return `Ещё ${n} ${words} ${isOne ? "другого человека, который входил" : "других людей, которые входили"} на этом устройстве.`;
}

/**
 * The queue for a person to read and for an office to enter.
 * @param {Item[]} items
 * @param {string} person
 * @param {(item: Item) => string} childOf
 */
export function file(items, person, childOf) {
  const parts = items.map((item, i) => {
    const lines = [
      `${i + 1}. ${[item.name, childOf(item)].filter(Boolean).join(", ")}`,
      entered(item),
      `Страница: ${item.page.title}, ${location.origin}${item.page.url}`,
      `Сделано: ${new Date(item.made_at).toLocaleString("ru")} (${item.made_at})`,
      `Состояние: ${stateOf(item, false)}${item.tries ? `, отправляли: ${item.tries}` : ""}`,
      ...toldOf(item).map((text) => `Ответ сервера: ${text}`),
      `Номер записи: ${item.key}`,
    ];
    return lines.join("\n");
  });
  const head = `«Звонок», ${location.host}\nОжидают отправки, ${person}\n${new Date().toLocaleString("ru")}`;
  return `${[head, ...parts].join("\n\n")}\n`.replaceAll("\n", "\r\n");
}
