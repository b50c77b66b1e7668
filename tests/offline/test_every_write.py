"""Every form whose route is declared as kept is kept without a network, and taken when there is one (X2)."""

import json
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from tests.browsers import TABLET
from tests.cast import NOW, TODAY
from tests.fuzz.deeds import LISTEN, SUBMIT
from tests.offline.devices import network_is_back, wait_until_sent, waiting
from tests.serving import Server, enter
from webapp.absence.models import AbsenceNotice
from webapp.changes.models import Receipt
from webapp.homework.setting import set_homework
from webapp.marks.giving import give_mark
from webapp.marks.models import FormOfControl
from webapp.people.models import GroupTeacher
from webapp.people.viewer import read_viewer
from webapp.remarks.giving import give_remark
from webapp.schoolbag.models import BagItem

pytestmark = pytest.mark.browser
FRIDAY = "2026-11-20T12:30:00+03:00"
WEEK = "2026-W47"
REASON = {"reason": "Ошибка"}
# Whom, on which page, where the form leads to, what is filled in, which button is pressed.
Deed = tuple[str, str, str, dict[str, str], str]


@pytest.fixture
def ids(server: Server) -> dict[str, int]:
    """A lesson with two marks, homework, remarks and things to take; three notices. Ids by what they are."""
    server.stop()
    server.now = FRIDAY
    cast = server.cast
    with server.database():
        FormOfControl.create(school=cast.schools["home"], name="Ответ на уроке")
        teacher = read_viewer(cast.users["kuznetsova"])
        assert teacher
        lesson = cast.lesson("maths", TODAY)
        masha, zhukov = cast.students["masha"], cast.students["zhukov"]
        found = {"lesson": lesson.id, "masha": masha, "school": cast.schools["home"], "zhukov": zhukov}
        for name, student in (("mark", masha), ("gone_mark", zhukov)):
            found[name] = give_mark(lesson, student, by=teacher, value="4", scale="5").id
        for name in ("homework", "gone_homework"):
            found[name] = set_homework(lesson, by=teacher, text=name).id
        for name in ("remark", "gone_remark"):
            found[name] = give_remark(lesson, masha, by=teacher, kind="behaviour", text=name).id
        for n, name in enumerate(("notice", "gone_notice", "asked_notice"), 7):
            found[name] = _notice(cast.users["orlova"], masha, TODAY + timedelta(days=n))
        about = {"school": cast.schools["home"], "grams": 60}
        BagItem.create(name="Циркуль", subject=lesson.group.subject_id, **about)
        found["item"] = BagItem.create(name="Пенал", daily=True, **about).id
        for group in ("english", "english_2"):
            GroupTeacher.get_or_create(group=cast.groups[group], teacher=teacher.id)
        found["copied"] = set_homework(cast.lesson("english", TODAY), by=teacher, text="SB 66").id
        found["other_group"] = cast.groups["english_2"]
    server.start()
    return found


def _notice(guardian: int, student: int, day: date) -> int:
    return AbsenceNotice.create(
        student=student, by=guardian, starts=day, ends=day, reason="ill", created_at=NOW
    ).id


def on_the_sheet(ids: dict[str, int]) -> list[Deed]:
    """What a teacher writes on the lesson's sheet."""
    lesson = f"/lessons/{ids['lesson']}"
    pupil = f"{lesson}/students/{ids['masha']}"
    sheet = [
        (f"{pupil}/marks", {}, "[name=value][value='5']"),
        (f"{pupil}/register", {}, ".key-sign[value=late]"),
        (f"{pupil}/remarks", {"text": "Помогала на уроке"}, "[name=kind]"),
        (f"{lesson}/register", {}, "[type=submit]"),
        (f"{lesson}/topic", {"topic": "Дроби"}, "[type=submit]"),
        (f"{lesson}/homework", {"text": "§ 5"}, "[type=submit]"),
        (f"{lesson}/bag", {}, "[type=submit]"),
        (f"{lesson}/bag/items", {"name": "Линейка", "grams": "40"}, "[type=submit]"),
        (f"/marks/{ids['mark']}/corrections", {"value": "3", **REASON}, ".primary"),
        (f"/marks/{ids['gone_mark']}/withdrawal", REASON, ".danger"),
        (f"/homework/{ids['homework']}", {"text": "§ 6"}, "[type=submit]"),
        (f"/homework/{ids['gone_homework']}/withdrawal", {}, ".danger"),
        (f"/remarks/{ids['remark']}", {"text": "Отвлекалась"}, ".primary"),
        (f"/remarks/{ids['gone_remark']}/withdrawal", {}, ".danger"),
    ]
    return [("kuznetsova", lesson, *deed) for deed in sheet]


