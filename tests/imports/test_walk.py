"""The operator loads a timetable in a real browser, with scripts and without, and opens a class's week."""

import pytest

from tests.browsers import TABLET
from tests.imports.real_input import LOM_FET
from tests.serving import enter
from webapp.timetable.models import Lesson

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_timetable_is_uploaded_seen_confirmed_and_stands_in_the_classs_week(device, server, scripts):
    page = enter(device(viewport=TABLET, java_script_enabled=scripts).new_page(), "kim")
    page.goto(f"/office/{server.cast.schools['home']}/imports")
    form = page.locator("form").filter(has_text="Проверить расписание")
    form.locator("[name=timetable-file]").set_input_files(LOM_FET)
    form.locator("[name=timetable-first]").fill("2026-11-23")
    form.locator("[name=timetable-last]").fill("2027-01-29")
    form.get_by_role("button", name="Проверить расписание").click()
    work_over(page, "Пока ничего не записано", scripts)
    with server.database():
        assert Lesson.select().where(Lesson.date > "2026-12-10").count() == 0
    page.get_by_role("button", name="Загрузить", exact=True).click()
    work_over(page, "записано", scripts)
    page.get_by_role("link", name="В канцелярию").click()
    page.get_by_role("link", name="11А").click()
    page.wait_for_url("**/classes/*/people")
    class_id = int(page.url.split("/classes/")[1].split("/")[0])
    page.goto(f"/classes/{class_id}/timetable/2026-W49")
    assert "Математика" in page.locator("main").inner_text()


def work_over(page, words: str, scripts: bool) -> None:
    """Wait until the work is over; without scripts by asking again."""
    for _ in range(60):
        if page.locator("#work").count() == 0:
            break
        if scripts:
            page.wait_for_selector("#work", state="detached")
        else:
            page.wait_for_timeout(500)
            page.get_by_role("link", name="Обновить").click()
    page.wait_for_selector(f"main :text('{words}')")
