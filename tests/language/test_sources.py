"""Whatever a page, a rule or a script says, it says through the catalog, and the catalog has words for it."""

from pathlib import Path

import pytest

from scripts import words
from tests.language import sources
from webapp.config import ROOT
from webapp.language import LANGUAGES, SOURCE

DOMAINS = ("messages", "scripts")
OTHERS = [code for code in LANGUAGES if code != SOURCE]


def test_a_text_past_the_catalog_is_found_wherever_it_stands():
    found = sources.in_python(
        '"""Урок."""\nA = "Урок"\nB = _("Урок")\nC = lazy("Урок" " ещё")\n'
        'D = _(f"Урок {A}")\nFOREIGN_DAYS = ["пн"]\nE = f"{_(\'Урок\')}"\n'
    )
    assert [text[:2] for text in found] == ["2:", "5:", "7:"]
    found = sources.in_template(
        '{# Урок #}\n<p title="Урок">{{ _("Урок") }}</p>\n{{ "Урок" if a else _("Урок (%(n)s)", n=f("Ё")) }}'
    )
    assert [text[:2] for text in found] == ["2:", "3:"]
    found = sources.in_script(
        '// Урок\nsay(t("Урок"), "Урок");\nplural(n, "урок", "урока", "уроков");\nt(`Урок ${n}`);\n'
    )
    assert [text[:2] for text in found] == ["2:", "4:"]


@pytest.mark.parametrize("path", sources.python(), ids=str)
def test_a_module_says_everything_through_the_catalog(path: Path):
    assert list(sources.in_python((ROOT / path).read_text())) == []


@pytest.mark.parametrize("path", sources.templates(), ids=str)
def test_a_template_says_everything_through_the_catalog(path: Path):
    assert list(sources.in_template((ROOT / path).read_text())) == []


@pytest.mark.parametrize("path", sources.scripts(), ids=str)
def test_a_script_says_everything_through_the_catalog(path: Path):
    assert list(sources.in_script((ROOT / path).read_text())) == []


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("code", OTHERS)
def test_the_catalog_has_what_the_sources_say_and_nothing_else(code: str, domain: str):
    kept = words.catalog(code, domain)
    assert {str(one.id) for one in kept if one.id} == {str(one.id) for one in words.said(domain) if one.id}


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("code", OTHERS)
def test_every_text_has_words_in_every_language(code: str, domain: str):
    assert words.untranslated(words.catalog(code, domain)) == []


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("code", OTHERS)
def test_what_is_filled_into_a_text_is_filled_into_its_translation(code: str, domain: str):
    for one in words.catalog(code, domain):
        if not one.id:
            continue
        texts = [one.id] if isinstance(one.id, str) else list(one.id)
        there = [one.string] if isinstance(one.string, str) else list(one.string or ())
        wanted = {tuple(sorted(words.places(text))) for text in texts}
        assert {tuple(sorted(words.places(text))) for text in there} == wanted, texts[0]
