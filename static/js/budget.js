// Counts what the pages fetch; «Данные и память», which shows it, has a script of its own.
import "../../service_worker/traffic.js";
import { forgetPages } from "./forgetting.js";
import { language } from "./language.js";
import { build } from "./page.js";

function openPage() {
  if (document.querySelector("[data-device]")) import("./device_page.js").then(({ open }) => open({ build, forgetPages, language }));
}

document.addEventListener("htmx:after:swap", openPage);
openPage();
