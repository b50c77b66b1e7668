"""Writes that wait, and the page that lists them: what several tests do and look at."""

from datetime import date

from playwright.sync_api import Locator, Page, expect

from tests.serving import Server
from webapp.absence.models import AbsenceNotice

FEVER = "Температура тридцать восемь\nи кашель"
ONLINE = "dispatchEvent(new Event('online'))"


def offline(page: Page, is_off: bool = True) -> None:
    """The device itself has no network, or has it again."""
    page.context.set_offline(is_off)


def tell_absence(page: Page, student: int, first: date, last: date, comment: str = FEVER) -> None:
    """Fill in the notice and send it."""
    page.goto(f"/students/{student}/absences/new")
    page.locator("[name=reason]").first.check(force=True)
    page.fill("[name=starts]", first.isoformat())
    page.fill("[name=ends]", last.isoformat())
    page.fill("[name=comment]", comment)
    page.locator("main form[method=post]:not(.languages) button[type=submit]").last.click()


def is_kept(page: Page) -> None:
    """Wait until the page says that the write waits."""
    expect(page.locator("[data-outbox]")).to_have_count(1)


def rows(page: Page) -> Locator:
    """What the list shows."""
    return page.locator("[data-list] > li")


def badge(page: Page) -> Locator:
    """The count in the top bar."""
    return page.locator("[data-waiting]")


def given(server: Server) -> list[str]:
    """The comments of the notices that the server has."""
    with server.database():
        return [notice.comment.replace("\r", "") for notice in AbsenceNotice.select()]
