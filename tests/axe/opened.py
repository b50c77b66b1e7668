"""What opens on a page: keypad, dialog, explanation of a mark, menus, forms that were refused."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page, expect

from tests.axe.states import State


def opened(values: dict[str, Any]) -> Iterator[State]:
    """The states that are reached by doing something; values are those of the table of access."""
    lesson, school = f"/lessons/{values['lesson_id']}", f"/office/{values['school_id']}"
    student = f"/students/{values['student_id']}"
    yield State(None, "/sign-in", wrong_password)
    yield State("orlova", f"{student}/diary/", mark_explained)
    yield State("orlova", f"{student}/diary/", child_switch_open)
    yield State("orlova", f"{student}/absences/new", refused)
    yield State("orlova", f"/absences/{values['notice_id']}", dialog_open)
    yield State("kuznetsova", lesson, keypad_open)
    yield State("kuznetsova", lesson, mark_refused)
    yield State("kuznetsova", lesson, all_unfolded)
    yield State("kim", f"{school}/students/new?class={values['class_id']}", refused)
    yield State("kim", f"{school}/people/{values['user_id']}", all_unfolded)
    yield State("orlova", "/password", refused)


def wrong_password(page: Page) -> None:
    page.fill("[name=login]", "orlova")
    page.fill("[name=password]", "not-the-password")
    page.click("button[type=submit]")
    expect(page.locator("main .error")).to_be_visible()


def mark_explained(page: Page) -> None:
    page.locator(".m summary").first.click()
    expect(page.locator(".m p").first).to_be_visible()


def child_switch_open(page: Page) -> None:
    page.locator(".child summary").click()
    expect(page.locator(".child a").first).to_be_visible()
    # What no tap reaches until the menu is shut; axe does not see what covers it.
    page.locator("main").evaluate("main => { for (const part of main.children) part.inert = true; }")


def refused(page: Page) -> None:
    """The page's form sent as it stands, past what the browser itself would ask for."""
    form = page.locator("main form[method=post]:not(.languages)").last
    form.evaluate("form => { form.noValidate = true; }")
    form.locator("button[type=submit]").first.click()
    expect(page.locator("main .error, main [role=alert]").first).to_be_visible()


def dialog_open(page: Page) -> None:
    page.locator("[hx-confirm] button, button[hx-confirm]").last.click()
    expect(page.locator("dialog[open]")).to_be_visible()


def keypad_open(page: Page) -> None:
    page.locator(".pupil-name").first.click()
    expect(page.locator(".pupil .keys").first).to_be_visible()


def mark_refused(page: Page) -> None:
    page.locator(".pupil", has=page.locator(".given")).locator(".pupil-name").first.click()
    page.locator(".given > summary").first.click()
    page.locator(".correction").first.locator("button[type=submit]").first.click()
    expect(page.locator(".pupil [role=alert]")).to_be_visible()


def all_unfolded(page: Page) -> None:
    for one in page.locator("details").all():
        one.evaluate("details => { details.removeAttribute('name'); details.open = true; }")
