"""verify finds what is wrong with the rows, and nothing where nothing is."""

from datetime import date
from pathlib import Path

import pytest

from tests.keeping.places import Place
from webapp import db
from webapp.absence.models import Register
from webapp.changes.models import Receipt
from webapp.db import database
from webapp.keeping import invariants
from webapp.marks.models import Mark, MarkVersion
from webapp.people.models import Enrolment, GroupStudent, Student
from webapp.remarks.models import Remark
from webapp.school.models import Holiday
from webapp.timetable.models import Lesson

pytestmark = pytest.mark.whole


def remark_on(student: Student) -> None:
    """A remark in the lesson that the marks are of."""
    mark = Mark.get()
    Remark.create(lesson=mark.lesson, student=student, kind="progress", text="Ёж", by=mark.by, at=mark.at)


ERRORS = {
    "a mark overwritten": (
        lambda: Mark.update(value="2").execute(),
        "отличается от своей последней версии: 3",
    ),
    "a mark withdrawn unseen": (
        lambda: Mark.update(withdrawn_at=Mark.at).execute(),
        "отличается от своей последней версии: 3",
    ),
    "a version lost": (
        lambda: MarkVersion.delete().where(MarkVersion.number == 2).execute(),
        "нет её последней версии: 1",
    ),
    "a gap in the history": (
        lambda: MarkVersion.update(number=0).where(MarkVersion.number == 1).execute(),
        "с пропусками: 3",
    ),
    "a receipt without outcome": (lambda: Receipt.update(status=0).execute(), "Квитанция без исхода: 3"),
    "a lesson in a wrong week": (
        lambda: Lesson.update(week="2026-W01").where(Lesson.date == date(2026, 11, 18)).execute(),
        "2026-11-18 2026-W01",
    ),
    "a holiday backwards": (
        lambda: Holiday.update(ends=date(2020, 1, 1)).execute(),
        "раньше, чем начался (holiday): 4",
    ),
    "a remark on another school's student": (
        lambda: remark_on(Student.get(Student.school == 2)),
        "Замечание ученика другой школы: 1",
    ),
    "a lesson of another school": (
        lambda: Lesson.update(school=2).where(Lesson.date == date(2026, 11, 18)).execute(),
        "Урок группы другой школы",
    ),
}
WARNINGS = {
    "a mark of who was not there": (
        lambda: GroupStudent.update(ends=date(2026, 9, 2)).execute(),
        "в группе не было: 3",
    ),
    "a student twice in a group": (
        lambda: GroupStudent.create(group=1, student=1, starts=date(2026, 10, 1)),
        "дважды в одной группе: 1",
    ),
    "a student in two classes": (
        lambda: Enrolment.create(student=1, school_class=2, starts=date(2026, 10, 1)),
        "сразу в двух классах: 1",
    ),
}


def test_the_cast_is_in_order(home: Place):
    result = home.run("verify")
    assert result.exit_code == 0
    assert "Ошибок: 0, предупреждений: 0." in result.output
    for title in invariants.CHECKS:
        assert f"{title}: в порядке" in result.output


@pytest.mark.parametrize("harm", ERRORS)
def test_an_error_is_found_and_counts(harm: str, home: Place):
    act, text = ERRORS[harm]
    act()
    result = home.run("verify")
    assert text in result.output
    assert "ОШИБКА" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize("harm", WARNINGS)
def test_a_warning_is_told_and_passes(harm: str, home: Place):
    act, text = WARNINGS[harm]
    act()
    result = home.run("verify")
    assert text in result.output
    assert "предупреждение" in result.output
    assert result.exit_code == 0


def test_a_reference_to_nobody_is_found(home: Place):
    if db.is_sqlite():
        database.execute_sql("PRAGMA foreign_keys=0")
    else:
        database.execute_sql("SET session_replication_role = replica")
    Register.create(lesson=1, student=999_999, kind="absent", by=1, at=Mark.get().at)
    result = home.run("verify")
    assert result.exit_code == 1
    assert "Ссылки между таблицами: см. ниже" in result.output
    assert "register" in result.output


def test_a_schema_that_is_not_the_programs_is_found(home: Place):
    database.execute_sql("DROP INDEX receipt_user_id_key")
    database.execute_sql('ALTER TABLE "mark" ADD COLUMN "surprise" INTEGER')
    result = home.run("verify")
    assert result.exit_code == 1
    assert "add index receipt" in result.output
    assert "drop column mark.surprise" in result.output


def test_a_migration_not_applied_is_found(home: Place):
    database.execute_sql("DELETE FROM schema_migration")
    result = home.run("verify")
    assert result.exit_code == 1
    assert "zvonok migrate" in result.output


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_a_damaged_page_is_found(home: Place):
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    index = "SELECT rootpage FROM sqlite_master WHERE name = 'lesson_group_id_date'"
    root, size = (database.execute_sql(sql).fetchone()[0] for sql in (index, "PRAGMA page_size"))
    database.close_all()
    with Path(home.url.removeprefix("sqlite:///")).open("r+b") as file:
        file.seek((root - 1) * size + 200)
        file.write(b"\xff" * 300)
    result = home.run("verify")
    assert result.exit_code == 1
    assert "Файлы базы: см. ниже" in result.output


def test_a_report_names_rows_by_number_alone(home: Place):
    Mark.update(value="2").execute()
    assert "Орлова" not in home.run("verify").output
