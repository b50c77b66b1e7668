"""The lesson's page as browser tests read it."""

from playwright.sync_api import Locator, Page, expect

from tests.serving import Server
from webapp.marks.models import Mark


def line(page: Page, name: str) -> Locator:
    """A student's line, with the keypad in it when it is open."""
    return page.locator(".pupil", has_text=name)


def shows(page: Page, name: str, text: str) -> None:
    """The line shows what was given, accepted."""
    expect(line(page, name).locator(".pupil-line .chip:not(.waits, .taken)").first).to_contain_text(text)


def given(server: Server) -> list[tuple[str, str]]:
    """Surnames and values of the marks that stand at the server, as they came."""
    with server.database():
        marks = Mark.select().where(Mark.withdrawn_at.is_null()).order_by(Mark.id)
        return [(mark.student.user.surname, mark.value) for mark in marks]
