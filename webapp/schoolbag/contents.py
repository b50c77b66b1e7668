"""What is in a student's bag on each day, from one statement for all days of a week."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from webapp.people.models import Student
from webapp.schoolbag.limits import Limit, limit_by_norm
from webapp.schoolbag.models import NEEDED, PACKED
from webapp.statements import Statement, as_day

_ROWS = Statement("""
    SELECT 'group' AS kind, gi.group_id AS a, g.subject_id AS b, i.id, i.name, i.kind AS sort, i.grams,
     '' AS state, CAST(NULL AS date) AS day
    FROM group_student gs JOIN group_item gi ON gi.group_id = gs.group_id
    JOIN learning_group g ON g.id = gi.group_id JOIN bag_item i ON i.id = gi.item_id
    WHERE gs.student_id = ? AND gs.starts <= ? AND (gs.ends IS NULL OR gs.ends >= ?)
     AND (i.ended_on IS NULL OR i.ended_on >= ?)
    UNION ALL SELECT 'lesson', li.lesson_id, CASE WHEN li.needed THEN 1 ELSE 0 END, i.id, i.name, i.kind,
     i.grams, '', NULL
    FROM group_student gs JOIN lesson l ON l.group_id = gs.group_id AND l.date BETWEEN ? AND ?
    JOIN lesson_item li ON li.lesson_id = l.id JOIN bag_item i ON i.id = li.item_id
    WHERE gs.student_id = ? AND (i.ended_on IS NULL OR i.ended_on >= ?)
    UNION ALL SELECT 'daily', 0, 0, i.id, i.name, i.kind, i.grams, '', NULL FROM bag_item i
    WHERE i.school_id = ? AND i.daily AND i.grade_from <= ? AND i.grade_to >= ?
     AND (i.ended_on IS NULL OR i.ended_on >= ?)
    UNION ALL SELECT 'packed', 0, 0, p.item_id, '', '', 0, p.state, p.date FROM packed p
    WHERE p.student_id = ? AND p.date BETWEEN ? AND ?
    UNION ALL SELECT 'limit', w.grams, w.empty_bag, 0, '', '', w.grade_to - w.grade_from, '', NULL
    FROM bag_limit w
    WHERE w.school_id = ? AND w.grade_from <= ? AND w.grade_to >= ?
""")
# The norm is about books and writing materials: sports kit and spare shoes are carried beside them.
_BESIDE_THE_SET = ("kit",)
_LEFT_FIRST = ("textbook", "workbook")


class Need(NamedTuple):
    """A lesson that takes place, as the bag asks: instead_id is the subject given in place of the group's."""

    lesson_id: int
    date: date
    group_id: int
    subject: str
    instead_id: int | None = None


@dataclass(slots=True)
class Carried:
    """An item of a day: for which subjects, and what became of it (as in Packed, or needed)."""

    id: int
    name: str
    kind: str
    grams: int
    subjects: list[str]
    state: str = NEEDED

    @property
    def is_carried(self) -> bool:
        """Whether it is in the bag or has to be: neither left at school nor brought by a desk mate."""
        return self.state in (NEEDED, PACKED)


@dataclass
class Bag:
    """The bag of one day."""

    date: date
    limit: Limit
    items: list[Carried] = field(default_factory=list)

    @property
    def grams(self) -> int:
        """The weight of the bag with what is carried in it."""
        return self.limit.empty_bag + sum(item.grams for item in self.items if item.is_carried)

    @property
    def over(self) -> int:
        """By how many grams the daily set is over the limit; 0: it is not."""
        return max(0, self.set_grams - self.limit.grams)

    @property
    def set_grams(self) -> int:
        """The weight of the daily set, which is what the norm is about."""
        return sum(item.grams for item in self._set())

    @property
    def left(self) -> int:
        """How many items are still to be packed."""
        return sum(item.state == NEEDED for item in self.items)

    def to_drop(self) -> list[Carried]:
        """The fewest and lightest items to leave at school so that the limit is met; books go first."""
        over = self.over
        if not over:
            return []
        carried = self._set()
        books = [item for item in carried if item.kind in _LEFT_FIRST]
        return _fewest(books, over) or _fewest(carried, over)

    def _set(self) -> list[Carried]:
        return [item for item in self.items if item.is_carried and item.kind not in _BESIDE_THE_SET]


def _fewest(items: list[Carried], grams: int) -> list[Carried]:
    for count in range(1, 4):
        enough = [some for some in combinations(items, count) if sum(i.grams for i in some) >= grams]
        if enough:
            return list(min(enough, key=lambda some: sum(i.grams for i in some)))
    chosen: list[Carried] = []
    for item in sorted(items, key=lambda item: -item.grams):
        if sum(i.grams for i in chosen) < grams:
            chosen.append(item)
    return chosen if sum(i.grams for i in chosen) >= grams else []


def bags(
    student: Student, grade: int, first: date, last: date, lessons: Iterable[Need], *, with_states: bool
) -> dict[date, Bag]:
    """The bags of the days from first to last on which one of the lessons takes place.

    Each item is in a bag once however many lessons need it; items that are needed every day come last.
    with_states False: as planned, whatever the family made of it.
    """
    of_groups = (student.id, last, first, first)
    of_lessons = (first, last, student.id, first)
    of_school = (student.school_id, grade, grade)
    values = (*of_groups, *of_lessons, *of_school, first, student.id, first, last, *of_school)
    rows: dict[Any, list[Any]] = {}
    for row in _ROWS.rows(*values):
        rows.setdefault(row[0], []).append(row)
        if row[0] in ("group", "lesson"):
            rows.setdefault(row[:2], []).append(row)
    limit = _limit(rows.get("limit", []), grade)
    states = {(as_day(r[8]), r[3]): r[7] for r in rows.get("packed", []) if with_states}
    carried: dict[date, dict[int, Carried]] = {}
    for lesson in lessons:
        items = carried.setdefault(lesson.date, {})
        for row in _needed(lesson, rows):
            item = items.setdefault(row[3], _carried(row))
            if lesson.subject not in item.subjects:
                item.subjects.append(lesson.subject)
    for day, items in carried.items():
        for row in rows.get("daily", []):
            items.setdefault(row[3], _carried(row))
        for item in items.values():
            item.state = states.get((day, item.id), NEEDED)
    return {day: Bag(day, limit, list(items.values())) for day, items in carried.items()}


def _needed(lesson: Need, rows: dict[Any, list[Any]]) -> list[Any]:
    """Its group's items, or those of the subject given instead, corrected by what is said of the lesson.

    rows are keyed by kind, and by kind and the id of group or lesson.
    """
    usual = rows.get(("group", lesson.group_id), [])
    if lesson.instead_id:
        usual = [row for row in rows.get("group", []) if row[2] == lesson.instead_id]
    own = rows.get(("lesson", lesson.lesson_id))
    if not own:
        return usual
    left_out = {row[3] for row in own if not row[2]}
    return [row for row in (*usual, *own) if row[3] not in left_out]


def _carried(row: Any) -> Carried:
    number, name, kind, grams = row[3:7]
    return Carried(number, name, kind, grams, [])


def _limit(rows: list[Any], grade: int) -> Limit:
    """The school's own limit, the one for the fewest grades of several; else the norm."""
    return Limit(*min(rows, key=lambda row: row[6])[1:3]) if rows else limit_by_norm(grade)
