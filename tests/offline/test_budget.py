"""«Данные и память»: what the device holds, what came over the network, and how to empty it."""

import pytest

from tests.offline.devices import left_behind, wait_until, wait_until_held
from tests.serving import enter

pytestmark = pytest.mark.browser

_TRAFFIC = """async () => {
  const kept = await caches.match("/", { cacheName: "traffic" });
  const days = kept ? await kept.json() : {};
  return Object.values(days)[0] ?? 0;
}"""


def shown(page, name):
    return page.locator(f'[data-put="{name}"]').inner_text().replace("\u00a0", " ")


def open_device_page(page):
    page.goto("/device")
    page.wait_for_selector('[data-put="pages"]:visible')
    page.wait_for_function("() => document.querySelector('[data-put=before]').textContent !== '…'")


def test_it_shows_the_pages_by_child_their_size_and_time(device):
    page = enter(device().new_page(), "orlova")
    held = wait_until_held(page)
    open_device_page(page)
    count = int(shown(page, "pages").split(",")[0])
    assert 20 < count <= len(held)
    page.get_by_text("Мария").click()
    row = page.locator('[data-held$="/diary/2026-W47"]').first.inner_text()
    assert "Дневник, 16–21 ноября" in row
    assert "КБ" in row
    assert "ноября" in row.rpartition("КБ")[2]
    assert "КБ" in shown(page, "usage") or "МБ" in shown(page, "usage")


def test_it_counts_what_the_worker_and_the_page_fetch(device):
    page = enter(device().new_page(), "orlova")
    wait_until_held(page)
    first = wait_until(page, _TRAFFIC)
    page.evaluate("fetch('/hello', {cache: 'no-store'}).then((answer) => answer.text())")
    more = wait_until(
        page, f"async () => {{ const now = await ({_TRAFFIC})(); return now > {first} && now; }}"
    )
    page.goto("/more")
    wait_until(page, f"async () => (await ({_TRAFFIC})()) > {more}")
    open_device_page(page)
    assert shown(page, "today") == shown(page, "month")
    assert shown(page, "today") != "0 КБ"
    assert shown(page, "before") == "0 КБ"


def test_emptying_takes_the_pages_and_leaves_what_waits(device):
    page = enter(device().new_page(), "orlova")
    wait_until_held(page)
    open_device_page(page)
    databases = "indexedDB.databases().then((all) => all.map(({ name }) => name).sort())"
    before = page.evaluate(databases)
    page.get_by_role("button", name="Удалить сохранённые страницы").click()
    page.wait_for_function("() => document.querySelector('[data-put=pages]').textContent === 'нет'")
    assert "появятся снова" in shown(page, "done")
    assert not any(name.startswith("pages-") for name in left_behind(page)["caches"])
    assert page.evaluate(databases) == before
    page.goto("/more")
    assert wait_until_held(page)


def test_sign_out_takes_the_count_too(device):
    page = enter(device().new_page(), "orlova")
    wait_until_held(page)
    wait_until(page, _TRAFFIC)
    page.goto("/more")
    page.get_by_role("button", name="Выйти").click()
    page.wait_for_url("**/sign-in*")
    page.wait_for_timeout(500)
    assert "traffic" not in left_behind(page)["caches"]
