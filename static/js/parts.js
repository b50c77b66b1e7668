// A script that some pages need comes when one of these is opened, for the first visit's sake. It is held with the shell.
function bring() {
  if (document.querySelector("[data-day-picker]")) import("./day_picker.js").catch(() => {});
}

document.addEventListener("htmx:after:swap", bring);
bring();
