"""Which students sets of a FET file are classes."""

import pytest

from tests.imports.fet_samples import Sets, activity, fet, start
from webapp.imports.fet_file import read_fet
from webapp.imports.weekly_timetable import Part, Timetable


def timetable(years: Sets, lessons: dict[str, int]) -> Timetable:
    """A file in which each set has so many lessons, no two at once."""
    names = [name for name, times in lessons.items() for _ in range(times)]
    hours = [str(n) for n in range(1, len(names) + 1)]
    activities = [activity(n, name) for n, name in enumerate(names, start=1)]
    return read_fet(fet(years, activities, [start(int(n), hour=n) for n in hours], hours=hours), "a.fet")


def titles(years: Sets, lessons: dict[str, int]) -> list[str]:
    return [one.title for one in timetable(years, lessons).classes]


@pytest.mark.parametrize(
    ("years", "lessons", "expected"),
    [
        pytest.param({"7А": {}, "7Б": {}}, {"7А": 1}, ["7А", "7Б"], id="years without groups"),
        pytest.param(
            {"7А": {"7А англ 1": [], "7А англ 2": []}},
            {"7А": 1, "7А англ 1": 3},
            ["7А"],
            id="year with halves",
        ),
        pytest.param(
            {"7А": {"7А1": [], "7А2": []}},
            {"7А": 4, "7А1": 2, "7А2": 2},
            ["7А"],
            id="halves that look like classes",
        ),
        pytest.param(
            {"7": {"7а": [], "7 б": []}}, {"7": 3, "7а": 1}, ["7А", "7Б"], id="parallel with classes"
        ),
        pytest.param(
            {"4М": {"4М1": [], "4М2": []}},
            {"4М": 1, "4М1": 5, "4М2": 5},
            ["4М1", "4М2"],
            id="busier level wins",
        ),
        pytest.param(
            {"10": {"10 физмат": [], "10 гум": []}},
            {"10": 9, "10 физмат": 4},
            ["10"],
            id="single class of a parallel",
        ),
        pytest.param(
            {"2026": {"5 классы": ["5А", "5Б"], "6 классы": ["6А"]}},
            {"5А": 2},
            ["5А", "5Б", "6А"],
            id="subgroups",
        ),
        pytest.param(
            {"9": {"IX А": [], '9 "Б"': []}}, {"IX А": 1}, ["9А", "9Б"], id="Roman grade and quotes"
        ),
        pytest.param(
            {"7": {"7A": [], "7B": [], "7Г": []}}, {"7A": 1}, ["7А", "7В", "7Г"], id="Latin lookalikes"
        ),
        pytest.param(
            {"5": {"5a": [], "5b": [], "5d": []}}, {"5a": 1}, ["5A", "5B", "5D"], id="a Latin school"
        ),
    ],
)
def test_classes_are_found(years: Sets, lessons: dict[str, int], expected: list[str]) -> None:
    assert titles(years, lessons) == expected


def test_elective_of_two_classes_is_a_part_of_both() -> None:
    years: Sets = {"10": {"10А": ["а1", "а2"], "10Б": ["б1", "б2"], "10Ф": ["а1", "б1"]}}
    found = timetable(years, {"10А": 5, "10Б": 5, "10Ф": 2})
    assert [one.name for one in found.classes] == ["10А", "10Б"]
    parts = {one.name: one.parts for one in found.students_sets}
    assert parts["10Ф"] == (Part("10А", False), Part("10Б", False))


def test_classes_that_share_a_subgroup_are_both_classes() -> None:
    years: Sets = {"9": {"9 б": ["историки 1", "историки 2"], "9 в": ["историки 2", "биологи"]}}
    found = timetable(years, {"9 б": 3, "9 в": 3, "историки 2": 1})
    assert [one.name for one in found.classes] == ["9 б", "9 в"]
    parts = {one.name: one.parts for one in found.students_sets}
    assert parts["историки 2"] == (Part("9 б", False), Part("9 в", False))


def test_several_sets_together_make_a_whole_class() -> None:
    years: Sets = {"7А": {"7А англ": [], "7А нем": []}}
    hours = ["1"]
    found = read_fet(fet(years, [activity(1, ["7А англ", "7А нем"])], [start(1)], hours=hours), "a.fet")
    assert found.activities[0].parts == (Part("7А", True),)


def test_group_outside_every_class_becomes_one_and_is_told() -> None:
    found = timetable({"8": {"8А": [], "8Б": [], "Заочники": []}}, {"8А": 3, "Заочники": 1})
    assert [one.name for one in found.classes] == ["8А", "8Б", "Заочники"]
    assert "«Заочники» не похожа на класс" in str(found.warnings[0])


def test_choice_made_by_hours_alone_is_told() -> None:
    found = timetable({"Младшие": {"Ромашка": [], "Василёк": []}}, {"Ромашка": 3, "Василёк": 2})
    assert [one.name for one in found.classes] == ["Ромашка", "Василёк"]
    assert "по числу уроков" in str(found.warnings[0])
