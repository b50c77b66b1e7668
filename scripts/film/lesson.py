"""A lesson of algebra on a tablet; the network goes away four times."""

from playwright.sync_api import Locator, Page, expect

from scripts.film.stage import Stage
from tests.browsers import TABLET
from tests.offline.devices import wait_until_sent
from tests.offline.waiting import badge, rows

TOPIC = "Степень с натуральным показателем"


def play(stage: Stage) -> None:
    """From the bell to the register of what was settled."""
    stage.clock("08:27")
    tablet = stage.device("kuznetsova", "08:27", viewport=TABLET)
    tablet.goto("/journal/")
    tablet.locator("a", has_text="7А").first.click()
    expect(tablet.locator(".pupil")).not_to_have_count(0)
    stage.picture(tablet, "the-bell")
    _register(stage, tablet)
    _marks(stage, tablet)
    _black_hole(stage, tablet)
    _restart(stage, tablet)
    _clash(stage, tablet)


def pupil(page: Page, number: int) -> Locator:
    """The line of that number in the list."""
    return page.locator(".pupil").nth(number - 1)


def tap(page: Page, number: int, key: str) -> Locator:
    """Two taps: the name, the key; waits until it is kept or taken."""
    line = pupil(page, number)
    line.locator("summary").first.click()
    line.locator(f".keypad button{key}").first.click()
    expect(page.locator(".pupil[data-state=sending]")).to_have_count(0)
    return line


def _register(stage: Stage, page: Page) -> None:
    stage.wind(page, "08:33")
    stage.offline(page)
    pupil(page, 4).locator(".quick").click()
    expect(pupil(page, 4).locator("[data-outbox]")).to_have_count(1)
    pupil(page, 9).locator("summary").first.click()
    stage.picture(page, "keypad")
    pupil(page, 9).locator(".keypad button[value='5']").first.click()
    expect(pupil(page, 9).locator("[data-outbox]")).to_have_count(1)
    stage.picture(page, "first-outage")


def _marks(stage: Stage, page: Page) -> None:
    for number, value in zip(range(10, 25), "453545534455354", strict=True):
        tap(page, number, f"[value='{value}']")
    tap(page, 2, "[value=late]")
    page.fill("[name=topic]", TOPIC)
    page.get_by_role("button", name="Сохранить тему").click()
    expect(page.locator("[data-outbox]")).to_have_count(19)
    pupil(page, 9).evaluate("(line) => line.scrollIntoView({ block: 'start' })")
    stage.picture(page, "all-on-the-device")
    stage.clock("08:41", page)
    stage.offline(page, False)
    wait_until_sent(page)
    expect(page.locator("[data-outbox]")).to_have_count(0)
    stage.picture(page, "back")


def _black_hole(stage: Stage, page: Page) -> None:
    stage.clock("08:52", page)
    stage.hush()
    line = pupil(page, 12)
    line.locator("summary").first.click()
    line.locator(".keypad button[value='4']").first.click()
    stage.picture(page, "black-hole")
    expect(line.locator("[data-outbox]")).to_have_count(1)
    page.locator(".tabs a", has_text="Расписание").click()
    expect(page.locator("[data-fetched-at]")).to_be_visible(timeout=20_000)
    stage.picture(page, "black-hole-read")
    stage.hush(False)
    wait_until_sent(page)
    page.go_back()


def _restart(stage: Stage, page: Page) -> None:
    stage.wind(page, "09:01")
    stage.offline(page)
    tap(page, 5, "[value='3']")
    page.goto(page.url)
    expect(pupil(page, 5).locator("[data-outbox]")).to_have_count(1)
    stage.picture(page, "opened-again")
    stage.offline(page, False)
    wait_until_sent(page)


def _clash(stage: Stage, page: Page) -> None:
    stage.clock("09:08", page)
    page.reload()
    stage.offline(page)
    correct(page, 9, "4", "Пересчитала баллы: ошибка в третьем задании")
    pupil(page, 9).evaluate("(line) => line.scrollIntoView({ block: 'start' })")
    other = stage.device("kuznetsova", "09:08", viewport=TABLET)
    other.goto(page.url)
    correct(other, 9, "3", "Третье и пятое задания неверны")
    stage.offline(page, False)
    expect(pupil(page, 9).locator(".outbox-note.conflict")).to_be_visible()
    stage.picture(page, "overtaken")
    badge(page).click()
    expect(rows(page)).to_have_count(1)
    stage.picture(page, "both-values")
    page.get_by_role("button", name="Оставить моё").click()
    wait_until_sent(page)
    page.go_back()
    pupil(page, 9).locator("summary").first.click()
    pupil(page, 9).locator(".given summary").first.click()
    stage.picture(page, "history")


def correct(page: Page, number: int, value: str, reason: str) -> None:
    """Correct the student's first mark."""
    line = pupil(page, number)
    line.locator("summary").first.click()
    line.locator(".given summary").first.click()
    line.locator(".correction [name=value]").first.select_option(value)
    line.locator("[name=reason]").first.fill(reason)
    line.get_by_role("button", name="Исправить", exact=True).click()
    expect(page.locator(".pupil[data-state=sending]")).to_have_count(0)
