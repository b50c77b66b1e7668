"""Writes that wait while somebody signs out, in, or anew."""

import pytest

from tests.cast import TODAY
from tests.offline.writes import (
    give,
    is_back,
    items,
    marks,
    open_lesson,
    open_page,
    pupil,
    says,
    wait_for_count,
    wait_for_state,
    wait_until_sent,
)
from webapp.people.models import User

pytestmark = pytest.mark.browser
CLOCK_STANDS = "() => { const at = performance.now(); performance.now = () => at; return true; }"


@pytest.fixture
def teacher(server, gateway, machine):
    """Kuznetsova's lesson sheet."""
    device = machine(gateway.url)
    device.enter("kuznetsova")
    open_lesson(server, device)
    return device


def end_sessions(server, login):
    with server.database():
        User.update(epoch=User.epoch + 1).where(User.login == login).execute()


def test_18_a_write_is_held_at_a_401_and_sent_after_the_sign_in(server, gateway, teacher):
    teacher.script(CLOCK_STANDS)
    end_sessions(server, "kuznetsova")
    give(server, teacher, "yozhik", "5")
    says(teacher, f"{pupil(server, 'yozhik')} [data-outbox]", "нужно войти")
    give(server, teacher, "zhukov", "4")
    wait_for_count(teacher, 2)
    wait_for_state(teacher, "held")
    is_back(teacher)
    wait_for_state(teacher, "held")
    assert [post.status for post in gateway.posts] == [401]
    assert marks(server) == []
    teacher.enter("kuznetsova")
    wait_until_sent(teacher)
    assert (marks(server, "yozhik"), marks(server, "zhukov")) == (["5"], ["4"])


def test_19_a_token_rotated_meanwhile_is_fetched_anew(server, gateway, teacher):
    give(server, teacher, "yozhik", "5")
    wait_until_sent(teacher)
    teacher.script(CLOCK_STANDS)
    first = teacher.tabs()[0]
    teacher.new_tab()
    open_page(teacher, "/more")
    teacher.drop_cookies()
    teacher.enter("kuznetsova")
    teacher.show(first)
    give(server, teacher, "zhukov", "4")
    wait_until_sent(teacher)
    assert marks(server) == ["5", "4"]
    assert [post.status for post in gateway.posts] == [200, 401, 200]


def sign_out(device):
    """By the button, and the question what is to become of the rest."""
    open_page(device, "/more")
    device.until("() => !!document.querySelector('form[action=\"/sign-out\"][hx-confirm]')")
    device.tick("form[action='/sign-out'] button")
    device.click("dialog button[value=yes]")
    device.until("() => location.pathname.startsWith('/sign-in')")


def test_29_somebody_else_sees_and_sends_nothing_of_what_waits(server, gateway, teacher):
    gateway.manner = "busy/200"
    give(server, teacher, "yozhik", "5")
    give(server, teacher, "zhukov", "4")
    wait_for_count(teacher, 2)
    sign_out(teacher)
    gateway.manner = "pass"
    teacher.enter("chuzhova")
    open_page(teacher, "/waiting")
    says(teacher, "[data-others]", "Ещё 2 записи ждут другого человека")
    is_back(teacher)
    wait_for_state(teacher, "held")
    assert teacher.texts("[data-list] > li") == []
    assert teacher.texts("[data-waiting]") == []
    assert "Ёжиков" not in teacher.script("() => document.documentElement.outerHTML")
    assert marks(server) == []
    assert len(items(teacher)) == 2
    open_page(teacher, "/more")
    teacher.tick("form[action='/sign-out'] button")
    teacher.until("() => location.pathname.startsWith('/sign-in')")
    teacher.enter("kuznetsova")
    wait_until_sent(teacher)
    assert (marks(server, "yozhik"), marks(server, "zhukov")) == (["5"], ["4"])


def test_29_what_one_owner_could_send_waits_for_nobody_else(server, gateway, machine):
    device = machine(gateway.url)
    device.enter("belova")
    with server.database():
        open_page(device, f"/lessons/{server.cast.lesson('english', TODAY).id}")
    gateway.manner = "busy/200"
    give(server, device, "masha", "3")
    wait_for_count(device, 1)
    gateway.manner = "pass"
    device.drop_cookies()
    device.enter("kuznetsova")
    open_lesson(server, device)
    give(server, device, "yozhik", "5")
    wait_for_count(device, 1)
    wait_for_state(device, "held")
    assert marks(server) == ["5"]
    device.drop_cookies()
    device.enter("belova")
    wait_until_sent(device)
    assert marks(server) == ["5", "3"]
