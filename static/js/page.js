// What the page that is open says of itself.

/** The build of the layout around the page. */
export const build = document.documentElement.dataset.build ?? "";

/** The element that pages are put into. */
export const room = () => document.getElementById("page");

/** Id of the user for whom the open page was made; empty when nobody is signed in. */
export const owner = () => document.getElementById("content")?.dataset.owner ?? "";

/** Whether a page or an answer is on its way. */
export const isAsking = () => !!document.querySelector(".htmx-request");

/** Whether an answer comes from our server: not from a captive portal or a proxy between. @param {Response} answer */
export const isOurs = (answer) => answer.headers.has("Zvonok-Build");

/** @param {string} url */
export const pathOf = (url) => new URL(url, location.href).pathname;
