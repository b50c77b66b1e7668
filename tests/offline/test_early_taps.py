"""A form sent before the page's scripts have run goes without a token, and is not lost."""

import pytest
from playwright.sync_api import expect

from tests.cast import TODAY
from tests.serving import enter
from webapp.absence.models import AbsenceNotice
from webapp.marks.models import Mark

pytestmark = pytest.mark.browser
FEVER = "Температура «39» и <b>кашель</b>\nвторой день"


@pytest.fixture
def slow(device):
    """A device to whose pages scripts come only when that is allowed."""
    context = device(service_workers="block")
    page = context.new_page()

    def stop_scripts():
        page.route("**/static/build/*.js", lambda route: None)

    return page, stop_scripts


def test_a_notice_sent_before_the_scripts_came_is_sent_by_one_more_tap(server, slow):
    page, stop_scripts = slow
    enter(page, "orlova")
    stop_scripts()
    page.goto(f"/students/{server.cast.students['masha']}/absences/new", wait_until="commit")
    page.locator("[name=reason]").first.check(force=True)
    page.fill("[name=comment]", FEVER)
    page.locator("main form[method=post]:not(.languages) button[type=submit]").last.click(no_wait_after=True)
    expect(page.get_by_text("запись пока не отправлена")).to_be_visible()
    page.unroute_all()
    page.reload()
    with server.database():
        assert AbsenceNotice.select().count() == 0
    page.get_by_role("button", name="Отправить").click()
    expect(page.get_by_text("второй день").first).to_be_visible()
    with server.database():
        assert [one.comment.replace("\r", "") for one in AbsenceNotice.select()] == [FEVER]


def test_a_mark_tapped_before_the_scripts_came_is_not_given_twice(server, slow):
    page, stop_scripts = slow
    enter(page, "kuznetsova")
    with server.database():
        url = f"/lessons/{server.cast.lesson('maths', TODAY).id}"
    stop_scripts()
    page.goto(url, wait_until="commit")
    pupil = page.locator(".pupil", has_text="Ёжиков")
    pupil.locator("summary").first.click()
    pupil.locator("button[name=value][value='4']").first.click(no_wait_after=True)
    expect(page.get_by_text("запись пока не отправлена")).to_be_visible()
    page.unroute_all()
    page.reload()
    page.get_by_role("button", name="Отправить").dblclick()
    expect(page.locator(".pupil", has_text="Ёжиков").locator(".chip", has_text="4").first).to_be_visible()
    with server.database():
        assert [mark.value for mark in Mark.select()] == ["4"]
