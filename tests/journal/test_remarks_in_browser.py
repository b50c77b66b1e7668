"""A remark typed on a tablet and read on a mother's phone, with scripts and without."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browsers import PHONE, TABLET
from tests.serving import enter
from webapp.remarks.models import Remark

pytestmark = pytest.mark.browser
TODAY = date(2026, 11, 18)
TEXT, EDITED = "Разговаривала на уроке, пересажена", "Помогала соседке по парте"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_remark_is_given_read_edited_and_taken_back(server, device, scripts):
    settings = {"java_script_enabled": scripts}
    tablet = enter(device(viewport=TABLET, **settings).new_page(), "kuznetsova")
    phone = enter(device(viewport=PHONE, **settings).new_page(), "orlova")
    with server.database():
        lesson = server.cast.lesson("maths", TODAY).id
    diary = f"/students/{server.cast.students['masha']}/diary/2026-W47"
    tablet.goto(f"/lessons/{lesson}")
    pupil = tablet.locator(".pupil", has_text="Орлова")

    pupil.locator(".pupil-name").click()
    pupil.locator(".remark-new textarea").fill(TEXT)
    pupil.get_by_role("button", name="Поведение", exact=True).click()
    expect(pupil.locator(".pupil-line .remarked")).to_have_text("замеч.")
    phone.goto(diary)
    expect(phone.locator(".day.today .said")).to_contain_text(f"Поведение: {TEXT}")

    pupil.locator(".pupil-name").click()
    pupil.locator(".given > summary").click()
    pupil.locator(".given textarea").fill(EDITED)
    pupil.locator(".given select[name=kind]").select_option(label="Успеваемость")
    pupil.get_by_role("button", name="Сохранить", exact=True).click()
    # Closed it is as soon as the write is kept; with its new words the server has it.
    expect(pupil.locator(".pupil-entry:not([open])")).to_contain_text(EDITED)
    phone.goto(diary)
    expect(phone.locator(".day.today .said")).to_contain_text(f"Успеваемость: {EDITED}")

    pupil.locator(".pupil-name").click()
    pupil.locator(".given > summary").click()
    pupil.get_by_role("button", name="Убрать замечание").click()
    expect(pupil.locator(".pupil-line .remarked")).to_have_count(0)
    phone.goto(diary)
    expect(phone.locator(".said")).to_have_count(0)
    with server.database():
        assert [(row.text, row.version) for row in Remark.select()] == [(EDITED, 3)]


def test_what_is_refused_stays_typed_and_says_why(device, server):
    tablet = enter(device(viewport=TABLET).new_page(), "kuznetsova")
    with server.database():
        lesson = server.cast.lesson("maths", TODAY).id
    tablet.goto(f"/lessons/{lesson}")
    pupil = tablet.locator(".pupil", has_text="Орлова")
    pupil.locator(".pupil-name").click()
    pupil.locator(".remark-new textarea").fill("я" * 1001)
    for place in pupil.locator(".remark-new :is(textarea, button)").all():
        box = place.bounding_box()
        assert box
        assert box["height"] >= 44
    pupil.get_by_role("button", name="Успеваемость", exact=True).click()
    expect(pupil.get_by_role("alert")).to_contain_text("сократите на 1")
    expect(pupil.locator(".remark-new textarea")).to_have_value("я" * 1001)
    expect(pupil.locator(".remark-new textarea")).to_be_focused()
