// A wait of more than 300 ms is shown, and said.
const SHOWN_AFTER = 300;

let waiting = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

function show() {
  document.getElementById("progress")?.replaceChildren(
    Object.assign(document.createElement("span"), { textContent: "Загружается…" }),
  );
}

document.addEventListener("htmx:before:request", () => {
  waiting += 1;
  if (waiting === 1) timer = setTimeout(show, SHOWN_AFTER);
});

document.addEventListener("htmx:finally:request", () => {
  waiting = Math.max(0, waiting - 1);
  if (waiting) return;
  clearTimeout(timer);
  document.getElementById("progress")?.replaceChildren();
});
