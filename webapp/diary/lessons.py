"""A student's lessons of a week as the diary shows them: one plain statement, the register read along."""

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from webapp.absence.models import PRESENT
from webapp.absence.register import Entry
from webapp.diary.marks import GivenMark, GivenRemark
from webapp.homework.reading import Due, short_name
from webapp.language import current
from webapp.statements import Statement, as_clock, as_day
from webapp.timetable.models import CANCELLED, MOVED, PLANNED, REPLACED
from webapp.words import room_name

# How far a lesson may be moved and still be looked for at the place where it stood first.
FARTHEST_MOVE = dt.timedelta(weeks=4)

_LESSONS = Statement("""
    SELECT l.id, l.date, l.number, l.starts_at, l.ends_at, l.state, l.reason, l.moved_date, l.moved_number,
     l.topic, l.group_id, i.id, s.name, i.name, r.name, p.name, x.kind, x.minutes_late, x.version,
     u.surname, u.given_name, u.patronymic
    FROM group_student gs
    JOIN lesson l ON l.group_id = gs.group_id AND l.date BETWEEN ? AND ?
    JOIN learning_group g ON g.id = gs.group_id JOIN subject s ON s.id = g.subject_id
    LEFT JOIN subject i ON i.id = l.subject_id AND i.id <> g.subject_id
    LEFT JOIN users u ON u.id = l.teacher_id
    LEFT JOIN room r ON r.id = l.room_id
    LEFT JOIN slot sl ON sl.id = l.slot_id
    LEFT JOIN room p ON p.id = sl.room_id AND p.id <> l.room_id
    LEFT JOIN register x ON x.lesson_id = l.id AND x.student_id = gs.student_id
    WHERE gs.student_id = ? AND gs.starts <= l.date AND (gs.ends IS NULL OR gs.ends >= l.date)
     AND (l.date BETWEEN ? AND ? OR l.moved_date BETWEEN ? AND ?)
    ORDER BY l.date, l.starts_at, l.number, l.id
""")


@dataclass(slots=True)
class DiaryLesson:
    """One row of the diary.

    bells is «8:30 9:15», place the room and the teacher. subject is what is given, usual_subject what stands
    in the timetable where that differs, usual_room likewise. entry is the student's place in the register,
    None for who was there. A lesson that was moved away leaves a row with gone True where it stood.
    """

    id: int
    date: dt.date
    number: int
    state: str
    reason: str
    moved_date: dt.date | None
    moved_number: int | None
    topic: str | None
    group_id: int
    instead_id: int | None
    subject: str
    usual_subject: str | None = None
    room: str | None = None
    usual_room: str | None = None
    entry: Entry | None = None
    bells: str = ""
    place: str = ""
    gone: bool = False
    homework: list[Due] = field(default_factory=list)
    marks: list[GivenMark] = field(default_factory=list)
    remarks: list[GivenRemark] = field(default_factory=list)

    @property
    def takes_place(self) -> bool:
        """Neither cancelled nor moved away."""
        return self.state != CANCELLED and not self.gone

    @property
    def is_cancelled(self) -> bool:
        """Does not take place and was not moved."""
        return self.state == CANCELLED

    @property
    def is_replaced(self) -> bool:
        """Given by another teacher, or another subject in its place."""
        return self.state == REPLACED

    @property
    def is_moved(self) -> bool:
        """Stood at another place first."""
        return self.state == MOVED and self.moved_date is not None

    @property
    def is_changed(self) -> bool:
        """Differs from the timetable."""
        return self.state != PLANNED or self.usual_room is not None

    @property
    def said(self) -> str:
        """The teacher's comments on the marks."""
        return " · ".join(mark.comment for mark in self.marks if mark.comment)


def lessons_between(student_id: int, first: dt.date, last: dt.date) -> list[DiaryLesson]:
    """The student's lessons on the days from first to last, and traces of those moved away, in order."""
    near = (first - FARTHEST_MOVE, last + FARTHEST_MOVE)
    rows = [_lesson(row) for row in _LESSONS.rows(*near, student_id, first, last, first, last)]
    here = [lesson for lesson in rows if first <= lesson.date <= last]
    gone = [_trace(x) for x in rows if x.is_moved and first <= x.moved_date <= last]  # type: ignore[operator]
    return sorted(here + gone, key=lambda lesson: (lesson.date, lesson.number, lesson.bells))


def _lesson(row: Any) -> DiaryLesson:
    number, day, place, starts, ends, state, reason, moved_date, moved_number, topic, group = row[:11]
    instead, usual, given, room, usual_room, kind, late, version, *teacher = row[11:]
    return DiaryLesson(
        number,
        as_day(day),  # type: ignore[arg-type]
        place,
        state,
        reason,
        as_day(moved_date),
        moved_number,
        topic,
        group,
        instead,
        given or usual,
        usual if given else None,
        room,
        usual_room,
        Entry(kind, None, late, version) if kind and kind != PRESENT else None,
        f"{as_clock(starts)} {as_clock(ends)}",
        _place(room, short_name(*teacher), current()) if state != CANCELLED else "",
    )


@lru_cache(2048)
def _place(room: str | None, teacher: str, language: str) -> str:
    """«каб. 21, Фамилия И. О.», remembered for each language."""
    return ", ".join(filter(None, (room and room_name(room), teacher)))


def _trace(lesson: DiaryLesson) -> DiaryLesson:
    """Where a moved lesson stood first; it says where the lesson went."""
    return DiaryLesson(
        lesson.id,
        lesson.moved_date or lesson.date,
        lesson.moved_number or lesson.number,
        lesson.state,
        lesson.reason,
        lesson.date,
        lesson.number,
        None,
        lesson.group_id,
        None,
        lesson.usual_subject or lesson.subject,
        gone=True,
    )
