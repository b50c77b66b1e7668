"""Faults 7, 12–14, 26, 30 and 35 of offline.md in Firefox and WebKit; Chromium has longer tests of each."""

import time

import pytest

from tests.offline.devices import HAS_TRIED, HELD, LEFT
from tests.offline.pages import give_masha
from tests.offline.test_deploying import INSTALLED, IS_WAITING, SHELLS, UPDATE, named
from tests.offline.test_kill_switch import BROKEN, GONE, KEEP_ONE
from tests.offline.test_room import EMPTY, MARKED, USAGE
from tests.serving import ROOT
from webapp import worker_switch

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("engine", ["firefox", "webkit"], indirect=True, scope="session"),
]
BACK = "() => { setTimeout(() => history.back()); return true; }"
SIGN_OUT = "form[action='/sign-out'] button"
# What an eviction takes: everything but the cookies.
EVICT = """async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
  return true;
}"""
CUT = """async () => {
  const cut = [];
  for (const name of (await caches.keys()).filter((name) => /^(pages|shell)-/.test(name))) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request);
      if (!kept.headers.has("Location") && !(await kept.text())) cut.push(request.url);
    }
  }
  return cut;
}"""


@pytest.fixture
def worn(held):
    """The held week; what the test does to its device cannot be mended."""
    yield held
    held.spent()


def start_anew(held):
    """The app is closed and opened again, until the update has taken over."""
    device = held.device
    for _ in range(10):
        left = device.tabs()[0]
        device.new_tab()
        device.show(left)
        device.kill_tab()
        device.open(held.url)
        if not device.script(IS_WAITING):
            return
        time.sleep(0.3)
    raise AssertionError("the update never took over")


def test_12_a_deploy_meanwhile_leaves_the_old_shell_whole_and_changes_all_together(worn, next_program):
    device, first = worn.device, worn.build
    worn.weather.becomes("refuse")
    worn.run(next_program)
    worn.opens_the_week()
    assert worn.build == first
    worn.weather.becomes("pass")
    device.click("nav[aria-label='Разделы'] a[href$='/homework/']")
    second = named(next_program)["build"]
    device.until("(build) => document.documentElement.dataset.build === build", second)
    markup = "() => document.documentElement.outerHTML"
    assert device.script(markup).count("<!--deployed anew-->") == 2
    device.until(INSTALLED, second)
    start_anew(worn)
    device.until(HELD)
    worn.weather.becomes("refuse")
    worn.opens_the_week()
    assert worn.build == second
    assert device.script(markup).count("<!--deployed anew-->") == 2


def test_07_half_a_page_of_another_build_is_not_shown(worn, next_program):
    worn.run(next_program)
    for how in ("cut-length", "cut-chunked", "cut-unnoticed"):
        worn.proxy.spoilt[worn.url] = how
        worn.opens_the_week()


def test_13_an_install_that_fails_halfway_leaves_the_old_worker(held, next_program):
    first, second = named(ROOT), named(next_program)
    held.run(next_program)
    try:
        for how in ("bad-gateway", "portal", "cut-length"):
            held.proxy.spoilt[f"/static/build/{second['app.css']}"] = how
            assert held.device.script(UPDATE) == "redundant", how
            assert held.device.script(SHELLS) == [f"shell-{first['build']}"], how
        held.weather.becomes("refuse")
        held.opens_the_week()
        assert held.build == first["build"]
    finally:
        held.run(ROOT)


def test_14_the_kill_switch_recovers_from_a_broken_worker(worn, next_program):
    device, shipped = worn.device, next_program / "static/build/worker.js"
    good = shipped.read_text()
    shipped.write_text(BROKEN)
    try:
        worn.run(next_program)
        device.script("async () => void (await (await navigator.serviceWorker.getRegistration()).update())")
        device.until("async () => !(await navigator.serviceWorker.getRegistration()).waiting")
        device.open("/more")
        worn.shows("Сломано")
        assert device.script(KEEP_ONE)
        worker_switch.turn(worn.server.folder, off=True)
        device.open("/more")
        device.until("(css) => !!document.querySelector(css)", SIGN_OUT)
        device.until(GONE)
        left = device.script(LEFT)
        assert [name for name in left["caches"] if name.startswith(("state", "pages-", "shell-"))] == []
        assert "kept" in left["databases"]
    finally:
        shipped.write_text(good)
        worker_switch.turn(worn.server.folder, off=False)
    device.open("/")
    device.until(HELD)


def test_26_without_room_what_is_kept_is_whole_and_no_page_opens_empty(worn):
    device = worn.device
    device.limit_storage(device.script(USAGE) + 20_000)
    worn.fair()
    for comment in ("за опыт", "за доклад"):
        give_masha(worn.server, "5", comment)
        worn.cold()
        device.open("/")
        device.script(HAS_TRIED)
        assert device.script(CUT) == []
        worn.opens_now(comment)
    worn.weather.becomes("refuse")
    device.open(worn.url)
    text = device.texts("main")[0]
    assert "Математика" in text or "Без сети на этом устройстве" in text or "ничего не сохранено" in text
    assert device.script("() => document.styleSheets.length") == 1


def test_30_back_after_a_sign_out_without_a_network_shows_nothing_and_the_next_contact_ends_the_session(held):
    device = held.device
    device.open("/more")
    held.weather.becomes("refuse")
    device.tick(SIGN_OUT)
    held.says("Вы вышли")
    device.script(BACK)
    held.says("Вы вышли")
    device.open(held.url)
    held.says("Вы вышли")
    assert "Мария" not in device.script("() => document.body.textContent")
    held.weather.becomes("pass")
    device.until("() => location.pathname === '/sign-in'")


def test_35_storage_that_was_evicted_is_told_once_and_filled_again(held):
    device = held.device
    held.cold()
    device.open("/")
    device.until(MARKED)
    held.cold()
    device.open("/health")
    device.script(EVICT)
    device.open(held.url)
    held.says("Браузер стёр страницы")
    device.until(HELD)
    device.open(held.url)
    assert "Браузер стёр" not in device.script("() => document.body.innerText")
    held.weather.becomes("refuse")
    held.opens_the_week()


def test_35_without_a_network_an_empty_device_says_that_it_is_empty(held):
    device = held.device
    device.script(EMPTY)
    held.cold()
    held.weather.becomes("refuse")
    device.open(held.url)
    held.says("ничего не сохранено")
    assert "Математика" not in device.script("() => document.body.textContent")
    held.weather.becomes("pass")
    device.click("main a")
    held.says("Математика")
    device.until(HELD)
    held.weather.becomes("refuse")
    held.opens_the_week()
