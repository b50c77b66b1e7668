// What waits, in words: on the screen and in a file for the office.

/** @typedef {import("../../service_worker/outbox/types.js").Item} Item */

const states = () => ({
  pending: t("на этом устройстве, отправим, когда появится связь"),
  held: t("нужно войти"),
  conflict: t("тем временем изменено"),
  refused: t("не принято"),
});
/** Given by the page's scripts: were it imported, every first visit would fetch one file more. @type {typeof import("./language.js").language} */
let language;

/** @param {typeof language} given */
export const speak = (given) => void (language = given);

/** @param {string} text @param {Record<string, unknown>} [values] */
export const t = (text, values) => language.t(text, values);

/** @param {Item} item @param {boolean} isFlying */
export const stateOf = ({ state }, isFlying) => (isFlying ? t("отправляется") : states()[state]);

/** @param {Item} item */
export const entered = ({ words }) => words.map(([label, value]) => (label ? `${label}: ${value}` : value)).join("\n");

/** What was wrong, a text a line. @param {Item} item */
export function toldOf({ told }) {
  const texts = (told?.errors ?? []).map(({ label, text }) => (label ? `${label}: ${text}` : text));
  return texts.length || !told ? texts : [told.title ?? t("Не принято")];
}

/** «сегодня в 09:12», «20 ноября в 09:12», by the device's clock. @param {string} moment ISO */
export function when(moment) {
  const at = new Date(moment);
  const isToday = at.toDateString() === new Date().toDateString();
  const day = isToday ? t("сегодня") : at.toLocaleDateString(language.locale, { day: "numeric", month: "long" });
  return t("{day} в {time}", { day, time: at.toLocaleTimeString(language.locale, { hour: "2-digit", minute: "2-digit" }) });
}

/** @param {Item[]} items of other people */
export function others(items) {
  const many = language.plural(items.length, "запись ждёт", "записи ждут", "записей ждут");
  const isOne = new Set(items.map(({ owner }) => owner)).size === 1;
  return isOne
    ? t("Ещё {many} другого человека, который входил на этом устройстве.", { many })
    : t("Ещё {many} других людей, которые входили на этом устройстве.", { many });
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
      `${i + 1}. ${[t(item.name), childOf(item)].filter(Boolean).join(", ")}`,
      entered(item),
      t("Страница: {title}, {url}", { title: item.page.title, url: location.origin + item.page.url }),
      t("Сделано: {when} ({iso})", { when: new Date(item.made_at).toLocaleString(language.locale), iso: item.made_at }),
      item.tries
        ? t("Состояние: {state}, отправляли: {tries}", { state: stateOf(item, false), tries: item.tries })
        : t("Состояние: {state}", { state: stateOf(item, false) }),
      ...toldOf(item).map((text) => t("Ответ сервера: {text}", { text })),
      t("Номер записи: {key}", { key: item.key }),
    ];
    return lines.join("\n");
  });
  const head = [
    t("«Звонок», {host}", { host: location.host }),
    t("Ожидают отправки, {person}", { person }),
    new Date().toLocaleString(language.locale),
  ].join("\n");
  return `${[head, ...parts].join("\n\n")}\n`.replaceAll("\n", "\r\n");
}
