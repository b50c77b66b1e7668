"""The cast's data in a folder, and an empty place to bring it to."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tests.cast import Cast
from tests.keeping.places import Place, empty_place, forget, place_of_cast
from webapp.changes.once import Outcome, once
from webapp.db import database, is_sqlite
from webapp.keeping import holding
from webapp.marks.correcting import correct_mark
from webapp.marks.giving import give_mark


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for an earlier server to be gone."""
    monkeypatch.setattr(holding, "PATIENCE", 0.0)


@pytest.fixture
def home(cast: Cast, who, tmp_path: Path) -> Place:
    """The cast's place: some marks, one of them corrected, two uploads, a secret."""
    if not is_sqlite():
        # What the borrowed database is compared with is no part of a place.
        database.execute_sql("DROP SCHEMA IF EXISTS as_laid CASCADE")
    teacher, lesson = who("kuznetsova"), cast.lesson("maths", date(2026, 11, 18))
    write = partial(once, teacher.id, school=lesson.school_id)

    def give(student: str, value: str) -> Outcome:
        student_id = cast.students[student]
        mark = give_mark(lesson, student_id, by=teacher, value=value, scale="5", comment="Ёж — «да»")
        if student == "zhukov":
            correct_mark(mark, by=teacher, version=1, value="4", reason="Ошибка")
        return Outcome("/", {"mark": mark.id})

    for student, value in (("masha", "4"), ("yozhik", "5"), ("zhukov", "3")):
        write(f"key-{student}", value, partial(give, student, value))
    place = place_of_cast(tmp_path / "home")
    (place.folder / "secret").write_text("0123456789abcdef")
    (place.folder / "uploads" / "7").mkdir(parents=True)
    (place.folder / "uploads" / "7" / "работа.pdf").write_bytes(b"%PDF" + bytes(range(256)) * 40)
    (place.folder / "uploads" / "empty").write_bytes(b"")
    return place


@pytest.fixture
def elsewhere(home: Place, tmp_path: Path) -> Iterator[Place]:
    """An empty place of the same engine."""
    place = empty_place(tmp_path / "elsewhere", home)
    yield place
    forget(place)


@pytest.fixture
def backup(home: Place, tmp_path: Path) -> Path:
    """A backup of the cast's place."""
    path = tmp_path / "copy.tar.gz"
    result = home.run("backup", path)
    assert result.exit_code == 0, result.output
    return path
