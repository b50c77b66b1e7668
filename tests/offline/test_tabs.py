"""Tabs, the worker, a killed tab, a killed browser, a database that closes: each write once, none lost."""

import pytest

from tests.offline.devices import HELD
from tests.offline.writes import (
    give,
    is_back,
    items,
    marks,
    open_lesson,
    open_page,
    pupil,
    says,
    send_now,
    wait_at_server,
    wait_for_count,
    wait_until_sent,
    wait_until_there,
)

pytestmark = pytest.mark.browser
VALUES = ["2", "3", "4", "5"]
# The next use of a connection finds it closed, as when the browser has closed it.
CLOSE_DATABASE = """() => {
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...words) {
    IDBDatabase.prototype.transaction = transaction;
    this.close();
    window.wasClosed = true;
    return transaction.apply(this, words);
  };
  return true;
}"""
# The sender asks for its lock as its page is left: just before it knows, or after.
ASK_AS_LEFT = """(isBefore) => {
  const { request } = LockManager.prototype;
  LockManager.prototype.request = function (name, ...words) {
    if (!name.startsWith("outbox:")) return request.call(this, name, ...words);
    window.asks = true;
    return new Promise((go) => {
      const ask = () => go(request.call(this, name, ...words));
      addEventListener("pagehide", () => (isBefore ? ask() : queueMicrotask(ask)), { capture: isBefore });
    });
  };
  dispatchEvent(new Event("online"));
  return true;
}"""


@pytest.fixture
def teacher(server, gateway, machine):
    """Kuznetsova's lesson sheet."""
    device = machine(gateway.url)
    device.enter("kuznetsova")
    open_lesson(server, device)
    return device


def queue_marks(server, gateway, device, manner="busy/200"):
    """Four marks each for two students wait; the server was busy."""
    gateway.manner = manner
    for value in VALUES:
        for login in ("yozhik", "zhukov"):
            give(server, device, login, value)
    wait_for_count(device, 2 * len(VALUES))


def all_stand_once_in_order(server):
    assert (marks(server, "yozhik"), marks(server, "zhukov")) == (VALUES, VALUES)


def test_23_two_tabs_and_the_worker_send_each_write_once(server, gateway, teacher):
    first = teacher.tabs()[0]
    second = teacher.new_tab()
    open_lesson(server, teacher)
    teacher.show(first)
    queue_marks(server, gateway, teacher, "busy/1")
    gateway.latency = 0.2
    gateway.manner, gateway.most = "pass", 0
    gateway.posts.clear()
    is_back(teacher)
    teacher.show(second)
    is_back(teacher)
    if "sync" not in teacher.unable:
        teacher.until("async () => !!(await navigator.serviceWorker.ready)")
        teacher.sync("outbox")
    wait_until_sent(teacher)
    all_stand_once_in_order(server)
    assert len({post.key for post in gateway.posts}) == 2 * len(VALUES)
    assert gateway.most <= 4


def test_24_another_tab_takes_over_from_one_killed_while_sending(server, gateway, teacher):
    first = teacher.tabs()[0]
    teacher.new_tab()
    open_lesson(server, teacher)
    gateway.manner = "hold"
    give(server, teacher, "yozhik", "5")
    wait_at_server(lambda: marks(server))
    give(server, teacher, "yozhik", "4")
    wait_until_there(teacher, 2)
    teacher.kill_tab()
    gateway.manner = "pass"
    assert teacher.tabs() == [first]
    wait_until_sent(teacher)
    assert marks(server) == ["5", "4"]


def test_25_after_kill_of_the_browser_the_queue_is_whole_and_is_sent(server, gateway, teacher):
    queue_marks(server, gateway, teacher)
    before = items(teacher)
    teacher.kill()
    teacher.start()
    teacher.open("/health")
    assert [item["key"] for item in items(teacher)] == [item["key"] for item in before]
    assert [item["fields"] for item in items(teacher)] == [item["fields"] for item in before]
    gateway.manner = "pass"
    open_page(teacher, "/")
    if teacher.path.startswith("/sign-in"):
        teacher.enter("kuznetsova")
    send_now(teacher)
    wait_until_sent(teacher)
    all_stand_once_in_order(server)


def test_28_a_database_that_was_closed_is_opened_again(server, gateway, teacher):
    gateway.manner = "busy/200"
    give(server, teacher, "yozhik", "5")
    wait_for_count(teacher, 1)
    teacher.script(CLOSE_DATABASE)
    give(server, teacher, "yozhik", "4")
    wait_for_count(teacher, 2)
    assert teacher.script("() => window.wasClosed")
    says(teacher, f"{pupil(server, 'yozhik')} [data-outbox]", "4")
    gateway.manner = "pass"
    send_now(teacher)
    wait_until_sent(teacher)
    assert marks(server) == ["5", "4"]


# Only Firefox keeps for Back a page that has a lock; its timers stand still, so nothing ends its request.
@pytest.mark.parametrize("engine", ["firefox"], indirect=True, scope="session")
@pytest.mark.parametrize("is_before", [True, False], ids=["before", "after"])
def test_a_page_that_begins_to_send_as_it_is_left_holds_up_no_other(server, weather, machine, is_before):
    device = machine(weather.url)
    device.enter("kuznetsova")
    device.until(HELD)
    open_lesson(server, device)
    weather.becomes("refuse")
    give(server, device, "yozhik", "5")
    wait_for_count(device, 1)
    weather.becomes("pass")
    device.script(ASK_AS_LEFT, is_before)
    device.until("() => window.asks")
    weather.becomes("blackhole")
    device.open("about:blank")
    weather.becomes("pass")
    device.new_tab()
    open_page(device, "/waiting")
    wait_until_sent(device)
    assert marks(server) == ["5"]


FORGET_PAGES = """async () => {
  const names = (await caches.keys()).filter((name) => !name.startsWith("shell-"));
  return (await Promise.all(names.map((name) => caches.delete(name)))).every(Boolean);
}"""


def test_a_page_that_is_not_held_opens_and_sends_what_waits_once_there_is_a_network(server, weather, machine):
    device = machine(weather.url)
    device.enter("kuznetsova")
    device.until(HELD)
    open_lesson(server, device)
    weather.becomes("refuse")
    give(server, device, "yozhik", "5")
    wait_for_count(device, 1)
    assert device.script(FORGET_PAGES)
    open_lesson(server, device)
    says(device, "main", "Эта страница на устройстве не сохранена")
    weather.becomes("pass")
    says(device, pupil(server, "yozhik"), "5")
    wait_until_sent(device)
    assert marks(server) == ["5"]


# One after the other, as by somebody who taps and waits for nothing.
LEAF_THROUGH = """async (pages) => {
  for (const page of pages) {
    location.href = page;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return true;
}"""


def test_reads_that_a_silent_network_has_swallowed_hold_up_no_write(server, gateway, teacher):
    teacher.until(HELD)
    open_lesson(server, teacher)
    here = teacher.path
    gateway.latency = 300
    teacher.script(LEAF_THROUGH, [f"{here}?leaf={number}" for number in range(8)])
    gateway.latency = 0
    open_lesson(server, teacher)
    give(server, teacher, "yozhik", "5")
    wait_until_sent(teacher)
    assert marks(server) == ["5"]
