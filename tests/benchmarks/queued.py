"""A hundred marks of one lesson, made without a network, sent over a slow one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests import browsers
from tests.benchmarks.gauge import Gauge
from tests.benchmarks.served import enter, serving
from tests.fuzz.weather import FAIR, Weather
from tests.offline.devices import wait_until
from webapp import db

LATENCY = 200  # milliseconds each way
PUPILS, MARKS_EACH = 25, 4
TAG = "Без сети, "
_LESSON = """SELECT lesson.id FROM lesson JOIN group_student USING (group_id)
  JOIN users ON users.id = lesson.teacher_id AND users.login = 'kuznetsova'
  WHERE lesson.date = '2026-11-17' GROUP BY lesson.id ORDER BY count(*) DESC LIMIT 1"""
_GIVEN = "SELECT student_id, comment FROM mark WHERE lesson_id = ? AND comment LIKE ? ORDER BY id"
# One mark for each of the first students, as a tap gives it.
_GIVE = """([pupils, text, nth]) => {
  for (const form of [...document.querySelectorAll("form.keypad")].slice(0, pupils)) {
    form.elements.namedItem("comment").value = text;
    form.requestSubmit(form.querySelectorAll("button[name=value]")[nth]);
  }
}"""
_SETTLED = "() => !document.querySelector('.htmx-request')"
_COUNT = """const count = () => new Promise((resolve, reject) => {
  const opening = indexedDB.open("outbox");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const asking = opening.result.transaction("items").objectStore("items").count();
    asking.onsuccess = () => { opening.result.close(); resolve(asking.result); };
  };
});"""
_KEPT = f"async (expected) => {{ {_COUNT} return (await count()) === expected; }}"
_EMPTIED = f"""async () => {{
  {_COUNT}
  const began = performance.now();
  dispatchEvent(new Event("online"));
  while (await count()) await new Promise((go) => setTimeout(go, 100));
  return (performance.now() - began) / 1000;
}}"""
_EMPTY_REQUESTS = """async ([count, lanes]) => {
  const began = performance.now();
  const lane = async () => { while (count-- > 0) await fetch("/health", { cache: "no-store" }); };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (performance.now() - began) / 1000;
}"""


@dataclass
class Sent:
    """seconds from the network's return until nothing waited; floor: of as many empty requests, four at once.

    most: writes on their way at once; in_order: cells whose marks came in the order in which they were made.
    """

    seconds: float
    floor: float
    most: int
    in_order: int


def send_marks(playwright: Any, folder: Path) -> Sent:
    """Give the marks at a teacher's tablet while nothing goes through, then let the network come back."""
    lesson = int(_rows(folder, _LESSON)[0][0])
    browser = browsers.launch(playwright)
    with serving(folder) as port:
        weather = Weather(port)
        gauge = Gauge(weather.port)
        try:
            page = browsers.new_context(browser, viewport=browsers.TABLET).new_page()
            enter(page, gauge.url, "kuznetsova", f"/lessons/{lesson}")
            weather.becomes("refuse")
            _give(page)
            gauge.most = 0
            weather.becomes(f"latency/{LATENCY}")
            seconds = page.evaluate(_EMPTIED)
            most = gauge.most
            page.wait_for_load_state("networkidle")
            floor = page.evaluate(_EMPTY_REQUESTS, [PUPILS * MARKS_EACH, 4])
            weather.becomes(FAIR)
        finally:
            browser.close()
            gauge.end()
            weather.end()
    return Sent(seconds, floor, most, _in_order(folder, lesson))


def _give(page: Page) -> None:
    for nth in range(MARKS_EACH):
        page.evaluate(_GIVE, [PUPILS, f"{TAG}{nth}", nth])
        wait_until(page, _KEPT, PUPILS * (nth + 1))
        wait_until(page, _SETTLED)


def _in_order(folder: Path, lesson: int) -> int:
    cells: dict[int, list[str]] = {}
    for student, comment in _rows(folder, _GIVEN, lesson, f"{TAG}%"):
        cells.setdefault(student, []).append(comment)
    made = [f"{TAG}{nth}" for nth in range(MARKS_EACH)]
    return sum(given == made for given in cells.values())


def _rows(folder: Path, statement: str, *values: Any) -> list[Any]:
    opened = db.use(f"sqlite:///{folder / 'zvonok.db'}")
    with opened.connection_context():
        found = opened.execute_sql(statement, values).fetchall()
    opened.close_all()
    return list(found)
