"""How much is new: a dot on «Ещё» and a number on the app's icon, after what waits on the device."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.offline.devices import wait_until_held
from tests.offline.pages import WEEK, give_masha
from tests.offline.waiting import badge, is_kept, offline, tell_absence
from tests.serving import enter

pytestmark = pytest.mark.browser
ICON = "navigator.setAppBadge = async (count) => { window.icon = count; }"


@pytest.fixture
def mother(server, device):
    """Orlova's phone; Маша got a mark before she came."""
    give_masha(server, "5", "за устный ответ")
    page = device().new_page()
    page.add_init_script(ICON)
    return enter(page, "orlova")


def dot(page, kind):
    """The dot, or that there is none."""
    expect(page.locator(f".tabs [data-dot={kind}]" if kind else ".tabs [data-dot]")).to_have_count(
        1 if kind else 0
    )


def icon(page, count):
    page.wait_for_function("(wanted) => window.icon === wanted", arg=count)


def test_what_is_new_is_counted_until_it_was_read(server, mother):
    dot(mother, "news")
    icon(mother, 1)
    expect(mother.locator(".tabs [data-dot]")).to_have_attribute("title", "Новое: 1")
    mother.goto(f"/students/{server.cast.students['masha']}/diary/{WEEK}")
    dot(mother, "news")
    mother.get_by_role("link", name="Ещё").click()
    mother.get_by_role("link", name="Что нового").click()
    dot(mother, "news")
    mother.get_by_role("button", name="Отметить всё прочитанным").click()
    expect(mother.get_by_text("Нового нет")).to_be_visible()
    dot(mother, "")
    icon(mother, 0)
    mother.goto(f"/students/{server.cast.students['masha']}/diary/{WEEK}")
    icon(mother, 0)
    dot(mother, "")


def test_what_waits_comes_before_it_and_both_are_on_the_icon_without_a_network(server, mother):
    wait_until_held(mother)
    offline(mother)
    mother.goto(f"/students/{server.cast.students['masha']}/diary/{WEEK}")
    dot(mother, "news")
    tell_absence(mother, server.cast.students["masha"], date(2026, 11, 19), date(2026, 11, 20))
    is_kept(mother)
    expect(badge(mother)).to_have_text("ждёт 1")
    dot(mother, "waits")
    icon(mother, 2)


def test_the_next_user_of_the_device_is_told_nothing_of_it(mother):
    icon(mother, 1)
    mother.goto("/more")
    mother.get_by_role("button", name="Выйти").click()
    mother.wait_for_url("**/sign-in*")
    enter(mother, "chuzhova")
    dot(mother, "")
    icon(mother, 0)
