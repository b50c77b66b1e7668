"""The change log and the versions raised with it."""

import json
from datetime import date
from decimal import Decimal

import pytest

from webapp.changes.log import raise_versions, record, versions
from webapp.changes.models import Change


def change(**settings) -> int:
    what = {"by": 1, "school": 1, "what": "mark:17", "scopes": ["student:7", "class:3"], **settings}
    return record("mark.given", **what)


def parsed(text: str | None) -> dict | None:
    return json.loads(text) if text else None


def test_a_change_says_who_when_about_whom_and_what_was_before(empty):
    given = change(
        week="2026-W47", student_id=7, lesson_id=2, before={"value": None}, after={"value": Decimal("4.5")}
    )
    row = Change.get_by_id(given)
    assert (row.kind, row.user_id, row.school_id, row.what) == ("mark.given", 1, 1, "mark:17")
    assert (row.student_id, row.lesson_id, row.class_id, row.week) == (7, 2, None, "2026-W47")
    assert (parsed(row.before), parsed(row.after)) == ({"value": None}, {"value": "4.5"})
    assert row.at.isoformat() == "2026-11-18T05:05:00+00:00"


def test_dates_are_kept_as_text_and_unknown_things_are_refused(empty):
    assert parsed(Change.get_by_id(change(after={"ends": date(2026, 11, 18)})).after) == {
        "ends": "2026-11-18"
    }
    with pytest.raises(TypeError, match="cannot be kept"):
        change(after={"oops": object()})


def test_russian_words_are_kept_readable(empty):
    assert "Ёжиков" in str(Change.get_by_id(change(after={"surname": "Ёжиков"})).after)


def test_each_scope_rises_once_however_often_it_is_named(empty):
    change(scopes=["student:7", "student:7", "class:3"], week="2026-W47")
    pairs = [
        ("student:7", "2026-W47"),
        ("class:3", "2026-W47"),
        ("student:7", "*"),
        ("student:8", "2026-W47"),
    ]
    assert versions(pairs) == "1.1.0.0"
    change(scopes=["student:7"], week="2026-W47")
    assert versions(pairs) == "2.1.0.0"


def test_nothing_to_raise_is_fine(empty):
    raise_versions([])
    assert versions([("school:1", "*")]) == "0"
