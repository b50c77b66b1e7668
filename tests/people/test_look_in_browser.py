"""The look as a browser shows it: at once, later, offline, without scripts; nothing overflows."""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import TODAY
from tests.offline.devices import HELD, stop_worker, wait_until, wait_until_held
from tests.offline.pages import HOLDS_TEXT, WEEK
from tests.serving import enter
from webapp.people.looks import FOR_LOW_VISION, Look, choose_look

pytestmark = pytest.mark.browser
GROUND = "() => getComputedStyle(document.body).backgroundColor"
BARS = "() => [...document.querySelectorAll('meta[name=theme-color]')].map(({ content }) => content)"
SCHEME = "() => getComputedStyle(document.documentElement).colorScheme"
TYPE = "() => getComputedStyle(document.documentElement).fontSize"
ACCENT = "() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()"
LIGHT, DARK, WHITE = "rgb(246, 243, 236)", "rgb(20, 23, 28)", "rgb(255, 255, 255)"
TOO_WIDE = """() => [...document.querySelectorAll("#page *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".visually-hidden"))
  .map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)}`)"""


def choose(page: Page, theme: str) -> None:
    """Choose colours on «Вид»."""
    page.goto("/look")
    page.get_by_label(theme).check()
    page.get_by_role("button", name="Сохранить вид").click()


def shows(page: Page, ground: str) -> None:
    """Its ground has the colour."""
    page.wait_for_function(f"(wanted) => ({GROUND})() === wanted", arg=ground)


def test_dark_is_dark_at_once_on_the_next_page_and_without_a_network(server, device):
    page = enter(device(color_scheme="light").new_page(), "orlova")
    wait_until_held(page)
    assert page.evaluate(GROUND) == LIGHT
    choose(page, "Тёмные")
    shows(page, DARK)
    assert page.evaluate(SCHEME) == "dark"
    week = f"/students/{server.cast.students['masha']}/diary/{WEEK}"
    page.get_by_role("link", name="Дневник").click()
    expect(page.locator(".day, .week").first).to_be_visible()
    assert page.evaluate(GROUND) == DARK
    for url in (week, "/more"):
        wait_until(page, HOLDS_TEXT, [url, 'data-theme="dark"'])
    server.stop()
    stop_worker(page.context, page)
    for url in (week, "/more"):
        page.goto(url)
        expect(page.locator(".fresh")).to_contain_text("без сети")
        assert page.evaluate(GROUND) == DARK


@pytest.mark.parametrize(
    ("device_is", "theme", "ground"),
    [("light", "Тёмные", DARK), ("dark", "Светлые", LIGHT), ("dark", "Контрастные", WHITE)],
)
def test_the_bars_of_the_browser_have_the_chosen_colour(device, device_is, theme, ground):
    page = enter(device(color_scheme=device_is).new_page(), "orlova")
    choose(page, theme)
    for _ in range(2):
        shows(page, ground)
        page.wait_for_function(f"(wanted) => ({BARS})().every((one) => one === wanted)", arg=ground)
        page.goto("/more")


def test_the_bars_go_on_following_the_device_where_nothing_was_chosen(device):
    page = enter(device(color_scheme="light").new_page(), "orlova")
    assert set(page.evaluate(BARS)) == {LIGHT}
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"(wanted) => ({BARS})().every((one) => one === wanted)", arg=DARK)


def test_every_engine_follows_the_look_with_and_without_a_network(server, machine):
    with server.database():
        choose_look(Look(theme="dark", size="huge"), by=server.cast.users["orlova"])
    here = machine()
    here.enter("orlova")
    assert here.script(GROUND) == DARK
    here.until(HELD)
    server.stop()
    here.open("/diary")
    assert here.script(GROUND) == DARK
    assert here.script(TYPE) == "24px"


@pytest.mark.parametrize("login", ["orlova", "kuznetsova"])
def test_the_look_needs_no_scripts(server, device, login):
    page = enter(device(color_scheme="dark", java_script_enabled=False).new_page(), login)
    choose(page, "Светлые")
    expect(page.locator("body")).to_have_css("background-color", LIGHT)
    page.goto("/more")
    expect(page.locator("body")).to_have_css("background-color", LIGHT)
    page.goto("/look")
    page.get_by_role("button", name="Версия для слабовидящих").click()
    expect(page.locator("body")).to_have_css("background-color", WHITE)
    expect(page.locator("html")).to_have_css("font-size", "24px")
    expect(page.locator(".tabs .icon").first).to_be_hidden()
    expect(page.get_by_role("button", name="Обычная версия")).to_be_visible()


def test_who_chose_nothing_sees_what_the_device_is_set_to_and_prints_on_white(server, device):
    page = enter(device(color_scheme="dark").new_page(), "orlova")
    assert page.evaluate(GROUND) == DARK
    page.emulate_media(color_scheme="light")
    assert page.evaluate(GROUND) == LIGHT
    page.emulate_media(contrast="more", color_scheme="dark")
    assert (page.evaluate(GROUND), page.evaluate(TYPE)) == (WHITE, "20px")
    page.emulate_media(contrast="no-preference", color_scheme="dark", media="print")
    assert page.evaluate(GROUND) == WHITE
    assert page.evaluate(ACCENT).endswith("#1d4f91")


def test_signed_out_pages_follow_the_device(server, device):
    with server.database():
        choose_look(Look(theme="dark"), by=server.cast.users["orlova"])
    page = enter(device(color_scheme="light").new_page(), "orlova")
    assert page.evaluate(GROUND) == DARK
    page.goto("/more")
    page.get_by_role("button", name="Выйти").click()
    page.wait_for_url("**/sign-in")
    shows(page, LIGHT)


@pytest.mark.parametrize("look", [Look(size="large"), Look(size="huge"), FOR_LOW_VISION])
def test_nothing_overflows_in_large_type_on_a_phone(server, device, look):
    with server.database():
        lesson = server.cast.lesson("maths", TODAY).id
        for login in ("orlova", "kuznetsova"):
            choose_look(look, by=server.cast.users[login])
    masha = f"/students/{server.cast.students['masha']}"
    of_child = ("diary/", "homework/", "bag/", "absences/", "absences/new", "timetable/")
    of_orlova = ["/", "/more", "/look", "/lately", "/password", "/device"]
    pages = {
        "orlova": [*of_orlova, *(f"{masha}/{place}" for place in of_child)],
        "kuznetsova": ["/", "/journal/", f"/lessons/{lesson}"],
    }
    wrong = []
    for login, urls in pages.items():
        page = enter(device().new_page(), login)
        for url in urls:
            page.goto(url)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append((url, page.evaluate(TOO_WIDE)[:6]))
    assert not wrong, "\n".join(map(str, wrong))
