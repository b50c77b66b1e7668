"""Homework as a family reads it: one statement for the diary and for the list."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from webapp.homework.models import MANDATORY, NOTHING, OPTIONAL, SELF_STUDY
from webapp.language import _, lazy
from webapp.statements import Statement, as_day, as_instant
from webapp.timetable.models import CANCELLED

_DUE = Statement("""
    SELECT h.id, h.due, h.kind, h.text, h.lesson_id, h.group_id, h.edited_at, h.created_at, d.id,
     COALESCE(i.id, s.id), COALESCE(i.name, s.name), u.surname, u.given_name, u.patronymic, h.student_id,
     at.state
    FROM group_student gs JOIN homework h ON h.group_id = gs.group_id AND h.due BETWEEN ? AND ?
    JOIN learning_group g ON g.id = h.group_id JOIN subject s ON s.id = g.subject_id
    JOIN users u ON u.id = h.by_id
    LEFT JOIN lesson l ON l.id = h.set_in_id LEFT JOIN subject i ON i.id = l.subject_id
    LEFT JOIN lesson at ON at.id = h.lesson_id
    LEFT JOIN homework_done d ON d.homework_id = h.id AND d.student_id = gs.student_id
    WHERE gs.student_id = ? AND gs.starts <= h.due AND (gs.ends IS NULL OR gs.ends >= h.due)
     AND h.withdrawn_at IS NULL AND (h.student_id IS NULL OR h.student_id = gs.student_id)
    ORDER BY h.due, h.id
""")


_WORDS = {OPTIONAL: lazy("По желанию."), SELF_STUDY: lazy("Самостоятельно.")}


@dataclass(slots=True)
class Due:
    """Homework due on a day. is_done is the student's own tick; by is who set it, a short name.

    is_own: set for this student alone. is_off: the lesson that it is due in does not take place.
    """

    id: int
    due: date
    kind: str
    text: str
    lesson_id: int | None
    group_id: int
    edited_at: datetime
    is_edited: bool
    is_done: bool
    subject_id: int
    subject: str
    by: str
    is_own: bool
    is_off: bool

    @property
    def for_whom(self) -> str:
        """«Индивидуально.», if for one student alone."""
        return _("Индивидуально.") if self.is_own else ""

    @property
    def word(self) -> str:
        """What is to be known before the text: for whom, and whether it must be done."""
        return f"{self.for_whom} {_WORDS.get(self.kind, '')}".strip()

    @property
    def is_nothing(self) -> bool:
        """«Не задано», said by the teacher."""
        return self.kind == NOTHING

    @property
    def is_mandatory(self) -> bool:
        """Neither optional nor self-study nor nothing."""
        return self.kind == MANDATORY

    @property
    def is_optional(self) -> bool:
        """«По желанию»."""
        return self.kind == OPTIONAL


@lru_cache(4096)
def short_name(surname: str | None, *given: str) -> str:
    """«Фамилия И. О.»; empty for nobody."""
    return " ".join([surname, *(f"{part[0]}." for part in given if part)]) if surname else ""


def due_between(student_id: int, first: date, last: date) -> list[Due]:
    """The student's homework due on the days from first to last, in order of days."""
    return [_due(row) for row in _DUE.rows(first, last, student_id)]


def _due(row: Any) -> Due:
    number, due, kind, text, lesson, group, edited, created, done, subject, name, *who, student, state = row
    return Due(
        number,
        as_day(due),  # type: ignore[arg-type]
        kind,
        text,
        lesson,
        group,
        as_instant(edited),  # type: ignore[arg-type]
        edited != created,
        done is not None,
        subject,
        name,
        short_name(*who),
        student is not None,
        state == CANCELLED,
    )
