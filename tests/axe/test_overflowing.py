"""With the longest names, at 200 % and with the largest type, no text is cut off or stands off the screen."""

from collections.abc import Iterator
from itertools import cycle

import pytest
from playwright.sync_api import Browser, Page

from tests.access_table import arguments
from tests.axe.looking import SIZES, is_page, open_state
from tests.axe.opened import opened
from tests.axe.overflowing import LARGEST, ZOOMED, overflowing
from tests.axe.states import State, pages
from tests.axe.test_pages import TOGETHER
from tests.browsers import new_context
from tests.serving import Server, enter
from webapp.homework.models import Homework
from webapp.language import LANGUAGES
from webapp.people.models import User
from webapp.school.models import Subject
from webapp.timetable.models import Lesson

pytestmark = pytest.mark.browser
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


def test_what_is_cut_off_or_off_the_screen_is_found(chromium: Browser):
    page = chromium.new_page(viewport=ZOOMED)
    page.set_content(
        "<p>Видно</p><p style='width: 40px; overflow: hidden; white-space: nowrap'>Обрезано здесь</p>"
        "<p style='position: relative; left: 620px; width: 200px'>Не поместилось</p>"
        "<div style='width: 80px; overflow-x: auto; white-space: nowrap'>Прокручивается по природе</div>"
    )
    assert [text.partition(":")[0] for text in overflowing(page)[-2:]] == ["cut off", "off the screen"]
    page.close()


@pytest.mark.parametrize("whose", TOGETHER)
def test_no_text_is_cut_off_with_the_longest_words(lengthy, built_app, chromium, whose):
    with lengthy.database():
        values = arguments(lengthy.cast)
    states = [*pages(built_app, values, whole=False), *opened(values)]
    found = [
        text
        for member in dict.fromkeys(one.member for one in states)
        if TOGETHER[whose](member)
        for text in _read(chromium, lengthy.url, [one for one in states if one.member == member])
    ]
    assert not found, "\n" + "\n".join(found)


def _read(chromium: Browser, base_url: str, states: list[State]) -> Iterator[str]:
    """Languages by turns, as axe looks at them."""
    context = new_context(chromium, base_url=base_url, service_workers="block")
    page = context.new_page()
    if states[0].member:
        enter(page, states[0].member)
    for state, language in zip(states, cycle(LANGUAGES), strict=False):
        if is_page(context, state.url):
            open_state(page, state, language)
            yield from (f"{state}, {language}, {text}" for text in _sizes(page))
    context.close()


def _sizes(page: Page) -> Iterator[str]:
    page.set_viewport_size(ZOOMED)
    yield from (f"at 200 %: {text}" for text in overflowing(page))
    page.set_viewport_size(SIZES["phone"])
    page.evaluate(LARGEST)
    yield from (f"largest type: {text}" for text in overflowing(page))
