"""A device without room, and one whose browser has taken what was held: faults 26 and 35 of offline.md."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.offline.devices import HAS_TRIED, stamp, stop_worker, wait_until, wait_until_held
from tests.offline.pages import HOLDS_TEXT, STAMP, WEEK, give_masha, shows_lessons
from tests.serving import enter

pytestmark = pytest.mark.browser
COMMENT = "за устный ответ"
USAGE = "async () => (await navigator.storage.estimate()).usage"
HELD = """async () => {
  const state = await caches.open("state");
  const [request] = await state.keys();
  const pointer = await (await state.match(request)).json();
  return (await (await caches.open(pointer.cache)).keys()).length;
}"""
EMPTY = "async () => { for (const name of await caches.keys()) await caches.delete(name); }"
MARKED = "async () => document.cookie.includes('held=')"


def limit(context: BrowserContext, page: Page, origin: str, size: int) -> None:
    """So many bytes and no more; the limit stands as long as the page is open."""
    context.new_cdp_session(page).send(
        "Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": size}
    )


def test_26_without_room_the_old_copies_go_and_as_much_of_the_new_as_fits_is_held(server, device):
    context = device()
    page = enter(context.new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/{WEEK}"
    whole = len(wait_until_held(page))
    limit(context, page, server.url, page.evaluate(USAGE) + 20_000)
    give_masha(server, "5", COMMENT)
    stop_worker(context, page)
    page.goto("/")
    wait_until(page, HOLDS_TEXT, [url, COMMENT])
    assert len(wait_until_held(page)) > whole / 2
    limit(context, page, server.url, page.evaluate(USAGE) - 60_000)
    give_masha(server, "4", "у доски")
    stop_worker(context, page)
    page.goto(url)
    expect(page.get_by_text("у доски").first).to_be_attached()
    page.goto("/more")
    wait_until(page, HAS_TRIED)
    assert whole / 2 < page.evaluate(HELD) < whole
    server.stop()
    page.goto(url)
    assert STAMP.fullmatch(stamp(page))
    shows_lessons(page)


def test_35_storage_that_was_evicted_is_told_once_and_filled_again(server, device):
    context = device()
    page = enter(context.new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/{WEEK}"
    wait_until_held(page)
    stop_worker(context, page)
    page.goto("/")
    wait_until(page, MARKED)
    session = context.new_cdp_session(page)
    types = "cache_storage,indexeddb,service_workers,local_storage"
    session.send("Storage.clearDataForOrigin", {"origin": server.url, "storageTypes": types})
    page.goto(url)
    expect(page.get_by_text("Браузер стёр страницы")).to_be_visible()
    wait_until_held(page)
    page.goto(url)
    shows_lessons(page)
    expect(page.get_by_text("Браузер стёр страницы")).to_have_count(0)
    server.stop()
    page.goto(url)
    assert STAMP.fullmatch(stamp(page))
    shows_lessons(page)


def test_35_without_a_network_an_empty_device_says_that_it_is_empty(server, device):
    context = device()
    page = enter(context.new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/{WEEK}"
    wait_until_held(page)
    page.evaluate(EMPTY)
    stop_worker(context, page)
    server.stop()
    page.goto(url)
    expect(page.get_by_text("ничего не сохранено")).to_be_visible()
    assert "Математика" not in page.content()
    server.start()
    page.get_by_role("link", name="Попробовать ещё раз").click()
    shows_lessons(page)
    wait_until_held(page)
    server.stop()
    page.goto(url)
    assert STAMP.fullmatch(stamp(page))
    assert page.evaluate("document.styleSheets.length") == 1
