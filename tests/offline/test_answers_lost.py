"""In every engine: the write arrived or did not, its answer did not, and it takes effect once."""

import signal

import pytest

from tests.offline.writes import (
    give,
    is_back,
    items,
    marks,
    open_lesson,
    pupil,
    says,
    wait_at_server,
    wait_for_count,
    wait_until_sent,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def teacher(server, gateway, machine):
    """Kuznetsova's lesson sheet, behind a proxy that spoils answers."""
    device = machine(gateway.url)
    device.enter("kuznetsova")
    open_lesson(server, device)
    return device


def test_15_what_never_reached_the_server_waits_on_its_cell_and_is_sent_once(server, weather, machine):
    device = machine(weather.url)
    device.enter("kuznetsova")
    open_lesson(server, device)
    weather.becomes("refuse")
    give(server, device, "yozhik", "5")
    says(device, f"{pupil(server, 'yozhik')} [data-outbox]", "на этом устройстве")
    assert marks(server) == []
    weather.becomes("pass")
    is_back(device)
    wait_until_sent(device)
    device.until("(css) => !document.querySelector(css)", "[data-outbox]")
    says(device, f"{pupil(server, 'yozhik')} .chips", "5")
    assert marks(server) == ["5"]


def test_16_an_answer_lost_after_the_commit_is_asked_for_again(server, gateway, teacher):
    gateway.manner = "hold"
    give(server, teacher, "yozhik", "4")
    wait_at_server(lambda: marks(server))
    says(teacher, f"{pupil(server, 'yozhik')} [data-outbox]", "на этом устройстве")
    gateway.manner = "pass"
    is_back(teacher)
    wait_until_sent(teacher)
    assert marks(server) == ["4"]
    assert {post.key for post in gateway.posts} == {gateway.posts[0].key}
    assert gateway.posts[-1].status == 200


def test_17_a_502_after_the_commit_is_no_refusal(server, gateway, teacher):
    gateway.manner = "bad-gateway"
    give(server, teacher, "yozhik", "4")
    wait_at_server(lambda: marks(server))
    says(teacher, f"{pupil(server, 'yozhik')} [data-outbox]", "на этом устройстве")
    assert [item["state"] for item in items(teacher)] == ["pending"]
    gateway.manner = "pass"
    is_back(teacher)
    wait_until_sent(teacher)
    assert marks(server) == ["4"]
    assert [gateway.posts[0].status, gateway.posts[-1].status] == [502, 200]


def test_34_the_server_is_killed_between_commit_and_answer(server, gateway, teacher):
    gateway.manner = "hold"
    give(server, teacher, "yozhik", "3")
    wait_at_server(lambda: marks(server))
    server.stop(signal.SIGKILL)
    gateway.manner = "pass"
    is_back(teacher)
    wait_for_count(teacher, 1)
    server.start()
    assert marks(server) == ["3"]
    is_back(teacher)
    wait_until_sent(teacher)
    assert marks(server) == ["3"]
