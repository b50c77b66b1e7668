"""What opens without a network, and what is said of the rest: faults 1, 2 and 33 of offline.md."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.offline.devices import stamp, stop_worker, wait_until, wait_until_held
from tests.offline.pages import HOLDS_TEXT, STAMP, WEEK, shows_lessons
from tests.serving import enter
from webapp.people.models import Guardianship

pytestmark = pytest.mark.browser
NONE_HELD_OF = """async (place) => {
  const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
  const held = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return names.length > 0 && !held.flat().some(({ url }) => url.includes(place));
}"""


def test_01_the_week_and_pages_never_visited_open_without_a_network_and_with_the_worker_cold(server, device):
    context, student = device(), server.cast.students["masha"]
    page = enter(context.new_page(), "orlova")
    held = wait_until_held(page)
    weekly = ["diary/", *(f"{kind}/{week}" for kind in ("diary", "timetable") for week in (WEEK, "2026-W48"))]
    places = [*weekly, "homework/", "bag/", "bag/2026-11-19", "absences/", "absences/new"]
    wanted = ["/", *(f"/students/{student}/{place}" for place in places)]
    assert set(wanted) <= set(held)
    server.stop()
    stop_worker(context, page)
    for url in wanted:
        page.goto(url)
        assert STAMP.fullmatch(stamp(page)), url
        assert page.locator("main").inner_text().strip()
    page.goto(f"/students/{student}/diary/{WEEK}")
    shows_lessons(page)
    page.get_by_role("link", name="Следующая неделя").click()
    expect(page.get_by_role("heading", name="23–28 ноября").first).to_be_visible()


def test_the_timetable_opens_without_a_network_from_a_link_and_by_its_address(server, device):
    page = enter(device().new_page(), "orlova")
    place = f"/students/{server.cast.students['masha']}"
    page.goto(f"{place}/diary/")
    wait_until_held(page)
    server.stop()
    page.goto(f"{place}/timetable/")
    expect(page.locator("main")).to_contain_text("Математика")
    page.goto("/more")
    page.get_by_role("link", name="Расписание").first.click()
    expect(page.locator("main")).to_contain_text("Математика")
    assert STAMP.fullmatch(stamp(page))
    page.reload()
    expect(page.locator("main")).to_contain_text("Математика")


def test_both_children_are_held_and_the_switch_between_them_works(server, device):
    page = enter(device().new_page(), "orlova")
    wait_until_held(page)
    server.stop()
    page.goto(f"/students/{server.cast.students['masha']}/diary/")
    page.locator(".child summary").click()
    page.get_by_role("link", name="Пётр").click()
    expect(page.locator(".child summary")).to_contain_text("Пётр")
    expect(page).to_have_url(re.compile(f"/students/{server.cast.students['petya']}/diary/"))
    assert STAMP.fullmatch(stamp(page))


def test_the_shortcuts_of_the_icon_open_without_a_network(server, device):
    page = enter(device().new_page(), "orlova")
    student = server.cast.students["masha"]
    wait_until_held(page)
    server.stop()
    for url, place in (("/diary", "diary/"), ("/homework", "homework/"), ("/absences", "absences/")):
        page.goto(url)
        expect(page).to_have_url(f"{server.url}/students/{student}/{place}")
        assert STAMP.fullmatch(stamp(page))


def test_a_teacher_holds_the_lessons_of_the_week(server, device):
    page = enter(device().new_page(), "kuznetsova")
    held = wait_until_held(page)
    with server.database():
        lesson = server.cast.lesson("maths", date(2026, 11, 20)).id
    assert {"/journal/", "/journal/days/2026-11-20", f"/lessons/{lesson}"} <= set(held)
    server.stop()
    page.goto("/journal/")
    page.goto(f"/lessons/{lesson}")
    expect(page.get_by_text("Ёжиков").first).to_be_visible()
    assert STAMP.fullmatch(stamp(page))


def test_02_a_page_that_is_not_held_says_so_lists_what_is_and_leads_there_and_back(server, device):
    page = enter(device().new_page(), "orlova")
    place = f"/students/{server.cast.students['masha']}/diary"
    wait_until_held(page)
    server.stop()
    page.goto(f"{place}/2026-W20")
    expect(page.get_by_text("Без сети на этом устройстве открываются")).to_be_visible()
    page.get_by_role("link", name="Дневник, 16–21 ноября").first.click()
    expect(page).to_have_url(f"{server.url}{place}/{WEEK}")
    shows_lessons(page)
    page.locator(f"a[href$='{place}/2026-W46']").first.click()
    expect(page.get_by_text("Без сети на этом устройстве открываются")).to_be_visible()
    page.go_back()
    shows_lessons(page)


def test_02_a_page_that_is_not_held_opens_by_itself_once_the_server_answers(server, device):
    page = enter(device().new_page(), "orlova")
    place = f"/students/{server.cast.students['masha']}/diary"
    wait_until_held(page)
    server.stop()
    page.goto(f"{place}/{WEEK}")
    page.locator(f"a[href$='{place}/2026-W46']").first.click()
    expect(page.get_by_text("Без сети на этом устройстве открываются")).to_be_visible()
    server.start()
    expect(page.get_by_role("heading", name="9–14 ноября").first).to_be_visible()
    expect(page).to_have_url(f"{server.url}{place}/2026-W46")
    page.goto("/offline")
    page.evaluate("window.isSame = true; dispatchEvent(new Event('online'))")
    page.wait_for_timeout(1500)
    assert page.evaluate("window.isSame")


def test_02_a_page_that_is_not_held_is_not_opened_again_and_again_where_only_small_answers_come(
    server, weather, device
):
    page = enter(device(base_url=weather.url).new_page(), "orlova")
    place = f"/students/{server.cast.students['masha']}/diary/2026-W46"
    wait_until_held(page)
    weather.becomes("refuse")
    page.goto(place)
    expect(page.get_by_text("Без сети на этом устройстве открываются")).to_be_visible()
    page.evaluate("() => addEventListener('beforeunload', () => (window.isLeft = true))")
    # An answer of a few words is there within 2 s, a page is not.
    weather.becomes("trickle/500")
    assert page.evaluate("fetch('/token').then(({ ok }) => ok)")
    page.wait_for_timeout(3000)
    assert not page.evaluate("window.isLeft")
    weather.becomes("pass")
    expect(page.get_by_role("heading", name="9–14 ноября").first).to_be_visible()


def test_33_pages_of_a_child_whose_tie_has_ended_go_at_the_next_contact(server, device):
    page = enter(device().new_page(), "orlova")
    place = f"/students/{server.cast.students['petya']}/"
    wait_until_held(page)
    with server.database():
        Guardianship.delete().where(Guardianship.student == server.cast.students["petya"]).execute()
    page.goto(place + "diary/")
    expect(page.get_by_text("Такой страницы нет").first).to_be_visible()
    stop_worker(page.context, page)
    page.goto("/")
    wait_until(page, NONE_HELD_OF, place)
    server.stop()
    page.goto(place + "homework/")
    expect(page.get_by_text("Без сети на этом устройстве открываются")).to_be_visible()


def test_own_writes_are_seen_without_a_network(server, device):
    page = enter(device().new_page(), "orlova")
    place = f"/students/{server.cast.students['masha']}/absences/"
    wait_until_held(page)
    page.goto(place + "new")
    page.locator("[name=reason]").first.check(force=True)
    page.fill("[name=comment]", "Едем к бабушке")
    page.locator("main form[method=post]:not(.languages) button[type=submit]").last.click()
    expect(page).to_have_url(re.compile("/absences/$"))
    expect(page.get_by_text("Едем к бабушке").first).to_be_visible()
    wait_until(page, HOLDS_TEXT, [place, "Едем к бабушке"])
    server.stop()
    page.goto(place)
    expect(page.get_by_text("Едем к бабушке").first).to_be_visible()
