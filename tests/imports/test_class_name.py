"""Names of classes as people type them."""

import pytest

from webapp.imports.class_name import parse_class_name, parse_grade


@pytest.mark.parametrize(
    "text",
    [
        *("7А", "7а", "7 а", "7-А", "7_а", "7/А", "7.А", "07А", " 7  А ", "7\u00a0А"),
        *('7 "А"', "7 «А»", "7«а»", "7(а)", "7А класс", "7 кл. А", "Класс 7А"),
        *("7A", "7a", "VII А", "VII-а", "VIIА"),
    ],
)
def test_one_class_however_it_is_typed(text: str) -> None:
    name = parse_class_name(text)
    assert name is not None
    assert (name.title, name.grade) == ("7А", 7)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("11Ё", "11Ё"),
        ("10 фм", "10ФМ"),
        ("1А1", "1А1"),
        ("10-1", "10-1"),
        ("10/02", "10-2"),
        ("5B", "5В"),
        ("5 D", "5D"),
        ("0а", "0А"),
        ("IXБ", "9Б"),
        ("X Б", "10Б"),
        ("Х Б", "10Б"),
    ],
)
def test_other_classes_are_read(text: str, title: str) -> None:
    name = parse_class_name(text)
    assert name is not None
    assert name.title == title


@pytest.mark.parametrize(
    "text",
    ["", "7", "А", "Хор", "IT", "ИТ", "13А", "7А девочки", "7АБВ", "101", "2026", "7 класс", "IV", "7А 8Б"],
)
def test_what_is_no_class_is_not_read(text: str) -> None:
    assert parse_class_name(text) is None


def test_latin_lookalikes_stay_in_a_latin_school_but_compare_equal() -> None:
    latin, russian = parse_class_name("5b", to_cyrillic=False), parse_class_name("5В")
    assert latin is not None
    assert russian is not None
    assert (latin.title, russian.title) == ("5B", "5В")
    assert latin.key == russian.key


@pytest.mark.parametrize(
    ("text", "grade"), [("9", 9), ("9 класс", 9), ("9 классы", 9), ("IX", 9), ("12", 12)]
)
def test_parallel_is_read_as_its_grade(text: str, grade: int) -> None:
    assert parse_grade(text) == grade


@pytest.mark.parametrize("text", ["9А", "13", "2026", "", "класс", "А"])
def test_what_is_no_parallel_is_not_read(text: str) -> None:
    assert parse_grade(text) is None