def deeds(ids: dict[str, int]) -> list[Deed]:
    """One write for each kept route."""
    child = f"/students/{ids['masha']}"
    days = {"starts": "2026-12-07", "ends": "2026-12-07", "reason": "ill"}
    notice, gone, asked = (f"/absences/{ids[name]}" for name in ("notice", "gone_notice", "asked_notice"))
    homework = f"/homework/{ids['homework']}"
    office = f"/office/{ids['school']}/absences/new"
    copied = f"/homework/{ids['copied']}/copies"
    bag = f"{child}/bag/2026-11-21"
    group = {"group": str(ids["other_group"])}
    return [
        *on_the_sheet(ids),
        ("kuznetsova", copied, copied, group, ".primary"),
        ("kuznetsova", asked, f"{asked}/answer", {}, ".primary"),
        ("masha", f"{child}/diary/{WEEK}", f"{homework}/students/{ids['masha']}/done", {}, "[name=done]"),
        ("orlova", f"{child}/absences/new", f"{child}/absences/", days, "[type=submit]"),
        ("orlova", f"{notice}/edit", notice, {"comment": "Грипп"}, ".primary"),
        ("orlova", gone, f"{gone}/withdrawal", {}, ".danger"),
        ("orlova", bag, f"{bag}/{ids['item']}", {}, "[name=state]"),
        ("orlova", f"{child}/diary/{WEEK}", f"{child}/diary/{WEEK}/signature", {}, "[type=submit]"),
        ("orlova", "/lately", "/lately/read", {}, "[type=submit]"),
        (
            "tikhaya",
            f"{office}?student_id={ids['zhukov']}",
            office,
            {**days, "phoned_by": "мама"},
            ".primary",
        ),
    ]


def declared(page: Page) -> list[str]:
    """The paths of the kept routes, as expressions, as the layout tells them."""
    content = page.locator('meta[name="kept"]').get_attribute("content")
    return [re.sub(r":\w+", "[^/]+", path) for path, *_ in json.loads(content or "")]


def make(page: Page, weather, deed: Deed) -> None:
    """Open the page with the network, write without it."""
    _, url, action, fields, button = deed
    weather.becomes("pass")
    page.goto(url)
    page.evaluate(LISTEN)
    weather.becomes("refuse")
    asked = page.evaluate(f"(args) => ({SUBMIT})(...args)", [action, fields, button])
    if asked is None and page.locator("dialog[open]").count():
        page.locator("dialog[open] button[value=yes]").click()
        asked = page.wait_for_function("() => window.fuzzed.kept[0] ?? null").json_value()
    assert asked, f"not kept: {action} on {page.url}"


def test_every_kept_form_is_kept_without_a_network_and_taken_with_one(server, weather, device, ids):
    pages: dict[str, Page] = {}
    expected = []
    for deed in deeds(ids):
        who, action = deed[0], deed[2]
        if who not in pages:
            weather.becomes("pass")
            pages[who] = enter(device(base_url=weather.url, viewport=TABLET).new_page(), who)
        make(pages[who], weather, deed)
        expected.append(action)
    weather.becomes("pass")
    for page in pages.values():
        network_is_back(page)
        wait_until_sent(page)
        assert waiting(page) == []
    left = [
        path for path in declared(pages["orlova"]) if not any(re.fullmatch(path, one) for one in expected)
    ]
    assert left == [], "a kept route without a deed here"
    with server.database():
        assert Receipt.select().count() == len(expected)
