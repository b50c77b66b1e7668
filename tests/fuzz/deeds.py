"""What the people do: a form of the open page is filled and sent, as a tap does it."""

import random
from collections.abc import Callable
from typing import Any

from tests.cast import TODAY, Cast

# Keeps in the page what was durable, and what refusals came to the screen; it is put into every page once.
LISTEN = """() => {
  if (window.fuzzed) return;
  window.fuzzed = { kept: [] };
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (item) {
    const asking = add.call(this, item);
    const note = () => window.fuzzed.kept.push({ ...item, seq: asking.result });
    this.transaction.addEventListener("complete", note);
    return asking;
  };
  const plain = window.fetch;
  window.fetch = async (url, how) => {
    const answer = await plain(url, how);
    const { status, headers } = answer;
    const isRefused = status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);
    const key = how?.headers?.["Zvonok-Outbox"] === "piece" && how.headers["Idempotency-Key"];
    if (key && isRefused && headers.has("Zvonok-Build")) {
      const shown = JSON.parse(localStorage.getItem("shown") ?? "{}");
      localStorage.setItem("shown", JSON.stringify({ ...shown, [key]: status }));
    }
    return answer;
  };
}"""
# Fills a form and submits it; answers with what is on the disk by then, null when nothing was kept.
SUBMIT = """async (action, fields, button) => {
  const forms = [...document.querySelectorAll("form[method=post]")].filter((form) => !form.hidden);
  const path = (text) => new URL(text ?? "", location.href).pathname;
  const leads = (name) => (element) => path(element.getAttribute(name)) === action;
  let form = forms.find(leads("action"));
  let submitter = form?.querySelector(button);
  if (!form) {
    submitter = [...document.querySelectorAll(`${button}[formaction]`)].find(leads("formaction"));
    form = submitter?.form;
  }
  if (!form || !submitter || form.hidden) return null;
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (field?.type === "checkbox") field.checked = true;
    else if (field) field.value = value;
  }
  const { kept } = window.fuzzed;
  const before = kept.length;
  form.requestSubmit(submitter);
  for (let i = 0; i < 200 && kept.length === before; i++) await new Promise((go) => setTimeout(go, 10));
  return kept[before] ?? null;
}"""

Deed = tuple[str, str, dict[str, str], str]  # page, action, fields, button
Choose = Callable[[random.Random, str], Deed]


def of_guardian(cast: Cast, student: str) -> Callable[[random.Random, str], Deed]:
    """Notices of absence, and packing, for one child."""
    page = f"/students/{cast.students[student]}"

    def choose(dice: random.Random, tag: str) -> Deed:
        day = f"2026-11-{dice.randint(18, 30)}"
        fields = {"starts": day, "ends": day, "comment": tag, "reason": "ill"}
        return f"{page}/absences/new", f"{page}/absences/", fields, "[type=submit]"

    return choose


def of_teacher(lessons: list[tuple[int, list[int]]]) -> Callable[[random.Random, str], Deed]:
    """Marks, the register, remarks, topics and homework in lessons: (lesson's id, ids of its students)."""

    def choose(dice: random.Random, tag: str) -> Deed:
        lesson, students = dice.choice(lessons)
        page = f"/lessons/{lesson}"
        pupil = f"{page}/students/{dice.choice(students)}"
        kind = dice.choice(
            ["mark", "mark", "mark", "register", "register", "remark", "topic", "homework", "rest"]
        )
        if kind == "mark":
            return page, f"{pupil}/marks", {"comment": tag}, f"[name=value][value='{dice.randint(2, 5)}']"
        if kind == "register":
            wanted = dice.choice(["absent", "late", "excused", "ill", "present"])
            return page, f"{pupil}/register", {}, f".key-sign[value='{wanted}']"
        if kind == "remark":
            return page, f"{pupil}/remarks", {"text": tag}, "[name=kind]"
        if kind == "homework":
            return page, f"{page}/homework", {"text": tag}, "[type=submit]"
        if kind == "rest":
            return page, f"{page}/register", {}, "[type=submit]"
        return page, f"{page}/topic", {"topic": tag}, "[type=submit]"

    return choose


def taught(cast: Cast, groups: dict[str, list[str]]) -> list[tuple[int, list[int]]]:
    """Today's lessons of groups, with their students: for of_teacher()."""
    return [
        (cast.lesson(group, TODAY).id, [cast.students[name] for name in names])
        for group, names in groups.items()
    ]


def tagged(fields: dict[str, Any], tag: str) -> str:
    """The tag, if the deed has a place for it."""
    return tag if tag in fields.values() else ""
