"""What the tests of reading ask of a page, and what makes a newer one."""

import re

from playwright.sync_api import Page, expect

from tests.cast import TODAY
from tests.serving import Server
from webapp.marks.giving import give_mark
from webapp.people.viewer import read_viewer

WEEK = "2026-W47"
STAMP = re.compile(r"на \d\d:\d\d, без сети")
HOLDS_TEXT = """async ([url, text]) => {
  const state = await caches.open("state");
  const pointers = await Promise.all((await state.keys()).map((request) => state.match(request)));
  const shown = await Promise.all(pointers.map((pointer) => pointer.json()));
  const found = await Promise.all(shown.map(({ cache: cacheName }) => caches.match(url, { cacheName })));
  const texts = await Promise.all(found.map((page) => page?.text() ?? ""));
  return texts.some((held) => held.includes(text));
}"""


def shows_lessons(page: Page) -> None:
    """The week's lessons stand on the page."""
    expect(page.get_by_text("Математика").filter(visible=True).first).to_be_visible()


def give_masha(server: Server, value: str, comment: str) -> None:
    """Kuznetsova gives Masha a mark today, past the browser: what is held is old from now on."""
    with server.database():
        teacher = read_viewer(server.cast.users["kuznetsova"])
        assert teacher is not None
        lesson = server.cast.lesson("maths", TODAY)
        give_mark(lesson, server.cast.students["masha"], by=teacher, value=value, scale="5", comment=comment)
