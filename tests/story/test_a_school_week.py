"""A school week as its people live it: a mother's phone, the class teacher's tablet, then no network."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browsers import PHONE, TABLET
from tests.cast import NOW
from tests.offline.devices import left_behind, stamp, stop_worker, wait_until_held
from tests.serving import Server, enter
from webapp.homework.models import Homework
from webapp.marks.models import FormOfControl
from webapp.school.models import Subject
from webapp.schoolbag.models import BagItem, GroupItem

pytestmark = pytest.mark.browser
WEEK = "2026-W47"
STAMP = re.compile(r"на \d\d:\d\d, без сети")
BOOK, TASK = "Математика: учебник", "§ 14, № 256 (а, в)"
Device = Callable[..., BrowserContext]


@pytest.fixture
def planned(server: Server) -> Server:
    """What teachers planned before: something to carry, something to do, a form of control."""
    cast = server.cast
    with server.database():
        school, maths = cast.schools["home"], Subject.get(Subject.name == "Математика")
        book = BagItem.create(school=school, subject=maths, name=BOOK, kind="textbook", grams=380)
        GroupItem.create(group=cast.groups["maths"], item=book)
        due = cast.lesson("maths", date(2026, 11, 20))
        author = cast.users["kuznetsova"]
        Homework.create(
            group=due.group_id, lesson=due, due=due.date, text=TASK, by=author, created_at=NOW, edited_at=NOW
        )
        FormOfControl.get_or_create(school=school, name="Ответ на уроке", defaults={"short": "отв"})
    return server


def reads_both_weeks(page: Page, masha: int, petya: int) -> None:
    page.goto(f"/students/{masha}/diary/{WEEK}")
    expect(page.locator("main")).to_contain_text("Английский язык")
    expect(page.locator("main")).to_contain_text(TASK)
    page.locator(".child summary").click()
    page.locator(".child").get_by_role("link", name=re.compile("Пётр")).click()
    expect(page).to_have_url(re.compile(f"/students/{petya}/diary/{WEEK}"))
    expect(page.locator("main")).to_contain_text("Математика")
    expect(page.locator("main")).not_to_contain_text("Английский язык")


def packs(page: Page, student: int) -> None:
    page.goto(f"/students/{student}/bag/2026-11-19")
    expect(page.locator("#bag")).to_contain_text("осталось собрать: 1")
    page.get_by_role("button", name=f"Собрано: {BOOK}").click()
    expect(page.locator("#bag")).to_contain_text("всё собрано")


def files_a_notice(page: Page, student: int) -> None:
    page.goto(f"/students/{student}/absences/new")
    page.locator("[name=starts]").fill("2026-11-18")
    page.locator("[name=ends]").fill("2026-11-20")
    page.locator("[name=reason][value=ill]").check()
    page.locator("[name=comment]").fill("Температура")
    page.get_by_role("button", name="Создать на выбранном диапазоне").click()
    page.wait_for_url("**/absences/")
    expect(page.locator("main")).to_contain_text("18–20 ноября")


def accepts(page: Page, class_id: int) -> None:
    page.goto(f"/classes/{class_id}/absences/")
    expect(page.locator("main")).to_contain_text("Температура")
    page.get_by_role("button", name="Принять").click()
    expect(page.locator("main")).to_contain_text(re.compile("принято", re.IGNORECASE))


def finds_her_absent(page: Page, lesson: int, student: int) -> None:
    page.goto(f"/lessons/{lesson}")
    expect(page.locator(f"#pupil-{student}-line")).to_contain_text("по уведомлению")
    expect(page.locator(f"#pupil-{student}-line .chip").first).to_have_text("б")


def gives_a_mark_in_two_taps_and_corrects_it(page: Page, lesson: int, student: int) -> None:
    page.goto(f"/lessons/{lesson}")
    pupil = page.locator(f"#pupil-{student}")
    page.locator(f"#pupil-{student}-line").click()
    pupil.get_by_role("button", name="4", exact=True).click()
    expect(pupil.locator(".chips .chip")).to_contain_text("4")
    expect(pupil.locator("details.given")).to_be_attached()
    if not pupil.locator("details.given").is_visible():
        page.locator(f"#pupil-{student}-line").click()
    pupil.locator("details.given > summary").click()
    pupil.locator("details.given [name=value]").select_option("5")
    pupil.locator("details.given [name=reason]").fill("Ошибка при вводе")
    pupil.get_by_role("button", name="Исправить", exact=True).click()
    expect(pupil.locator(".chips .chip")).to_contain_text("5")


def sees_the_mark_and_its_correction(page: Page, student: int) -> None:
    page.goto(f"/students/{student}/diary/{WEEK}")
    tuesday = page.locator("details.day").filter(
        has=page.get_by_role("heading", name=re.compile("17 ноября"))
    )
    mark = tuesday.locator(".m details")
    if not mark.first.is_visible():
        tuesday.locator("summary").first.click()
    expect(mark.locator("summary")).to_have_text("5")
    mark.locator("summary").click()
    expect(mark).to_contain_text("Ответ на уроке")
    expect(mark).to_contain_text("4 → 5")
    expect(mark).to_contain_text("Ошибка при вводе")


def lives_the_week(server: Server, phone: Page, tablet: Page) -> None:
    """From reading the week to seeing the corrected mark."""
    cast = server.cast
    masha, petya = cast.students["masha"], cast.students["petya"]
    with server.database():
        yesterday, today = (cast.lesson("maths", date(2026, 11, day)).id for day in (17, 18))
    enter(phone, "orlova")
    enter(tablet, "kuznetsova")
    reads_both_weeks(phone, masha, petya)
    packs(phone, masha)
    files_a_notice(phone, masha)
    accepts(tablet, cast.classes["7А"])
    finds_her_absent(tablet, today, masha)
    gives_a_mark_in_two_taps_and_corrects_it(tablet, yesterday, masha)
    sees_the_mark_and_its_correction(phone, masha)


def opens_without_the_server(server: Server, context: BrowserContext, page: Page) -> None:
    masha = server.cast.students["masha"]
    page.goto(f"/students/{masha}/diary/")
    wait_until_held(page)
    page.wait_for_timeout(1000)
    server.stop()
    stop_worker(context, page)
    for place, text in (
        (f"diary/{WEEK}", "Английский язык"),
        ("homework/", TASK),
        ("bag/2026-11-19", BOOK),
        ("absences/new", "Создать на выбранном диапазоне"),
    ):
        page.goto(f"/students/{masha}/{place}")
        expect(page.locator("#page")).to_contain_text(text)
        assert STAMP.fullmatch(stamp(page)), place


def leaves_nothing(server: Server, page: Page) -> None:
    server.start()
    page.goto("/more")
    page.get_by_role("button", name="Выйти").click()
    expect(page).to_have_url(re.compile("/sign-in"))
    page.wait_for_timeout(1500)
    left = left_behind(page)
    assert (left["caches"], left["databases"], left["stored"]) == ([], [], [])
    server.stop()
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.goto(f"/students/{server.cast.students['masha']}/diary/{WEEK}")


def test_the_week_is_lived_then_read_without_the_server_and_left(planned, device):
    mother = device(viewport=PHONE)
    phone, tablet = mother.new_page(), device(viewport=TABLET).new_page()
    lives_the_week(planned, phone, tablet)
    opens_without_the_server(planned, mother, phone)
    leaves_nothing(planned, phone)


def test_the_same_week_is_lived_without_javascript(planned, device):
    plain = {"java_script_enabled": False}
    phone, tablet = (device(viewport=size, **plain).new_page() for size in (PHONE, TABLET))
    lives_the_week(planned, phone, tablet)
