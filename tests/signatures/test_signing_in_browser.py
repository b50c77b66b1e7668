"""A mother signs on her phone: with a network, without one, on a page that is older than Friday noon."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import PHONE
from tests.offline.devices import network_is_back, wait_until_sent, waiting
from tests.serving import enter
from webapp.signatures.models import WeekSignature

pytestmark = pytest.mark.browser

BUTTON = "Ознакомиться с дневником"


@pytest.fixture
def begin(server):
    """begin("2026-11-20T12:30:00+03:00") starts the server anew at that moment."""

    def at(now: str) -> None:
        server.stop()
        server.now = now
        server.start()

    return at


@pytest.fixture
def url(server):
    return f"/students/{server.cast.students['masha']}/diary/2026-W47"


def signed(server) -> list[WeekSignature]:
    with server.database():
        return list(WeekSignature.select())


def open_at(page: Page, url: str, moment: str) -> None:
    """Open the page on a device whose clock says so."""
    page.clock.install(time=moment)
    page.goto(url)


def test_a_tap_signs_in_place_and_the_focus_goes_where_the_eye_goes(server, device, begin, url):
    begin("2026-11-20T12:30:00+03:00")
    page = enter(device(viewport=PHONE).new_page(), "orlova")
    open_at(page, url, "2026-11-20T09:30:00Z")
    page.get_by_role("button", name=BUTTON).click()
    card = page.locator("#signature")
    expect(card).to_contain_text("Орлова Е. С., 20 ноября")
    expect(card.get_by_role("heading", name="Ознакомились")).to_be_focused()
    expect(page.get_by_role("button", name=BUTTON)).to_have_count(0)
    assert len(signed(server)) == 1


def test_signed_without_a_network_it_waits_and_is_sent_once(server, device, begin, url):
    begin("2026-11-20T12:30:00+03:00")
    context = device(viewport=PHONE)
    page = enter(context.new_page(), "orlova")
    page.goto(url)
    context.set_offline(True)
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator("#signature")).to_contain_text("на этом устройстве")
    assert [item["name"] for item in waiting(page)] == ["Подпись дневника"]
    assert signed(server) == []
    context.set_offline(False)
    network_is_back(page)
    wait_until_sent(page)
    expect(page.locator("#signature")).to_contain_text("Орлова Е. С., 20 ноября")
    (row,) = signed(server)
    assert row.device_at is not None
    assert row.made_at < row.signed_at


def test_a_page_from_before_noon_opens_by_itself_and_the_server_judges(server, device, begin, url):
    begin("2026-11-20T11:40:00+03:00")
    page = enter(device(viewport=PHONE).new_page(), "orlova")
    open_at(page, url, "2026-11-20T08:40:00Z")
    card = page.locator("#signature")
    button = card.get_by_role("button", name=BUTTON)
    expect(card).to_contain_text("Подписать можно с пятницы 12:00")
    expect(button).to_be_hidden()
    page.clock.fast_forward("30:00")
    expect(button).to_be_visible()
    button.click()
    expect(card).to_contain_text("Эту неделю можно подписать с пятницы")
    assert signed(server) == []
    begin("2026-11-20T12:10:00+03:00")
    page.clock.fast_forward("00:30")
    button.click()
    expect(card).to_contain_text("Орлова Е. С., 20 ноября")
    assert len(signed(server)) == 1


def test_without_scripts_it_is_signed_too(server, device, begin, url):
    begin("2026-11-20T12:30:00+03:00")
    page = enter(device(viewport=PHONE, java_script_enabled=False).new_page(), "orlova")
    page.goto(url)
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator("#signature")).to_contain_text("Орлова Е. С., 20 ноября")
    (row,) = signed(server)
    assert row.device_at is None
