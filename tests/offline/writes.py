"""Writes made on a device of any engine, and what the server has of them."""

import time
from typing import Any

from tests.cast import TODAY
from tests.engines import Device
from tests.engines.device import PATIENCE
from tests.offline.devices import WAITING
from tests.serving import Server
from webapp.absence.models import AbsenceNotice, Register
from webapp.marks.models import Mark

BACK = "() => { dispatchEvent(new Event('online')); return true; }"
STATES = f"""async (state) => {{
  const items = await ({WAITING})();
  return items.length && items.every((item) => item.state === state);
}}"""
# Nobody at the screen waits for an answer any more.
WATCH = """() => {
  window.answered = false;
  document.addEventListener("htmx:finally:request", () => { window.answered = true; }, { once: true });
  return true;
}"""
NONE_LEFT = f"async () => !(await ({WAITING})()).length"
# Counted only when nobody at the screen waits for an answer: an item is there before it is on its way.
COUNT = f"async (count) => !document.querySelector('.htmx-request') && (await ({WAITING})()).length === count"
SAYS = """(css, text) => [...document.querySelectorAll(css)]
  .some((found) => found.checkVisibility() && found.innerText.includes(text))"""


def open_page(device: Device, url: str) -> None:
    """The page with its scripts: WebKit's driver goes on before they run."""
    device.open(url)
    device.until("() => document.readyState === 'complete'")


def open_lesson(server: Server, device: Device, group: str = "maths") -> None:
    """Today's lesson sheet of a group."""
    with server.database():
        number = server.cast.lesson(group, TODAY).id
    open_page(device, f"/lessons/{number}")


def pupil(server: Server, login: str) -> str:
    """The student's line of the sheet, as a CSS selector."""
    return f"#pupil-{server.cast.students[login]}"


def watch(device: Device) -> None:
    """From now on, look whether the screen waits for the next write."""
    device.script(WATCH)


def is_kept(device: Device, css: str) -> None:
    """Wait until the page says that the write is on this device, and waits for it no more."""
    says(device, f"{css} [data-outbox]".strip(), "на этом устройстве")
    device.until("() => window.answered")


def give(server: Server, device: Device, login: str, value: str) -> None:
    """Tap a mark on the student's keypad."""
    device.tick(f"{pupil(server, login)} button[name=value][value='{value}']")


def register(server: Server, device: Device, login: str, kind: str) -> None:
    """Tap a sign of the register: absent, late, present."""
    device.tick(f"{pupil(server, login)} .key-sign[value={kind}]")


def tell(server: Server, device: Device, words: str, starts: str, ends: str, child: str = "masha") -> None:
    """Fill in an absence notice and send it; days as ISO dates."""
    open_page(device, f"/students/{server.cast.students[child]}/absences/new")
    device.tick("[name=reason]")
    for name, text in (("starts", starts), ("ends", ends), ("comment", words)):
        device.fill(f"[name={name}]", text)
    device.tick("main form[method=post] button[type=submit].primary")


def items(device: Device) -> list[dict[str, Any]]:
    """What the outbox holds, in order."""
    return list(device.script(WAITING))


def says(device: Device, css: str, text: str) -> None:
    """Wait until a visible match has the text."""
    device.until(SAYS, css, text)


def is_back(device: Device) -> None:
    """What the browser says when it finds a network again."""
    device.script(BACK)


def wait_until_there(device: Device, count: int) -> None:
    """Wait until so many are in the outbox, on their way or not."""
    device.until(f"async () => (await ({WAITING})()).length === {count}")


def wait_for_count(device: Device, count: int) -> None:
    """Wait until so many are in the outbox, and stay there."""
    device.until(COUNT, count)


def send_now(device: Device) -> None:
    """Open the list of what waits, and ask to send it as soon as its script has shown it."""
    open_page(device, "/waiting")
    device.until("() => !!document.querySelector('[data-list] > li')")
    device.click("[data-act=send]")


def wait_for_state(device: Device, state: str) -> None:
    """Wait until all in the outbox is in a state."""
    device.until(STATES, state)


def wait_until_sent(device: Device, seconds: float = PATIENCE) -> None:
    """Wait until nothing is in the outbox."""
    device.until(NONE_LEFT, seconds=seconds)


def marks(server: Server, login: str | None = None) -> list[str]:
    """The values of the marks that stand, of one student or of all, in the order in which they were given."""
    with server.database():
        found = Mark.select().where(Mark.withdrawn_at.is_null()).order_by(Mark.id)
        return [one.value for one in found if login is None or one.student_id == server.cast.students[login]]


def kind_of(server: Server, login: str) -> str | None:
    """What stands in today's register of mathematics; None for nothing."""
    with server.database():
        row = Register.get_or_none(
            lesson=server.cast.lesson("maths", TODAY), student=server.cast.students[login]
        )
        return row.kind if row else None


def notices(server: Server) -> list[str]:
    """The comments of the notices that the server has."""
    with server.database():
        return [notice.comment for notice in AbsenceNotice.select().order_by(AbsenceNotice.id)]


def wait_at_server(question: Any, seconds: float = PATIENCE) -> None:
    """Ask until the server's data are so."""
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline, "the server never had it"
        time.sleep(0.05)
