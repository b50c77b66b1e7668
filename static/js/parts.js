// A script that some pages need comes when one of these is opened, for the first visit's sake. It is held with the shell.
function bring() {
  if (document.querySelector("[data-day-picker]")) import("./day_picker.js").catch(() => {});
  if (document.querySelector(".pupils")) import("./lesson.js").catch(() => {});
  document.querySelectorAll("#page > link[rel=stylesheet]").forEach(stay);
}

/** A page's stylesheet, once here, stays in the layout: no swap shows the page without it. @param {Element} link */
function stay(link) {
  if (!document.head.querySelector(`link[href="${link.getAttribute("href")}"]`)) document.head.append(link.cloneNode());
}

document.addEventListener("htmx:after:swap", bring);
bring();
