"""A family's first page: for each child what today was and what comes next; three statements for all."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from webapp import clock, weeks
from webapp.people.children import Child
from webapp.statements import Statement, as_clock, as_day
from webapp.timetable import freshness

# Holidays are shorter, but for the summer.
AHEAD = dt.timedelta(days=30)

_DAYS = Statement("""
    SELECT gs.student_id, l.date, COUNT(*), MIN(l.starts_at), MAX(l.ends_at),
     MAX(CASE WHEN l.state <> 'planned' THEN 1 ELSE 0 END)
    FROM group_student gs JOIN lesson l ON l.group_id = gs.group_id AND l.date BETWEEN ? AND ?
    WHERE gs.student_id IN (?*) AND gs.starts <= l.date AND (gs.ends IS NULL OR gs.ends >= l.date)
     AND l.state <> 'cancelled'
    GROUP BY gs.student_id, l.date ORDER BY l.date
""")
_HOMEWORK = Statement("""
    SELECT gs.student_id, h.due, COUNT(*), COUNT(d.id) FROM group_student gs
    JOIN homework h ON h.group_id = gs.group_id AND h.due BETWEEN ? AND ? AND h.withdrawn_at IS NULL
     AND h.kind <> 'nothing' AND (h.student_id IS NULL OR h.student_id = gs.student_id)
    LEFT JOIN homework_done d ON d.homework_id = h.id AND d.student_id = gs.student_id
    WHERE gs.student_id IN (?*) AND gs.starts <= h.due AND (gs.ends IS NULL OR gs.ends >= h.due)
    GROUP BY gs.student_id, h.due
""")
_MARKS = Statement("""
    SELECT gs.student_id, l.date, s.name, m.value FROM group_student gs
    JOIN lesson l ON l.group_id = gs.group_id AND l.date BETWEEN ? AND ?
    JOIN mark m ON m.lesson_id = l.id AND m.student_id = gs.student_id AND m.withdrawn_at IS NULL
    JOIN learning_group g ON g.id = gs.group_id JOIN subject s ON s.id = COALESCE(l.subject_id, g.subject_id)
    WHERE gs.student_id IN (?*) ORDER BY m.id
""")


@dataclass
class ChildDay:
    """A day of lessons in a line: how many, from when to when, whether any is moved or replaced."""

    date: dt.date
    lessons: int
    starts: str
    ends: str
    is_changed: bool
    homework: int = 0
    done: int = 0


@dataclass
class ChildToday:
    """A child's today, None without lessons, the next day of lessons, and the marks of today by subject."""

    child: Child
    today: ChildDay | None = None
    next: ChildDay | None = None
    marks: list[tuple[str, str]] = field(default_factory=list)


def today_of(own: list[Child]) -> list[ChildToday]:
    """The children's today and next days. Each child's today is that of the own school's clock."""
    ids, todays = [child.student.id for child in own], [clock.today(child.student.school) for child in own]
    first = min(todays)
    days = _days(ids, first)
    for student, due, count, done in _HOMEWORK.rows(first, first + AHEAD, ids):
        if day := days.get((student, as_day(due))):
            day.homework, day.done = count, done
    found = [_today(child, today, days) for child, today in zip(own, todays, strict=True)]
    for student, day, subject, value in _MARKS.rows(first, max(todays), ids):
        for one, today in zip(found, todays, strict=True):
            if (one.child.student.id, today) == (student, as_day(day)):
                one.marks.append((subject, value))
    return found


def _days(ids: list[int], first: dt.date) -> dict[Any, ChildDay]:
    found = {}
    for student, day, count, starts, ends, changed in _DAYS.rows(first, first + AHEAD, ids):
        date = as_day(day) or first
        found[student, date] = ChildDay(date, count, as_clock(starts), as_clock(ends), bool(changed))
    return found


def _today(child: Child, today: dt.date, days: dict[Any, ChildDay]) -> ChildToday:
    number = child.student.id
    later = (day for (student, date), day in days.items() if student == number and date > today)
    return ChildToday(child, days.get((number, today)), next(later, None))


def scopes_of(own: list[Child]) -> list[tuple[str, str]]:
    """What the page is made from: the versions of every child in the weeks that it looks at."""
    found: list[tuple[str, str]] = []
    for child in own:
        first = clock.today(child.student.school)
        classes = [f"class:{number}" for number in child.classes_between(first, first + AHEAD)]
        ahead = [weeks.week_of(first + dt.timedelta(weeks=n)) for n in range(AHEAD.days // 7 + 2)]
        found += freshness.of([child.student.scope, *classes, child.student.school.scope], *ahead)
    return sorted(set(found))
