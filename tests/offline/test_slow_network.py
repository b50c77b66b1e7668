"""A network that takes its time, or never answers: faults 3 and 4 of offline.md."""

import pytest
from playwright.sync_api import expect

from tests.offline.devices import stamp, wait_until_held
from tests.offline.pages import STAMP, WEEK, give_masha, shows_lessons
from tests.serving import enter

pytestmark = pytest.mark.browser


def test_03_a_black_hole_shows_the_kept_copy_while_it_holds_the_request(server, weather, device):
    context = device(base_url=weather.url)
    page = enter(context.new_page(), "orlova")
    place = f"/students/{server.cast.students['masha']}/diary"
    wait_until_held(page)
    other = context.new_page()
    weather.becomes("cut")
    weather.becomes("blackhole")
    other.goto("about:blank")
    other.evaluate("(url) => void setTimeout(() => (location.href = url))", f"{weather.url}{place}/2026-W20")
    page.goto(f"{place}/{WEEK}")
    assert STAMP.fullmatch(stamp(page))
    shows_lessons(page)
    page.get_by_role("link", name="Задания").click()
    expect(page.get_by_role("heading", name="Задания", level=1)).to_be_visible()
    assert STAMP.fullmatch(stamp(page))
    expect(other.get_by_text("Без сети на этом устройстве открываются")).to_be_visible()


def test_04_a_trickle_shows_the_kept_copy_and_then_tells_whether_newer_has_come(server, weather, device):
    page = enter(device(base_url=weather.url).new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/{WEEK}"
    wait_until_held(page)
    weather.becomes("trickle/200")
    page.goto(url)
    assert STAMP.fullmatch(stamp(page))
    expect(page.locator("[data-fresh]")).to_have_text("сейчас", timeout=60_000)
    give_masha(server, "5", "за устный ответ")
    page.goto(url)
    assert STAMP.fullmatch(stamp(page))
    shows_lessons(page)
    news = page.get_by_role("status").filter(has_text="пришло новое")
    expect(news).to_be_visible(timeout=60_000)
    weather.becomes("pass")
    news.get_by_role("button", name="Показать").click()
    expect(page.locator("[data-fresh]")).to_have_text("сейчас")
    expect(page.get_by_text("за устный ответ").first).to_be_attached()
