"""A mother in a lift, with one hand; her daughter's class teacher answers from the staff room."""

from playwright.sync_api import Page, expect

from scripts.film.stage import Stage
from tests.browsers import PHONE, TABLET
from tests.offline.devices import wait_until_sent
from tests.offline.waiting import badge, rows

MONDAY, COMMENT = "2026-11-23", "Плановый приём, справку принесём"


def play(stage: Stage) -> None:
    """Down with the lift, and out of it."""
    stage.clock("12:36")
    phone = stage.device("orlova", "12:36", viewport=PHONE)
    phone.goto("/diary")
    stage.wind(phone, "12:41")
    stage.offline(phone)
    phone.goto("/diary")
    expect(phone.locator("[data-fetched-at]")).to_be_visible()
    stage.picture(phone, "in-the-lift")
    _write(stage, phone)
    _out(stage, phone)


def _write(stage: Stage, phone: Page) -> None:
    phone.get_by_role("button", name="Ознакомиться с дневником").click()
    expect(phone.locator("#signature ~ [data-outbox], #signature [data-outbox]")).to_have_count(1)
    stage.picture(phone, "signed")
    phone.locator(".tabs a", has_text="Портфель").click()
    for number in range(3):
        phone.locator(".item.needed .tickbox").first.click()
        expect(phone.locator(".item [data-outbox]")).to_have_count(number + 1)
    stage.picture(phone, "bag")
    phone.locator(".tabs a", has_text="Отсутствие").click()
    phone.locator("a[href$='/absences/new']").first.click()
    for day in ("starts", "ends"):
        phone.fill(f"[name={day}]", MONDAY)
    phone.locator("[name=reason][value=doctor]").check(force=True)
    phone.fill("[name=comment]", COMMENT)
    phone.locator("main form[method=post]:not(.languages) button[type=submit]").last.click()
    expect(phone.locator("[data-outbox]")).to_have_count(1)
    stage.picture(phone, "notice-kept")
    badge(phone).click()
    expect(rows(phone)).to_have_count(5)
    stage.picture(phone, "what-waits")


def _out(stage: Stage, phone: Page) -> None:
    stage.clock("12:43", phone)
    stage.offline(phone, False)
    wait_until_sent(phone)
    expect(phone.get_by_text("Всё отправлено")).to_be_visible()
    stage.picture(phone, "all-sent")
    teacher = stage.device("kuznetsova", "12:43", viewport=TABLET)
    teacher.goto("/")
    teacher.locator("a[href*='/absences/']").first.click()
    card = teacher.locator("[id^=notice-]", has_text=COMMENT)
    card.get_by_role("button", name="Принять").click()
    expect(teacher.locator("[id^=notice-]", has_text=COMMENT)).to_contain_text("принято")
    phone.locator(".tabs a", has_text="Отсутствие").click()
    expect(phone.get_by_text(COMMENT).first).to_be_visible()
    stage.picture(phone, "accepted")
    phone.goto("/lately")
    stage.picture(phone, "what-is-new")
