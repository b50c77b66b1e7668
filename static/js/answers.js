// What to do with an answer before it is shown. A form with text in it is never replaced by a page of trouble.
import { session } from "../../service_worker/outbox/session.js";
import { showLocked } from "./forgetting.js";
import { t } from "./language.js";
import { say } from "./messages.js";
import { build, isOurs, pathOf, room } from "./page.js";
import { Kept, NoRoom } from "./sending.js";
import { OtherOwner } from "./token.js";

/** @typedef {import("./types.js").Ctx} Ctx */

const OFFLINE = t("Нет связи. Введённое не потеряно — попробуйте ещё раз.");
const NOT_HELD = t("Нет связи. Проверьте сеть и попробуйте ещё раз.");
const STRANGER = t("Сеть отвечает чужой страницей: возможно, Wi-Fi просит войти. Введённое не потеряно.");
const EXPIRED = t("Нужно войти снова. Введённое останется здесь, если войти в новой вкладке.");
const HELD = t("Нужно войти снова. Запись сохранена на этом устройстве и уйдёт, как только вы войдёте.");
const NO_ROOM = t("На устройстве нет места, и связи нет: запись не сохранена. Введённое остаётся в форме — не закрывайте её.");
const UNSEEN = t("Принято. Страница обновится, когда появится связь.");
const ANOTHER = t("На этом устройстве вошёл другой человек. Ваше сохранено и уйдёт, когда войдёте вы.");

document.addEventListener("htmx:before:response", (event) => {
  const ctx = /** @type {Ctx} */ (event.detail.ctx);
  const answer = /** @type {Response} */ (ctx.response?.raw);
  const found = decide(ctx, answer);
  if (!found) return;
  event.preventDefault();
  found();
});

document.addEventListener("htmx:error", (event) => {
  const { ctx, error } = event.detail;
  if (!ctx || ctx.response) return;
  const source = ctx.sourceElement;
  if (pathOf(ctx.request.action) === "/sign-out") return showLocked();
  if (error instanceof Kept) return tellKept(error, source);
  if (error instanceof NoRoom) return say({ text: NO_ROOM }, source);
  if (!(error instanceof OtherOwner)) say({ text: ctx.request.method === "GET" ? NOT_HELD : OFFLINE }, source);
  else if (error.isNobody) askToSignIn(EXPIRED, source);
  else say({ text: ANOTHER, way: { text: t("Открыть заново"), href: location.href } }, source);
});

/**
 * What to do instead of the swap; undefined lets htmx swap.
 * @param {Ctx} ctx
 * @param {Response} answer
 * @returns {(() => void) | undefined}
 */
function decide(ctx, answer) {
  const source = ctx.sourceElement;
  const reads = ctx.request.method === "GET";
  const opens = ctx.target === room();
  if (!isOurs(answer)) return () => say({ text: STRANGER }, source);
  if (answer.status === 401) return reads && opens ? () => location.assign(ctx.request.action) : () => askToSignIn(EXPIRED, source);
  if (opens && isOfOtherBuild(answer) && (reads || ctx.followed || answer.redirected)) return () => location.assign(answer.url);
  if (!reads && answer.status >= 400 && ![409, 422].includes(answer.status)) return () => tell(answer, source);
}

/** The cell or form says itself that it waits; what else there is to know is said beside it. @param {Kept} kept @param {Element} source */
async function tellKept({ why }, source) {
  const found = why === "sign-in" && (await session().catch(() => null));
  if (found && found.owner) say({ text: ANOTHER, way: { text: t("Открыть заново"), href: location.href } });
  else if (why === "sign-in") askToSignIn(HELD);
  if (why === "unseen") say({ text: UNSEEN, kind: "notice", way: { text: t("Обновить"), href: location.href } }, source);
}

/** After a deploy a new partial never goes into the old layout: the page is loaded whole. @param {Response} answer */
const isOfOtherBuild = (answer) => answer.headers.get("Zvonok-Build") !== build;

/** @param {string} text @param {Element} [source] */
function askToSignIn(text, source) {
  const here = location.pathname + location.search;
  say({ text, way: { text: t("Войти"), href: `/sign-in?next=${encodeURIComponent(here)}` } }, source);
}

/** The words of the server's page of trouble, beside the form. @param {Response} answer @param {Element} source */
async function tell(answer, source) {
  const told = new DOMParser().parseFromString(await answer.text().catch(() => ""), "text/html");
  const text = told.querySelector(".problem p")?.textContent?.trim();
  const title = told.title.split(" — ")[0];
  say({ text: text ? `${title}. ${text}` : OFFLINE }, source);
}
