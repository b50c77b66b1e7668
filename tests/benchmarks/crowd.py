"""A database as full as schools make it: any number of students, four weeks at full density.

Schools of 1,000 students in 40 classes of 25; a class has ten groups and 35 lessons a week; a student gets 44
marks a week (each with its first version) and one line in twenty of the register; every lesson has homework.
Rows are made inside SQLite, so 100,000 students take minutes, not hours.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from webapp import db, weeks
from webapp.migrating import migrate, tables

WEEKS = 4
FIRST_MONDAY = date(2026, 11, 2)
THIS_WEEK = "2026-W47"
CLASS, GROUPS, LESSONS, MARKS = 25, 10, 35, 44
GUARDIAN, TEACHER = 2_000_000, 3_000_000
_NOW = "'2026-11-18 05:00:00'"


def build(path: Path, students: int) -> Path:
    """Make the database file, a whole number of thousands of students."""
    path.unlink(missing_ok=True)
    opened = db.use(f"sqlite:///{path}")
    migrate()
    opened.connect(reuse_if_open=True)
    for pragma in ("synchronous=OFF", "cache_size=-400000", "temp_store=MEMORY", "foreign_keys=OFF"):
        opened.execute_sql(f"PRAGMA {pragma}")
    indexes = _without_indexes(opened)
    with opened.atomic():
        for statement in (*_people(students), *_teaching(students // CLASS), *_work(students)):
            opened.execute_sql(statement)
    for statement in indexes:
        opened.execute_sql(statement)
    opened.execute_sql("ANALYZE")
    opened.close_all()
    return path


def _without_indexes(opened: Any) -> list[str]:
    """Drop the indexes of the largest tables; the statements that make them again."""
    names = {table._meta.table_name for table in tables()}
    rows = opened.execute_sql(
        "SELECT name, sql, tbl_name FROM sqlite_master WHERE type='index' AND sql IS NOT NULL"
    ).fetchall()
    kept = [row for row in rows if row[2] in names]
    for name, _, _ in kept:
        opened.execute_sql(f'DROP INDEX "{name}"')
    return [sql for _, sql, _ in kept]


def _count(name: str, until: int) -> str:
    """A common table of the numbers from 0."""
    return f"{name}(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM {name} WHERE i < {until - 1})"


def _people(students: int) -> list[str]:
    classes, schools = students // CLASS, max(1, students // 1000)
    s, c, o = _count("s", students), _count("c", classes), _count("o", schools)
    user = (
        "INSERT INTO users (id, login, password_hash, must_change, epoch, surname, given_name, patronymic, "
        "folded, created_at)"
    )
    return [
        f"WITH RECURSIVE {o} INSERT INTO school (id, name, country, timezone) "
        "SELECT i + 1, 'Школа № ' || (i + 1), 'RU', 'Europe/Moscow' FROM o",
        f"WITH RECURSIVE {o} INSERT INTO academic_year (id, school_id, name, starts, ends) "
        "SELECT i + 1, i + 1, '2026/27', '2026-09-01', '2027-05-26' FROM o",
        f"WITH RECURSIVE {o} INSERT INTO form_of_control (id, school_id, name, short, weight, position, is_active) "
        "SELECT i + 1, i + 1, 'Ответ на уроке', 'отв', 1, 0, 1 FROM o",
        f"WITH RECURSIVE {s} {user} SELECT i + 1, 's' || i, 'x', 0, 0, 'Учеников', 'Иван', 'Петрович', "
        f"'учеников иван ' || i, {_NOW} FROM s",
        f"WITH RECURSIVE {s} {user} SELECT i + {GUARDIAN}, 'g' || i, 'x', 0, 0, 'Ученикова', 'Анна', 'Ивановна', "
        f"'ученикова анна ' || i, {_NOW} FROM s",
        f"WITH RECURSIVE {c} {user} SELECT i + {TEACHER}, 't' || i, 'x', 0, 0, 'Учителева', 'Инна', 'Олеговна', "
        f"'учителева инна ' || i, {_NOW} FROM c",
        f"WITH RECURSIVE {c} INSERT INTO role (user_id, school_id, kind) SELECT i + {TEACHER}, i / 40 + 1, 'teacher' "
        "FROM c",
        f"WITH RECURSIVE {s} INSERT INTO student (id, user_id, school_id, birth_date, colour) "
        "SELECT i + 1, i + 1, i / 1000 + 1, '2013-05-17', i % 8 FROM s",
        f"WITH RECURSIVE {s} INSERT INTO guardianship (guardian_id, student_id, kind) "
        f"SELECT i + {GUARDIAN}, i + 1, 'mother' FROM s",
        f"WITH RECURSIVE {c} INSERT INTO school_class (id, school_id, year_id, name, grade, shift, class_teacher_id) "
        f"SELECT i + 1, i / 40 + 1, i / 40 + 1, (i % 40 / 4 + 1) || 'к' || (i % 4), i % 40 / 4 + 1, 1, i + {TEACHER} "
        "FROM c",
        f"WITH RECURSIVE {s} INSERT INTO enrolment (student_id, school_class_id, starts) "
        f"SELECT i + 1, i / {CLASS} + 1, '2026-09-01' FROM s",
    ]


def _teaching(classes: int) -> list[str]:
    g = f"{_count('c', classes)}, {_count('g', GROUPS)}"
    group = f"c.i * {GROUPS} + g.i + 1"
    lesson = f"(c.i * {WEEKS} + w.i) * {LESSONS} + n.i"
    lessons = f"{_count('c', classes)}, {_count('w', WEEKS)}, {_count('n', LESSONS)}"
    day = f"date('{FIRST_MONDAY}', '+' || (w.i * 7 + n.i / 6) || ' days')"
    week = " ".join(
        f"WHEN {n} THEN '{weeks.week_of(FIRST_MONDAY + timedelta(weeks=n))}'" for n in range(WEEKS)
    )
    hour = "substr('0' || (8 + n.i % 6), -2)"
    return [
        f"WITH RECURSIVE {_count('o', max(1, classes // 40))}, {_count('g', GROUPS)} "
        "INSERT INTO subject (id, school_id, name, short, scale) "
        f"SELECT o.i * {GROUPS} + g.i + 1, o.i + 1, 'Предмет ' || (g.i + 1), '', '5' FROM o, g",
        f"WITH RECURSIVE {g} INSERT INTO learning_group (id, school_id, year_id, subject_id, name, whole_class_id) "
        f"SELECT {group}, c.i / 40 + 1, c.i / 40 + 1, c.i / 40 * {GROUPS} + g.i + 1, 'Группа', c.i + 1 FROM c, g",
        f"WITH RECURSIVE {g} INSERT INTO group_class (group_id, school_class_id) SELECT {group}, c.i + 1 FROM c, g",
        f"WITH RECURSIVE {g} INSERT INTO group_teacher (group_id, teacher_id, position) "
        f"SELECT {group}, c.i + {TEACHER}, 0 FROM c, g",
        f"WITH RECURSIVE {_count('g', GROUPS)} INSERT INTO group_student (group_id, student_id, starts) "
        f"SELECT (student.id - 1) / {CLASS} * {GROUPS} + g.i + 1, student.id, '2026-09-01' FROM student, g",
        f"WITH RECURSIVE {lessons} INSERT INTO lesson (id, school_id, group_id, date, week, number, starts_at, "
        "ends_at, teacher_id, state, reason, topic, version) "
        f"SELECT {lesson} + 1, c.i / 40 + 1, c.i * {GROUPS} + n.i % {GROUPS} + 1, {day}, CASE w.i {week} END, "
        f"n.i % 6 + 1, {hour} || ':30:00', {hour} || ':59:00', c.i + {TEACHER}, 'planned', '', "
        "'Сложение и вычитание дробей с разными знаменателями', 0 FROM c, w, n",
        "INSERT INTO homework (group_id, set_in_id, lesson_id, due, kind, text, by_id, created_at, edited_at, version) "
        "SELECT group_id, id, id, date, 'mandatory', '§ ' || (id % 40) || ', вопросы 1–3; № ' || (id % 900) || "
        f"' (а, в), № ' || (id % 700) || ' письменно', teacher_id, {_NOW}, {_NOW}, 0 FROM lesson",
        "INSERT INTO bag_item (id, school_id, name, kind, grams, daily, grade_from, grade_to) "
        "SELECT id, school_id, 'Учебник ' || id, 'textbook', 380, 0, 1, 11 FROM subject",
        "INSERT INTO group_item (group_id, item_id) SELECT id, subject_id FROM learning_group",
    ]


def _work(students: int) -> list[str]:
    lesson = f"((student.id - 1) / {CLASS} * {WEEKS} + w.i) * {LESSONS} + m.i % {LESSONS} + 1"
    marks = f"{_count('w', WEEKS)}, {_count('m', MARKS)}"
    teacher = f"(student.id - 1) / {CLASS} + {TEACHER}"
    return [
        f"WITH RECURSIVE {marks} INSERT INTO mark (lesson_id, student_id, form_id, scale, value, counted, comment, "
        "by_id, at, version) "
        f"SELECT {lesson}, student.id, student.school_id, '5', 2 + (student.id * 7 + m.i * 3) % 4, 1, '', {teacher}, "
        f"{_NOW}, 1 FROM student, w, m",
        "INSERT INTO mark_version (mark_id, number, form_id, scale, value, counted, comment, withdrawn, by_id, at, "
        "reason) SELECT id, 1, form_id, scale, value, counted, comment, 0, by_id, at, '' FROM mark",
        f"WITH RECURSIVE {_count('w', WEEKS)}, {_count('m', LESSONS)} "
        "INSERT INTO register (lesson_id, student_id, kind, by_id, at, version) "
        f"SELECT {lesson}, student.id, 'absent', {teacher}, {_NOW}, 1 FROM student, w, m "
        "WHERE (student.id * 11 + m.i * 7 + w.i) % 20 = 0",
    ]
