// A form that may be sent from a moment on stands hidden in the page before it: where there is no network by then,
// the kept page opens it by the device's clock. Whether it came in time the server judges by its own.
function open() {
  for (const form of document.querySelectorAll("form[data-opens]")) {
    if (form instanceof HTMLFormElement && Date.parse(form.dataset.opens ?? "") <= Date.now()) form.hidden = false;
  }
}

document.addEventListener("htmx:after:settle", open);
document.addEventListener("visibilitychange", open);
setInterval(open, 20_000);
open();
