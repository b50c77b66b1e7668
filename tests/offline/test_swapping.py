"""Pages, fragments and the way back without a network: faults 9 to 11 of offline.md."""

import pytest
from playwright.sync_api import expect

from tests.offline.devices import wait_until_held
from tests.offline.pages import WEEK
from tests.serving import enter
from webapp.imports import uploads

pytestmark = pytest.mark.browser
AS_FRAGMENT = """async (url) => {
  const headers = { "HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "div#page" };
  return (await fetch(url, { headers })).text();
}"""


def test_09_fragment_then_page_of_one_url_are_never_mixed(server, device):
    page = enter(device().new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/{WEEK}"
    wait_until_held(page)
    page.goto(url)
    page.get_by_role("link", name="Задания").click()
    expect(page.get_by_role("heading", name="Задания", level=1)).to_be_visible()
    page.go_back()
    page.reload()
    for gone in (False, True):
        if gone:
            server.stop()
        for _ in range(2):
            part = page.evaluate(AS_FRAGMENT, url)
            assert "<html" not in part
            assert "<main" in part
            page.goto(url)
            assert page.locator("#page").count() == page.locator("main").count() == 1
            assert page.evaluate("document.styleSheets.length") == 1


def test_10_the_back_button_gives_whole_pages_without_a_network(server, device):
    page = enter(device().new_page(), "orlova")
    wait_until_held(page)
    page.goto(f"/students/{server.cast.students['masha']}/diary/")
    for tab in ("Задания", "Портфель", "Отсутствие"):
        page.get_by_role("navigation", name="Разделы").get_by_role("link", name=tab).click()
        expect(page.get_by_role("heading", name=tab, level=1)).to_be_visible()
    server.stop()
    for tab in ("Портфель", "Задания", "Дневник"):
        page.go_back()
        expect(page.get_by_role("heading", name=tab, level=1)).to_be_visible()
        expect(page.get_by_role("navigation", name="Разделы")).to_be_visible()
        expect(page.locator("#progress")).to_be_attached()
    page.reload()
    expect(page.get_by_role("heading", name="Дневник", level=1)).to_be_visible()
    assert page.evaluate("document.styleSheets.length") == 1


def test_11_a_fragment_that_is_not_held_leaves_the_page_and_a_notice(server, device):
    school, user = server.cast.schools["home"], server.cast.users["kim"]
    upload = uploads.keep(
        server.folder / "incoming", "people", "ученики.xlsx", b"", school=school, user=user, options={}
    )
    page = enter(device().new_page(), "kim")
    wait_until_held(page)
    page.goto(f"/office/{school}/imports/{upload.id}")
    expect(page.locator("#work progress")).to_be_visible()
    with page.expect_request_finished(lambda request: request.url.endswith("/progress")):
        pass
    server.stop()
    expect(page.get_by_text("Нет связи").first).to_be_visible()
    expect(page.locator("#work")).to_contain_text("ученики.xlsx")
    assert page.locator("main").count() == 1
    expect(page.get_by_role("heading", level=1)).to_be_visible()
