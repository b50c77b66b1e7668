"""Whom a viewer may look at, with name, school and classes: one plain SQL statement, once for a request.

The same rule as ties.read_by; every page of a child asks it, so it is spelled for speed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask import g

from webapp import clock
from webapp.people.models import STAFF_KINDS, Enrolment, SchoolClass, Student, User
from webapp.people.ties import LEADS
from webapp.people.viewer import Viewer
from webapp.school.models import School
from webapp.statements import Statement, as_day

_READ = Statement("""
    SELECT k.tie, s.id, s.school_id, s.birth_date, s.colour, u.id, u.surname, u.given_name, u.patronymic,
     sc.name, sc.country, sc.timezone, e.starts, e.ends, c.id, c.name, c.grade, c.class_teacher_id
    FROM (
     SELECT id AS student_id, 'self' AS tie FROM student WHERE user_id = ?
     UNION ALL SELECT student_id, kind FROM guardianship WHERE guardian_id = ?
      AND (starts IS NULL OR starts <= ?) AND (ends IS NULL OR ends >= ?)
     UNION ALL SELECT id, 'post' FROM student WHERE id = ?) k
    JOIN student s ON s.id = k.student_id JOIN users u ON u.id = s.user_id
    JOIN school sc ON sc.id = s.school_id
    LEFT JOIN enrolment e ON e.student_id = s.id LEFT JOIN school_class c ON c.id = e.school_class_id
    WHERE s.ended_on IS NULL OR s.ended_on >= ?
""")


class Stay(NamedTuple):
    """A student's time in a class, both days included; ends None: open."""

    starts: date
    ends: date | None
    class_id: int
    class_name: str
    grade: int
    class_teacher_id: int | None

    def holds(self, day: date) -> bool:
        """Whether the student is in the class on the day."""
        return self.starts <= day and (self.ends is None or self.ends >= day)


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


def _read(viewer: Viewer, student_id: int) -> list[Child]:
    """The viewer's own children, the oldest first, and the student named, if the viewer may look."""
    day, me = clock.now().date(), viewer.id
    rows: dict[tuple[int, str], list[Any]] = {}
    for row in _READ.rows(me, me, day, day, student_id if viewer.posts else 0, day):
        rows.setdefault((row[1], row[0]), []).append(row)
    found: dict[int, Child] = {}
    for (student, tie), same in rows.items():
        child = _child(None if tie == "post" else tie, same)
        if child.is_own or (student not in found and _is_in_charge(viewer, child, day)):
            found[student] = child
    return sorted(found.values(), key=lambda child: (child.student.birth_date or day, child.student.id))


def _child(tie: str | None, rows: list[Any]) -> Child:
    student, school, born, colour, user, surname, given, patronymic, name, country, zone = rows[0][1:12]
    stays = [Stay(as_day(r[12]), as_day(r[13]), *r[14:]) for r in rows if r[14] is not None]  # type: ignore[arg-type]
    return Child(
        Student(
            id=student,
            user=User(id=user, surname=surname, given_name=given, patronymic=patronymic),
            school=School(id=school, name=name, country=country, timezone=zone),
            birth_date=as_day(born),
            colour=colour,
        ),
        tie,
        _in_order(stays),
    )


def _in_order(stays: list[Stay]) -> tuple[Stay, ...]:
    return tuple(sorted(stays, key=lambda stay: (stay.starts, stay.class_id)))


def _is_in_charge(viewer: Viewer, child: Child, day: date) -> bool:
    """Whether the viewer heads the student's school, or works there and leads the class that he is in."""
    school = child.student.school_id
    if viewer.holds(school, *LEADS):
        return True
    led = any(stay.class_teacher_id == viewer.id and stay.holds(day) for stay in child.stays)
    return led and viewer.holds(school, *STAFF_KINDS)


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
        Stay(e.starts, e.ends, c.id, c.name, c.grade, c.class_teacher_id)
        for e in query
        for c in (e.school_class,)
    ]
    return Child(student, None, _in_order(stays))
