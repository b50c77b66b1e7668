"""Whom a viewer may look at, with name, school and classes: one plain SQL statement, once for a request.

The same rule as ties.read_by; every page of a child asks it, so it is spelled for speed.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from flask import g

from webapp import clock
from webapp.db import Day, database
from webapp.people.models import STAFF_KINDS, Enrolment, SchoolClass, Student, User
from webapp.people.ties import LEADS
from webapp.people.viewer import Viewer
from webapp.school.models import School

_SQL = """
SELECT s.id, s.school_id, s.birth_date, s.colour, u.id, u.surname, u.given_name, u.patronymic,
 sc.name, sc.country, sc.timezone, t.kind, e.starts, e.ends, c.id, c.name, c.grade
FROM student s JOIN users u ON u.id = s.user_id JOIN school sc ON sc.id = s.school_id
LEFT JOIN guardianship t ON t.student_id = s.id AND t.guardian_id = {0}
 AND (t.starts IS NULL OR t.starts <= {0}) AND (t.ends IS NULL OR t.ends >= {0})
LEFT JOIN enrolment e ON e.student_id = s.id LEFT JOIN school_class c ON c.id = e.school_class_id
WHERE (s.ended_on IS NULL OR s.ended_on >= {0}) AND s.id IN (
 SELECT id FROM student WHERE user_id = {0}
 UNION SELECT student_id FROM guardianship WHERE guardian_id = {0}
  AND (starts IS NULL OR starts <= {0}) AND (ends IS NULL OR ends >= {0})
 UNION SELECT en.student_id FROM enrolment en JOIN school_class le ON le.id = en.school_class_id
  WHERE en.student_id = {0} AND le.class_teacher_id = {0} AND le.school_id IN ({1})
  AND en.starts <= {0} AND (en.ends IS NULL OR en.ends >= {0})
 UNION SELECT id FROM student WHERE id = {0} AND school_id IN ({2}))
ORDER BY s.birth_date, s.id, e.starts, e.id
"""
_day = Day().python_value


class Stay(NamedTuple):
    """A student's time in a class, both days included; ends None: open."""

    starts: date
    ends: date | None
    class_id: int
    class_name: str
    grade: int


@dataclass(frozen=True)
class Child:
    """A student whom the viewer may look at.

    student has `.user` and `.school` read along. tie: `self` for the viewer himself, a guardianship's kind,
    or None for who looks by a post. stays are in order of time.
    """

    student: Student
    tie: str | None
    stays: tuple[Stay, ...]

    @property
    def is_own(self) -> bool:
        """Whether the viewer is of the family: himself, a guardian, a proxy."""
        return self.tie is not None

    @property
    def acts(self) -> bool:
        """Whether the viewer writes for the student: himself or a guardian. A proxy only reads."""
        return self.tie not in (None, "proxy")

    def stay_on(self, day: date) -> Stay | None:
        """The class that the student is in on the day, or was in last, or will be in."""
        begun = [stay for stay in self.stays if stay.starts <= day]
        return begun[-1] if begun else (self.stays[0] if self.stays else None)

    def classes_between(self, first: date, last: date) -> list[int]:
        """Ids of the classes that the student is in on the days from first to last."""
        return [x.class_id for x in self.stays if x.starts <= last and (x.ends is None or x.ends >= first)]


@lru_cache(16)
def _statement(param: str, *counts: int) -> str:
    return _SQL.format(param, *(",".join([param] * count) or "NULL" for count in counts))


def _read(viewer: Viewer, student_id: int) -> list[Child]:
    """The viewer's own children, the oldest first, and the student named, if the viewer may look."""
    day, me = clock.now().date(), viewer.id
    staffed, led = viewer.schools(*STAFF_KINDS), viewer.schools(*LEADS)
    values = (me, day, day, day, me, me, day, day, student_id, me, *staffed, day, day, student_id, *led)
    rows: dict[int, list[Any]] = {}
    for row in database.execute_sql(_statement(database.obj.param, len(staffed), len(led)), values):
        rows.setdefault(row[0], []).append(row)
    return [_child(viewer, found) for found in rows.values()]


def _child(viewer: Viewer, rows: list[Any]) -> Child:
    student, school, born, colour, user, surname, given, patronymic, name, country, zone, tie = rows[0][:12]
    stays = [Stay(_day(r[12]), _day(r[13]), *r[14:]) for r in rows if r[14] is not None]  # type: ignore[arg-type]
    return Child(
        Student(
            id=student,
            user=User(id=user, surname=surname, given_name=given, patronymic=patronymic),
            school=School(id=school, name=name, country=country, timezone=zone),
            birth_date=_day(born),
            colour=colour,
        ),
        "self" if user == viewer.id else tie,
        tuple(stays),
    )


def reachable(viewer: Viewer, student_id: int) -> Child | None:
    """The student whose diary the viewer reads: own child, himself, of the own class or the school headed."""
    if student_id not in g.setdefault("children", {}):
        found = {child.student.id: child for child in _read(viewer, student_id)}
        g.children.update({student_id: None, **found})
        g.family = [child for child in found.values() if child.is_own]
    return g.children[student_id]


def family(viewer: Viewer) -> list[Child]:
    """Between whom the viewer switches: himself or the wards, the oldest first."""
    if "family" not in g:
        g.family = _read(viewer, 0)
    return g.family


def head_of(student: Student, viewer: Viewer) -> Child:
    """What the head of a page says of its student, whatever rule of access has let the viewer in."""
    known = {**g.get("children", {}), **{child.student.id: child for child in family(viewer)}}
    if child := known.get(student.id):
        return child
    query = Enrolment.select(Enrolment, SchoolClass).join(SchoolClass).where(Enrolment.student == student)
    stays = [
        Stay(e.starts, e.ends, e.school_class_id, e.school_class.name, e.school_class.grade)
        for e in query.order_by(Enrolment.starts, Enrolment.id)
    ]
    return Child(student, None, tuple(stays))
