"""Writes go out in the order of their cell, none is swallowed while another is on its way."""

import time

import pytest

from tests.offline.writes import (
    give,
    is_back,
    items,
    kind_of,
    marks,
    notices,
    open_lesson,
    pupil,
    register,
    says,
    send_now,
    tell,
    wait_for_count,
    wait_until_sent,
    wait_until_there,
)

pytestmark = pytest.mark.browser
MANY = """(ids, count) => {
  for (let i = 0; i < count; i += 1) {
    const form = document.getElementById(`entry-${ids[i % ids.length]}`);
    const value = String(2 + (Math.floor(i / ids.length) % 4));
    form.querySelector("[name=comment]").value = String(i);
    form.requestSubmit(form.querySelector(`button[name=value][value='${value}']`));
  }
  return true;
}"""


@pytest.fixture
def teacher(server, gateway, machine):
    """Kuznetsova's lesson sheet."""
    device = machine(gateway.url)
    device.enter("kuznetsova")
    open_lesson(server, device)
    return device


def test_what_was_entered_twice_in_one_cell_without_a_network_ends_as_the_last(server, weather, machine):
    device = machine(weather.url)
    device.enter("kuznetsova")
    open_lesson(server, device)
    weather.becomes("refuse")
    for kind in ("absent", "late", "absent", "present"):
        register(server, device, "yozhik", kind)
    wait_for_count(device, 4)
    assert [dict(item["fields"])["seen"] for item in items(device)] == ["0"] * 4
    weather.becomes("pass")
    is_back(device)
    wait_until_sent(device)
    assert kind_of(server, "yozhik") == "present"


def test_what_is_tapped_while_an_answer_is_on_its_way_is_kept_and_comes_after_it(server, gateway, teacher):
    gateway.manner = "hold"
    register(server, teacher, "yozhik", "absent")
    wait_until_there(teacher, 1)
    register(server, teacher, "yozhik", "late")
    give(server, teacher, "yozhik", "4")
    wait_until_there(teacher, 3)
    assert [item["tries"] for item in items(teacher)][1:] == [0, 0]
    gateway.manner = "pass"
    is_back(teacher)
    wait_until_sent(teacher)
    assert (kind_of(server, "yozhik"), marks(server)) == ("late", ["4"])
    says(teacher, f"{pupil(server, 'yozhik')} .chips", "4")
    says(teacher, f"{pupil(server, 'yozhik')} .register", "оп")


def test_a_hundred_marks_wait_and_stand_once_in_the_order_of_their_cells(server, gateway, teacher):
    ids = [server.cast.students[login] for login in ("yozhik", "zhukov", "masha")]
    gateway.manner = "busy/200"
    teacher.script(MANY, ids, 100)
    wait_for_count(teacher, 100)
    gateway.manner, gateway.latency, gateway.most = "pass", 0.1, 0
    gateway.posts.clear()
    send_now(teacher)
    wait_until_sent(teacher, seconds=120)
    for number, student in enumerate(ids):
        sent = [post for post in gateway.posts if f"/students/{student}/" in post.path]
        # What was on its way when the page was left is sent again under its key.
        first = dict.fromkeys(int(post.fields["comment"]) for post in sent)
        assert list(first) == list(range(number, 100, 3))
    assert len(marks(server)) == 100
    assert 1 < gateway.most <= 4


def test_the_same_form_sent_twice_with_different_words_is_two_writes(server, weather, machine):
    device = machine(weather.url)
    device.enter("orlova")
    tell(server, device, "Первая", "2026-11-19", "2026-11-19")
    device.until("() => location.pathname.endsWith('/absences/')")
    device.open(f"/students/{server.cast.students['masha']}/absences/new")
    device.until("() => document.readyState === 'complete'")
    weather.becomes("refuse")
    for words, day in (("Вторая", "2026-11-20"), ("Третья", "2026-11-21")):
        device.tick("[name=reason]")
        for name, text in (("starts", day), ("ends", day), ("comment", words)):
            device.fill(f"[name={name}]", text)
        device.tick("main form[method=post] button[type=submit].primary")
    wait_for_count(device, 2)
    weather.becomes("pass")
    is_back(device)
    wait_until_sent(device)
    assert notices(server) == ["Первая", "Вторая", "Третья"]


def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(server, gateway, teacher):
    gateway.manner = "busy/3600"
    give(server, teacher, "yozhik", "5")
    wait_for_count(teacher, 1)
    teacher.until("() => document.querySelector('[data-outbox]')")
    is_back(teacher)
    time.sleep(3)
    assert [post.status for post in gateway.posts] == [503]
    gateway.manner = "busy/2"
    send_now(teacher)
    teacher.until("async () => true")
    while len(gateway.posts) < 2:
        time.sleep(0.05)
    gateway.manner = "pass"
    wait_until_sent(teacher)
    assert marks(server) == ["5"]


def test_in_a_black_hole_the_screen_says_that_it_is_kept(server, weather, machine):
    device = machine(weather.url)
    device.enter("kuznetsova")
    open_lesson(server, device)
    weather.becomes("cut")
    weather.becomes("blackhole")
    give(server, device, "yozhik", "5")
    says(device, f"{pupil(server, 'yozhik')} [data-outbox]", "на этом устройстве")
    device.until("(css) => document.querySelector(css).dataset.state === 'kept'", pupil(server, "yozhik"))
    weather.becomes("cut")
    is_back(device)
    wait_until_sent(device)
    assert marks(server) == ["5"]
