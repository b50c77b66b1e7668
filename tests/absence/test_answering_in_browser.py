"""A notice has a page of its own; an answer given there leaves it whole."""

import pytest
from playwright.sync_api import expect

from tests.browsers import TABLET
from tests.cast import NOW, TODAY
from tests.serving import enter
from webapp.absence.models import AbsenceNotice

pytestmark = pytest.mark.browser


@pytest.fixture
def notice(server):
    """Маша will be ill today, says her mother."""
    cast = server.cast
    with server.database():
        return AbsenceNotice.create(
            student=cast.students["masha"],
            by=cast.users["orlova"],
            starts=TODAY,
            ends=TODAY,
            reason="ill",
            created_at=NOW,
        ).id


def test_the_page_of_a_notice_is_whole_after_its_answer_and_after_a_refused_one(device, notice):
    page = enter(device(viewport=TABLET).new_page(), "kuznetsova")
    page.goto(f"/absences/{notice}")
    page.get_by_role("button", name="Отклонить").click()
    expect(page.get_by_label("Пояснение для семьи")).to_be_focused()
    expect(page.get_by_role("navigation", name="Разделы")).to_be_visible()
    page.get_by_role("button", name="Принять").click()
    expect(page.locator(".absence.accepted")).to_be_visible()
    expect(page.get_by_role("navigation", name="Разделы")).to_be_visible()
    expect(page.locator("#content")).to_have_attribute("data-owner", "6")
    assert page.url.endswith(f"/absences/{notice}")
