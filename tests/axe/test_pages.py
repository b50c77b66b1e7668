"""axe-core finds nothing wrong on any page, and no text is cut off: each once, in sizes and themes by turns.

The school has the longest names; a text has to stand whole at 200 % and with the largest type.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.access_table import arguments
from tests.axe.looking import SIZES, look
from tests.axe.opened import opened
from tests.axe.overflowing import LARGEST, ZOOMED, overflowing
from tests.axe.states import pages
from tests.serving import Server
from webapp.homework.models import Homework
from webapp.people.models import User
from webapp.school.models import Subject
from webapp.timetable.models import Lesson

pytestmark = pytest.mark.browser
FAMILY = {"orlova", "masha", "nina", None}
# Whose pages are looked at in one test: two workers share them.
TOGETHER = {"family": lambda member: member in FAMILY, "school": lambda member: member not in FAMILY}
LONG_WORD = "тетрагидропиранилциклопентилтетрагидропиридопиридиновые"


@pytest.fixture
def lengthy(server: Server) -> Server:
    """The school with the longest names that a register has, and a chemist's word in topic and homework."""
    with server.database():
        User.update(surname="Константинопольская-Рождественская", given_name="Александра").execute()
        User.update(patronymic="Константиновна").execute()
        for subject in Subject.select():
            Subject.update(name=f"Основы духовно-нравственной культуры народов России {subject.id}").where(
                Subject.id == subject.id
            ).execute()
        Lesson.update(topic=f"Повторение: {LONG_WORD} соединения").execute()
        Homework.update(text=f"Прочитать https://example.org/{LONG_WORD}/{LONG_WORD} и {LONG_WORD}").execute()
    return server


@pytest.mark.parametrize("whose", TOGETHER)
def test_axe_finds_no_violation_on_any_page_and_no_text_is_cut_off(
    lengthy, built_app, chromium, whose, record_property
):
    with lengthy.database():
        values = arguments(lengthy.cast)
    states = [*pages(built_app, values, whole=False), *opened(values)]
    own = [one for one in states if TOGETHER[whose](one.member)]
    seen = look(chromium, lengthy.url, own, whole=False, further=cut_off)
    assert seen.states > 20
    assert not seen.violations, "\n\n" + "\n".join(seen.violations)
    record_property("shown", f"axe: {seen.states} page states, 0 violations")


def cut_off(page: Page) -> Iterator[str]:
    page.set_viewport_size(ZOOMED)
    yield from (f"at 200 %: {text}" for text in overflowing(page))
    page.set_viewport_size(SIZES["phone"])
    page.evaluate(LARGEST)
    yield from (f"largest type: {text}" for text in overflowing(page))
