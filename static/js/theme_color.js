// The bars of the browser have the colour of the page's ground: of the theme that was chosen, not of the device's only.
function follow() {
  const { backgroundColor } = getComputedStyle(document.body);
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.setAttribute("content", backgroundColor);
}

document.addEventListener("htmx:after:swap", follow);
for (const media of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) matchMedia(media).addEventListener("change", follow);
follow();
