"""A write is kept on the device before it is sent, and takes effect once (offline.md, «Faults»)."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import TABLET
from tests.cast import TODAY
from tests.offline.devices import network_is_back, stamp, wait_until_held, wait_until_sent, waiting
from tests.offline.pages import STAMP
from tests.serving import enter
from webapp.marks.models import Mark

pytestmark = pytest.mark.browser
# Milliseconds; static/js/renewing.js waits for a little less.
RENEWED_AFTER = 2000


def marks(server) -> list[str]:
    """The values of the marks that stand, in the order in which they were given."""
    with server.database():
        return [mark.value for mark in Mark.select().where(Mark.withdrawn_at.is_null()).order_by(Mark.id)]


@pytest.fixture
def lesson(server, weather, device):
    """Kuznetsova's lesson sheet on a tablet, with everything held."""
    page = enter(device(base_url=weather.url, viewport=TABLET).new_page(), "kuznetsova")
    wait_until_held(page)
    with server.database():
        page.goto(f"/lessons/{server.cast.lesson('maths', TODAY).id}")
    return page


def give(page: Page, name: str, value: str) -> None:
    """Two taps: the student, the mark."""
    pupil = page.locator(".pupil", has_text=name)
    pupil.locator("summary").first.click()
    pupil.locator(f"button[name=value][value='{value}']").first.click()


def cell(page: Page, name: str):
    """The student's line."""
    return page.locator(".pupil", has_text=name)


def test_15_a_mark_without_a_network_waits_on_its_cell_and_is_sent_once(server, weather, lesson):
    weather.becomes("refuse")
    give(lesson, "Ёжиков", "5")
    expect(cell(lesson, "Ёжиков").locator("[data-outbox]")).to_contain_text("на этом устройстве")
    assert [item["words"][-1] for item in waiting(lesson)] == [["", "5"]]
    assert marks(server) == []
    weather.becomes("pass")
    network_is_back(lesson)
    expect(cell(lesson, "Ёжиков").locator(".chips .chip", has_text="5")).to_be_visible()
    expect(cell(lesson, "Ёжиков").locator("[data-outbox]")).to_have_count(0)
    assert marks(server) == ["5"]
    assert waiting(lesson) == []


def test_a_kept_sheet_is_said_to_be_new_again_once_what_waited_was_taken(weather, lesson):
    weather.becomes("refuse")
    lesson.reload()
    give(lesson, "Ёжиков", "5")
    expect(cell(lesson, "Ёжиков").locator("[data-outbox]")).to_be_visible()
    assert STAMP.fullmatch(stamp(lesson))
    weather.becomes("pass")
    network_is_back(lesson)
    expect(lesson.locator("[data-fresh]")).to_have_text("сейчас", timeout=30_000)
    expect(cell(lesson, "Ёжиков").locator(".chips .chip", has_text="5")).to_be_visible()


def test_a_page_opened_after_a_write_was_taken_is_not_read_again_for_it(weather, lesson):
    weather.becomes("refuse")
    give(lesson, "Ёжиков", "5")
    expect(cell(lesson, "Ёжиков").locator("[data-outbox]")).to_be_visible()
    weather.becomes("pass")
    network_is_back(lesson)
    wait_until_sent(lesson)
    asked = []
    lesson.on("request", lambda request: asked.append(request.url.removeprefix(weather.url)))
    lesson.get_by_role("navigation", name="Разделы").get_by_role("link", name="Ещё").click()
    expect(lesson.get_by_role("heading", name="Ещё", level=1)).to_be_visible()
    lesson.wait_for_timeout(RENEWED_AFTER)
    assert asked.count("/more") == 1


def test_who_has_set_off_for_another_page_is_not_called_back(server, weather, device):
    page = enter(
        device(base_url=weather.url, viewport=TABLET, service_workers="block").new_page(), "kuznetsova"
    )
    with server.database():
        page.goto(f"/lessons/{server.cast.lesson('maths', TODAY).id}")
    weather.becomes("refuse")
    give(page, "Ёжиков", "5")
    expect(cell(page, "Ёжиков").locator("[data-outbox]")).to_be_visible()
    weather.becomes("pass")
    network_is_back(page)
    wait_until_sent(page)
    # The line is no longer there to be brought up to date alone.
    cell(page, "Ёжиков").evaluate("line => line.remove()")

    def hold(route):
        page.wait_for_timeout(RENEWED_AFTER)
        route.continue_()

    page.route("**/more", hold)
    page.get_by_role("navigation", name="Разделы").get_by_role("link", name="Ещё").click()
    expect(page.get_by_role("heading", name="Ещё", level=1)).to_be_visible()
    page.wait_for_timeout(RENEWED_AFTER)
    expect(page.get_by_role("heading", name="Ещё", level=1)).to_be_visible()


@pytest.mark.parametrize("fault", ["drop-response", "truncate", "portal"])
def test_16_a_lost_answer_is_asked_for_again_and_the_mark_stands_once(server, weather, lesson, fault):
    weather.becomes("cut")
    weather.becomes(fault)
    give(lesson, "Ёжиков", "4")
    expect(cell(lesson, "Ёжиков").locator("[data-outbox]")).to_be_visible()
    weather.becomes("pass")
    network_is_back(lesson)
    wait_until_sent(lesson)
    assert marks(server) == ["4"]


def test_22_a_double_tap_is_one_mark(server, weather, lesson):
    cell(lesson, "Жуков").locator("summary").first.click()
    cell(lesson, "Жуков").locator("button[name=value][value='3']").first.dblclick()
    wait_until_sent(lesson)
    expect(cell(lesson, "Жуков").locator(".chips .chip", has_text="3").first).to_be_visible()
    assert marks(server) == ["3"]


NO_ANSWER = """() => {
  IDBDatabase.prototype.transaction = () => ({ objectStore: () => ({}), addEventListener() {} });
}"""


def test_a_disk_that_says_nothing_holds_no_write_up(server, weather, lesson):
    lesson.evaluate(NO_ANSWER)
    give(lesson, "Ёжиков", "5")
    expect(cell(lesson, "Ёжиков").locator(".chips .chip", has_text="5")).to_be_visible(timeout=15_000)
    assert marks(server) == ["5"]
