"""The week without a network: faults 1 to 11 of offline.md, in Chromium."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.offline.devices import put_aside, stamp, stop_worker, wait_until, wait_until_held
from tests.serving import enter
from webapp.people.models import Guardianship

pytestmark = pytest.mark.browser
WEEK = "2026-W47"
NONE_HELD_OF = """async (place) => {
  const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
  const held = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return names.length > 0 && !held.flat().some(({ url }) => url.includes(place));
}"""
HOLDS_TEXT = """async ([url, text]) => {
  const held = await caches.match(url);
  return !!held && (await held.text()).includes(text);
}"""
STAMP = re.compile(r"на \d\d:\d\d, без сети")


def test_the_week_opens_with_the_server_gone_and_says_when_it_was_fetched(server, device):
    context, student = device(), server.cast.students["masha"]
    page = enter(context.new_page(), "orlova")
    held = wait_until_held(page)
    weekly = ["diary/", f"diary/{WEEK}", "timetable/", f"timetable/{WEEK}"]
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
    expect(page.get_by_text("Математика").filter(visible=True).first).to_be_visible()


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


def test_a_page_that_is_not_held_lists_what_is_and_leads_there(server, device):
    page = enter(device().new_page(), "orlova")
    student = server.cast.students["masha"]
    wait_until_held(page)
    server.stop()
    page.goto(f"/students/{student}/diary/2026-W20")
    expect(page.get_by_text("Без сети на этом устройстве открываются")).to_be_visible()
    page.get_by_role("link", name="Дневник, 16–21 ноября").first.click()
    expect(page).to_have_url(f"{server.url}/students/{student}/diary/{WEEK}")
    expect(page.get_by_text("Математика").filter(visible=True).first).to_be_visible()


def test_a_link_to_a_page_that_is_not_held_leads_back_again(server, device):
    page = enter(device().new_page(), "orlova")
    student = server.cast.students["masha"]
    wait_until_held(page)
    page.goto(f"/students/{student}/diary/{WEEK}")
    server.stop()
    page.locator(f"a[href$='/students/{student}/diary/2026-W46']").first.click()
    expect(page.get_by_text("Без сети на этом устройстве открываются")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Математика").filter(visible=True).first).to_be_visible()


def test_a_black_hole_shows_the_kept_copy_while_it_holds_the_request(server, weather, device):
    page = enter(device(base_url=weather.url).new_page(), "orlova")
    student = server.cast.students["masha"]
    wait_until_held(page)
    weather.becomes("cut")
    weather.becomes("blackhole")
    page.goto(f"/students/{student}/diary/{WEEK}")
    assert STAMP.fullmatch(stamp(page))
    page.get_by_role("link", name="Задания").click()
    expect(page.get_by_role("heading", name="Задания", level=1)).to_be_visible()
    assert STAMP.fullmatch(stamp(page))


def test_a_trickle_shows_the_kept_copy_and_then_tells_that_it_is_the_newest(server, weather, device):
    page = enter(device(base_url=weather.url).new_page(), "orlova")
    wait_until_held(page)
    weather.becomes("latency/4000")
    page.goto(f"/students/{server.cast.students['masha']}/diary/{WEEK}")
    assert STAMP.fullmatch(stamp(page))
    expect(page.locator("[data-fresh]")).to_have_text("сейчас", timeout=60_000)


def test_a_captive_portal_is_neither_shown_as_the_week_nor_kept(server, weather, device):
    page = enter(device(base_url=weather.url).new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/{WEEK}"
    wait_until_held(page)
    weather.becomes("cut")
    weather.becomes("portal")
    for _ in range(2):
        page.goto(url)
        assert STAMP.fullmatch(stamp(page))
    weather.becomes("refuse")
    page.goto(url)
    expect(page.get_by_text("Математика").filter(visible=True).first).to_be_visible()
    assert "Wi-Fi" not in page.content()


def test_a_truncated_page_is_not_kept(server, weather, device):
    page = enter(device(base_url=weather.url).new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/{WEEK}"
    wait_until_held(page)
    put_aside(page, url, etag="")
    weather.becomes("truncate")
    page.goto(url)
    weather.becomes("refuse")
    page.goto(url)
    expect(page.get_by_role("navigation", name="Разделы")).to_be_visible()


def test_a_session_that_ended_leads_to_sign_in_and_is_not_kept(server, device):
    context = device()
    page = enter(context.new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/{WEEK}"
    wait_until_held(page)
    context.clear_cookies()
    page.goto(url)
    expect(page).to_have_url(re.compile("/sign-in"))
    server.stop()
    page.goto(url)
    expect(page.get_by_text("Математика").filter(visible=True).first).to_be_visible()


def test_fragment_and_page_of_one_url_are_never_mixed(server, device):
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
        page.goto(url)
        assert page.locator("#page").count() == page.locator("main").count() == 1
        assert page.evaluate("document.styleSheets.length") == 1
        part = page.evaluate(
            "async (url) => (await fetch(url, {headers: {'HX-Request': 'true', 'HX-Request-Type': 'partial',"
            " 'HX-Target': 'div#page'}})).text()",
            url,
        )
        assert "<html" not in part
        assert "<main" in part


def test_the_back_button_gives_whole_pages_without_a_network(server, device):
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


def test_a_server_in_trouble_leaves_the_kept_copy_marked_as_old(server, device):
    page = enter(device().new_page(), "orlova")
    url = f"/students/{server.cast.students['masha']}/diary/{WEEK}"
    wait_until_held(page)
    put_aside(page, url, etag="")
    with server.database() as database:
        database.execute_sql("ALTER TABLE lesson RENAME TO gone")
    page.goto(url)
    assert STAMP.fullmatch(stamp(page))
    expect(page.get_by_text("Математика").filter(visible=True).first).to_be_visible()


def test_a_child_whose_tie_has_ended_is_dropped_at_the_next_contact(server, device):
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
    page.locator("main form[method=post] button[type=submit]").last.click()
    expect(page).to_have_url(re.compile("/absences/$"))
    expect(page.get_by_text("Едем к бабушке").first).to_be_visible()
    wait_until(page, HOLDS_TEXT, [place, "Едем к бабушке"])
    server.stop()
    page.goto(place)
    expect(page.get_by_text("Едем к бабушке").first).to_be_visible()
