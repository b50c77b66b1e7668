"""The page «Ожидают отправки»: what waits on the device is seen, taken back, saved."""

import re
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.offline.devices import wait_until_held
from tests.offline.waiting import FEVER, ONLINE, badge, given, is_kept, offline, rows, tell_absence
from tests.serving import enter
from webapp.people.models import User

pytestmark = pytest.mark.browser


@pytest.fixture
def mother(server, weather, device) -> Page:
    """Orlova's phone with everything held, behind a network that can break."""
    page = enter(device(base_url=weather.url).new_page(), "orlova")
    wait_until_held(page)
    return page


@pytest.fixture
def notice(server, mother) -> Page:
    """A notice made without a network waits; the list is open, still without one."""
    offline(mother)
    tell_absence(mother, server.cast.students["masha"], date(2026, 11, 19), date(2026, 11, 20))
    is_kept(mother)
    mother.goto("/waiting")
    expect(rows(mother)).to_have_count(1)
    return mother


def test_what_waits_is_listed_without_a_network_in_words(server, notice):
    row = rows(notice)
    for text in (
        "Уведомление об отсутствии",
        "Мария",
        "19 ноября",
        FEVER.split("\n")[0],
        "отправим, когда появится связь",
        "сегодня в",
    ):
        expect(row).to_contain_text(text)
    expect(row.get_by_role("link", name="Отсутствие")).to_have_attribute(
        "href", f"/students/{server.cast.students['masha']}/absences/new"
    )
    expect(badge(notice)).to_have_text("ждёт 1")
    assert given(server) == []


def test_the_list_opens_from_the_count_by_a_swap_and_empties_itself_when_all_is_sent(server, notice):
    notice.goto("/")
    badge(notice).click()
    expect(notice).to_have_url(re.compile("/waiting$"))
    expect(rows(notice)).to_have_count(1)
    expect(notice.get_by_role("button", name="Отправить сейчас")).to_be_visible()
    offline(notice, is_off=False)
    expect(notice.get_by_text("Всё отправлено")).to_be_visible()
    expect(notice.locator("[data-last]")).to_contain_text("Последняя запись принята сегодня в")
    expect(badge(notice)).to_be_hidden()
    assert given(server) == [FEVER]


def test_what_was_never_sent_can_be_taken_back(server, notice):
    notice.get_by_role("button", name="Отозвать").click()
    expect(notice.get_by_text("Запись отозвана")).to_be_visible()
    expect(notice.get_by_text("Всё отправлено")).to_be_visible()
    offline(notice, is_off=False)
    notice.evaluate(ONLINE)
    notice.goto("/")
    wait_until_held(notice)
    expect(badge(notice)).to_be_hidden()
    assert given(server) == []


def test_what_may_have_been_accepted_cannot_be_taken_back_and_says_why(server, weather, mother):
    tell_absence(mother, server.cast.students["masha"], date(2026, 11, 20), date(2026, 11, 19))
    expect(mother.locator("[aria-invalid=true]").first).to_be_visible()
    weather.becomes("drop-response")
    mother.fill("[name=ends]", "2026-11-21")
    mother.locator("main form[method=post]:not(.languages) button[type=submit]").last.click()
    is_kept(mother)
    offline(mother)
    mother.goto("/waiting")
    expect(rows(mother)).to_contain_text("дважды не запишется")
    expect(mother.get_by_role("button", name="Отозвать")).to_have_count(0)
    weather.becomes("pass")
    offline(mother, is_off=False)
    mother.evaluate(ONLINE)
    expect(mother.get_by_text("Всё отправлено")).to_be_visible()
    assert given(server) == [FEVER]


def test_another_tab_counts_the_same(notice):
    other = notice.context.new_page()
    other.goto("/")
    expect(badge(other)).to_have_text("ждёт 1")
    expect(other.locator(".tabs [data-dot]")).to_have_text("Ещё")
    notice.get_by_role("button", name="Отозвать").click()
    expect(badge(other)).to_be_hidden()


def test_an_ended_session_holds_the_write_and_leads_to_sign_in_and_back(server, notice):
    with server.database():
        User.update(epoch=User.epoch + 1).where(User.login == "orlova").execute()
    offline(notice, is_off=False)
    notice.evaluate(ONLINE)
    expect(rows(notice)).to_contain_text("нужно войти")
    rows(notice).get_by_role("link", name="Войти").click()
    notice.fill("[name=login]", "orlova")
    notice.fill("[name=password]", "parol-2026")
    notice.click("button[type=submit]")
    expect(notice).to_have_url(re.compile("/waiting$"))
    expect(notice.get_by_text("Всё отправлено")).to_be_visible()
    assert given(server) == [FEVER]


def test_29_of_somebody_else_only_the_count_is_shown(server, notice):
    context: BrowserContext = notice.context
    notice.goto("about:blank")
    context.clear_cookies()
    context.set_offline(False)
    other = enter(context.new_page(), "chuzhova")
    other.goto("/waiting")
    expect(other.get_by_text("Ещё 1 запись ждёт другого человека")).to_be_visible()
    expect(rows(other)).to_have_count(0)
    expect(badge(other)).to_be_hidden()
    assert "кашель" not in other.content()
    assert given(server) == []


def test_the_queue_is_saved_as_a_file_to_read_and_to_enter(notice):
    with notice.expect_download() as saved:
        notice.get_by_role("button", name="Сохранить в файл").click()
    assert re.fullmatch(r"zvonok-waiting-\d{4}-\d\d-\d\d\.txt", saved.value.suggested_filename)
    text = saved.value.path().read_text("utf-8").replace("\r", "")
    for part in (
        "Орлова Елена Сергеевна",
        "1. Уведомление об отсутствии",
        FEVER,
        "Номер записи: ",
        "Сделано: ",
    ):
        assert part in text


def test_without_scripts_the_page_says_that_nothing_can_wait(server, device):
    page = enter(device(java_script_enabled=False).new_page(), "orlova")
    page.goto("/more")
    page.get_by_role("link", name="Ожидают отправки").click()
    expect(page.locator("noscript .notice")).to_be_visible()
    expect(page.get_by_text("Всё отправлено")).to_be_hidden()


def test_the_scripts_of_the_list_are_no_part_of_other_pages(server, device):
    page = device().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if not request.service_worker else None)
    enter(page, "orlova")
    assert not [url for url in asked if "waiting_page" in url or "refilling" in url]
