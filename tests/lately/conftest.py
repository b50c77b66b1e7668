"""What happens at the school while a mother is away, and what she then reads."""

import html
import re
from datetime import date

import pytest

from tests.cast import TODAY
from webapp.marks.forms_of_control import FormOfControl
from webapp.marks.giving import give_mark

MONDAY, THURSDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 19), date(2026, 11, 20)


@pytest.fixture
def form_of_control(cast):
    """The school's only form of control."""
    return FormOfControl.create(school=cast.schools["home"], name="Ответ на уроке")


@pytest.fixture
def marked(cast, who, form_of_control):
    """marked("masha", "4") gives a mark in mathematics today; another group by name."""

    def give(student, value, group="maths", by="kuznetsova", day=TODAY):
        lesson = cast.lesson(group, day)
        return give_mark(lesson, cast.students[student], by=who(by), value=value, scale="5")

    return give


@pytest.fixture
def read_page(visit):
    """read_page("orlova") is the text of «Что нового» as one line."""

    def read(login):
        return plain(visit(login).get("/lately").text)

    return read


def plain(page):
    """The words of a page's content, tags left out."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main.partition(">")[2])).split())


def fields(page):
    """What the form «Прочитано» of the page would send."""
    return {name: page.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("made", "seen")}
