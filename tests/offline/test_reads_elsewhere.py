"""Faults 1 to 11 and 33 of offline.md in Firefox and WebKit; Chromium has longer tests of each."""

import pytest

from tests.offline.devices import HELD, PUT_ASIDE
from tests.offline.pages import WEEK, give_masha
from tests.offline.test_reading import NONE_HELD_OF
from tests.offline.test_swapping import AS_FRAGMENT
from webapp.imports import uploads
from webapp.people.models import Guardianship

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("engine", ["firefox", "webkit"], indirect=True, scope="session"),
]
OFFLINE = "Без сети на этом устройстве открываются"
RESTS = "(url) => location.pathname === url && document.readyState === 'complete'"
BACK = "() => { setTimeout(() => history.back()); return true; }"
TAB = "nav[aria-label='Разделы'] a[href$='/{}/']"


def test_01_the_week_opens_without_a_network_and_with_the_worker_cold(held):
    held.weather.becomes("refuse")
    held.cold()
    held.opens_the_week()
    for place in ("timetable/", "bag/2026-11-19", "absences/new"):
        assert held.opens_kept(f"{held.masha}/{place}")


def test_02_a_page_that_is_not_held_says_so_and_leads_to_what_is(held):
    held.weather.becomes("refuse")
    held.device.open(held.url.replace(WEEK, "2026-W20"))
    held.says(OFFLINE)
    held.device.click(f"main a[href='{held.url}']")
    held.device.until(RESTS, held.url)
    held.says("Математика")


def test_03_a_black_hole_shows_the_kept_week(held):
    held.weather.becomes("refuse")
    held.weather.becomes("blackhole")
    held.opens_the_week()


def test_04_a_trickle_shows_the_kept_week_and_then_tells_that_newer_has_come(held):
    give_masha(held.server, "5", "за чтение")
    held.weather.becomes("trickle/400")
    held.opens_the_week()
    held.device.until("() => document.body.innerText.includes('пришло новое')", seconds=60)
    held.weather.becomes("pass")
    held.opens_now("за чтение")


def test_05_a_captive_portal_is_neither_shown_as_the_week_nor_kept(held):
    held.weather.becomes("refuse")
    held.weather.becomes("portal")
    held.opens_the_week()
    held.device.open(held.url.replace(WEEK, "2026-W20"))
    held.says(OFFLINE)
    held.weather.becomes("refuse")
    held.opens_the_week()


def test_06_a_session_that_ended_leads_to_sign_in_and_is_not_kept(held):
    held.device.drop_cookies()
    held.device.click(TAB.format("homework"))
    held.device.until("() => location.pathname === '/sign-in'")
    held.device.open(held.url)
    assert held.device.path.startswith("/sign-in")
    held.weather.becomes("refuse")
    held.opens_the_week()
    assert held.device.texts("[name=password]") == []


@pytest.mark.parametrize("how", ["cut-length", "cut-chunked", "cut-unnoticed"])
def test_07_a_body_cut_short_is_neither_shown_nor_kept(held, how):
    held.device.script(PUT_ASIDE, [held.url, ""])
    held.proxy.spoilt[held.url] = how
    held.opens_the_week()
    held.weather.becomes("refuse")
    held.opens_the_week()


def test_08_a_server_in_trouble_leaves_the_kept_week_marked_as_old(held):
    held.proxy.spoilt[held.url] = "bad-gateway"
    held.opens_the_week()
    held.proxy.spoilt.clear()
    held.device.script(PUT_ASIDE, [held.url, ""])
    with held.server.database() as database:
        database.execute_sql("ALTER TABLE lesson RENAME TO gone")
    try:
        held.opens_the_week()
    finally:
        with held.server.database() as database:
            database.execute_sql("ALTER TABLE gone RENAME TO lesson")


def test_09_fragment_then_page_of_one_url_are_never_mixed(held):
    for weather in ("pass", "refuse"):
        held.weather.becomes(weather)
        for _ in range(2):
            part = held.device.script(AS_FRAGMENT, held.url)
            assert "<html" not in part
            assert "<main" in part
            held.device.open(held.url)
            counted = "() => ['#page', 'main'].map((css) => document.querySelectorAll(css).length)"
            assert held.device.script(counted) == [1, 1]
            assert held.device.script("() => document.styleSheets.length") == 1


def test_10_the_back_button_gives_whole_pages_without_a_network(held):
    for place, title in (("homework", "Задания"), ("bag", "Портфель")):
        held.device.click(TAB.format(place))
        held.shows(title)
    held.weather.becomes("refuse")
    for title in ("Задания", "Дневник"):
        held.device.script(BACK)
        held.shows(title)
        assert held.device.texts("nav[aria-label='Разделы']")
    held.opens_the_week()


def test_11_a_fragment_that_is_not_held_leaves_the_page_and_a_notice(held):
    school, user = held.server.cast.schools["home"], held.server.cast.users["kim"]
    folder = held.server.folder / "incoming"
    upload = uploads.keep(folder, "people", "ученики.xlsx", b"", school=school, user=user, options={})
    held.device.drop_cookies()
    held.device.enter("kim")
    held.device.open(f"/office/{school}/imports/{upload.id}")
    held.says("ученики.xlsx")
    held.weather.becomes("refuse")
    held.says("Нет связи")
    assert "ученики.xlsx" in held.device.texts("#work")[0]
    assert len(held.device.texts("main")) == 1
    held.device.drop_cookies()


def test_33_pages_of_a_child_whose_tie_has_ended_go_at_the_next_contact(held):
    place = f"/students/{held.server.cast.students['petya']}/"
    with held.server.database():
        ties = list(Guardianship.select().where(Guardianship.student == held.server.cast.students["petya"]))
        Guardianship.delete().where(Guardianship.id.in_([tie.id for tie in ties])).execute()
    try:
        held.device.open(place + "diary/")
        held.says("Такой страницы нет")
        held.cold()
        held.device.open("/")
        held.device.until(NONE_HELD_OF, place)
        held.device.until(HELD)
        held.weather.becomes("refuse")
        held.device.open(place + "homework/")
        held.says(OFFLINE)
    finally:
        with held.server.database():
            Guardianship.insert_many([tie.__data__ for tie in ties]).execute()
