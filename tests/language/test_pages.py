"""No page says a word of Russian to a reader of English, once what the school wrote is in Latin letters."""

import re
from typing import Any

import pytest
from flask import Flask
from peewee import CharField, TextField

from tests.access_table import arguments
from tests.axe.states import pages
from tests.cast import Cast
from webapp.db import Table

RUSSIAN = re.compile("[а-яёА-ЯЁ][^<>\"'{}]*")
# The other language's own name, and the names of kept writes, which scripts translate.
OWN = re.compile(r'lang="ru">Русский<|<meta name="kept"[^>]*>')
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch _ y _ e yu ya".split(),
        strict=True,
    )
)


def latin(text: str) -> str:
    """A text of the school's in Latin letters; of a JSON text those that are written as numbers too."""
    text = re.sub(r"\\u04[0-9a-f]{2}", lambda found: chr(int(found[0][2:], 16)), text)
    return re.sub("[а-яё]", lambda found: _letter(found[0]), text, flags=re.IGNORECASE)


def _letter(letter: str) -> str:
    plain = LATIN[letter.lower()].replace("_", "")
    return plain.capitalize() if letter.isupper() else plain


def write_in_latin() -> None:
    """All that the school wrote itself in Latin letters: what is Russian on its pages still is ours."""
    for table in Table.__subclasses__():
        meta = table._meta
        fields = [one for one in meta.sorted_fields if isinstance(one, CharField | TextField)]
        rows: list[Any] = list(table.select().dicts()) if fields else []
        for row in rows:
            texts = {one.name: latin(row[one.name]) for one in fields if row[one.name]}
            written = {name: text for name, text in texts.items() if text != row[name]}
            if written:
                key = [one == row[one.name] for one in meta.get_primary_keys()]
                table.update(**written).where(*key).execute()


def said_in_russian(html: str) -> list[str]:
    """Every run of Russian in a page, in its texts and attributes."""
    return [found.strip() for found in RUSSIAN.findall(OWN.sub("", html))]


def test_what_is_russian_on_a_page_is_found():
    assert said_in_russian('<p title="Урок">7A <b>сейчас</b></p><button lang="ru">Русский</button>') == [
        "Урок",
        "сейчас",
    ]


@pytest.mark.parametrize("kind", ["page", "partial"])
def test_no_page_says_a_word_of_russian_to_a_reader_of_english(app: Flask, cast: Cast, visit: Any, kind: str):
    values = arguments(cast)
    write_in_latin()
    visitors: dict[str | None, Any] = {}
    found = []
    seen = 0
    for state in pages(app, values, whole=False):
        visitor = visitors.setdefault(state.member, visit(state.member))
        answer = visitor.get(state.url, partial=kind == "partial", headers={"Accept-Language": "en"})
        if answer.mimetype == "text/html":
            seen += answer.status_code == 200
            found += [f"{state}: {text}" for text in said_in_russian(answer.text)]
    assert seen > 40
    assert not found, "\n" + "\n".join(dict.fromkeys(found))


@pytest.mark.parametrize("url", ["/no-such-page", "/students/999999/diary/", "/sign-in?next=/"])
def test_no_trouble_is_told_in_russian_to_a_reader_of_english(visit: Any, url: str):
    for member in ("orlova", None):
        answer = visit(member).get(url, headers={"Accept-Language": "en"})
        assert not said_in_russian(answer.text)
