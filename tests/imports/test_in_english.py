"""An operator who reads English imports files: what is said at once, in another thread, and after a wait."""

import re
from collections.abc import Iterator

import pytest

from tests.imports.operating import DAYS, Operator, of_cast
from tests.imports.people_samples import child, workbook
from tests.imports.refused_files import Refused, each_refused
from webapp import language
from webapp.imports.people_sheet import template
from webapp.imports.people_template import FOREIGN_EXAMPLE, FOREIGN_HEADINGS
from webapp.imports.xlsx_file import read_sheets
from webapp.people.models import Student, User

pytestmark = pytest.mark.whole

STAYS = "Not in the file, stays in the class: 7А: Жуков Лев Петрович"
RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)


@pytest.fixture(autouse=True)
def russian_again() -> Iterator[None]:
    """Other tests read Russian."""
    yield
    language.speak("ru")


def read(kim: Operator, code: str) -> Operator:
    """The operator's browser asks for this language from now on."""
    kim.visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = code
    return kim


def partly(kim: Operator) -> tuple[str, str]:
    """The preview of a list without Жуков, who is to stay, and with the template's example row."""
    data = of_cast(child("Пётр"), list(FOREIGN_EXAMPLE[:5]), without="Жуков")
    return kim.preview("people", data, "list.xlsx", **{"people-partial": "y"})


def test_a_refused_file_is_explained_by_file_row_column_and_what_was_expected(kim):
    data = workbook(child("Пётр"), child("Анна", born="31.02.2013"))
    answer = read(kim, "en").upload("people", data, "list.xlsx")
    assert answer.status_code == 422
    told = "File list.xlsx, row 3, column E “Дата рождения”: “31.02.2013” is not a date."
    assert f"{told} Expected: a date like 01.02.2015 (day, month, year)." in answer.text
    assert "Nothing has been changed." in answer.text


@each_refused
def test_only_what_the_file_itself_says_is_in_russian(kim, refused: Refused):
    typed = DAYS if refused.kind == "timetable" else {}
    answer = read(kim, "en").upload(refused.kind, refused.data, refused.name, **typed)
    told = re.search(rf'id="{refused.kind}-file-error".*?</div>', answer.text, re.S)
    assert told
    said = re.sub("“[^”]*”", "", told[0].replace(refused.name, ""))
    assert "File " in said
    assert not RUSSIAN.search(said), said


def test_what_the_thread_that_works_on_the_file_says_is_in_the_readers_language(kim):
    page, text = partly(read(kim, "en"))
    assert "<b>1</b> new" in text
    assert "the example row was left out" in text
    assert STAYS in text
    text = kim.confirm(page, text)
    assert "list.xlsx: saved." in text
    assert STAYS in text


def test_a_language_switched_before_the_confirmation_changes_the_previews_words_and_no_more(kim):
    page, text = partly(kim)
    assert "Нет в файле, остаётся в классе" in text
    text = read(kim, "en").read(page)
    assert STAYS in text
    assert "the example row was left out" in text
    assert "list.xlsx: saved." in kim.confirm(page, text)
    assert Student.select().join(User).where(User.surname == "Петров").count() == 1


def test_a_preview_confirmed_in_another_language_does_not_seem_to_differ(kim):
    page, text = partly(read(kim, "en"))
    assert "list.xlsx: записано." in read(kim, "ru").confirm(page, text)


def test_the_template_keeps_its_headings_and_explains_them():
    language.speak("en")
    students, about = read_sheets(template(), "template.xlsx")
    assert (students.name, about.name) == ("Students", "How to fill in")
    assert students.rows[0] == list(FOREIGN_HEADINGS)
    told = {row[0]: row[1] for row in about.rows}
    assert told["Дата рождения"] == "The date of birth as day, month, year: 14.05.2013"
