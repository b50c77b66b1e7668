"""Marks with what explains them, and remarks: one plain statement, the corrections read along."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from webapp.homework.reading import short_name
from webapp.language import _
from webapp.remarks.models import KINDS
from webapp.statements import Statement, as_instant

_GIVEN = Statement("""
    SELECT 'mark' AS what, m.id, m.lesson_id, m.scale, m.value, m.counted, m.comment, m.at, f.name, f.weight,
     u.surname, u.given_name, u.patronymic,
     v.number AS state, v.value, v.at, v.reason, v.withdrawn, vf.name, v.counted,
     w.surname, w.given_name, w.patronymic
    FROM mark m JOIN form_of_control f ON f.id = m.form_id JOIN users u ON u.id = m.by_id
    LEFT JOIN mark_version v ON v.mark_id = m.id AND m.version > 1
    LEFT JOIN form_of_control vf ON vf.id = v.form_id LEFT JOIN users w ON w.id = v.by_id
    WHERE m.student_id = ? AND m.lesson_id IN (?*) AND m.withdrawn_at IS NULL
    UNION ALL SELECT 'remark', r.id, r.lesson_id, '', r.kind, NULL, r.text, r.at, '', NULL,
     u.surname, u.given_name, u.patronymic, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM remark r JOIN users u ON u.id = r.by_id
    WHERE r.student_id = ? AND r.lesson_id IN (?*) AND r.withdrawn_at IS NULL
    ORDER BY 1, 2, 14
""")


class Correction(NamedTuple):
    """From one state of a mark to the next: what changed, when, by whom, why."""

    old: str
    new: str
    at: datetime
    by: str
    reason: str


@dataclass(slots=True)
class GivenMark:
    """A mark and what explains it. corrections are in order of time."""

    id: int
    lesson_id: int
    scale: str
    value: str
    counted: bool
    comment: str
    at: datetime
    form: str
    weight: int
    by: str
    corrections: list[Correction] = field(default_factory=list)

    @property
    def tone(self) -> str:
        """The chip's class: on the five-point scale 2 is a bad mark, 5 a good one."""
        return {"1": " bad", "2": " bad", "5": " good"}.get(self.value, "") if self.scale == "5" else ""


class GivenRemark(NamedTuple):
    """A remark: about is «Поведение» or «Успеваемость»."""

    lesson_id: int
    about: str
    text: str
    by: str


def given_in(student_id: int, lesson_ids: list[int]) -> tuple[list[GivenMark], list[GivenRemark]]:
    """The student's marks and remarks that stand in these lessons, in the order in which they were given."""
    found: dict[int, list[Any]] = {}
    remarks = []
    for what, *row in _GIVEN.rows(*(student_id, lesson_ids) * 2) if lesson_ids else ():
        if what == "remark":
            remarks.append(_remark(row))
        else:
            found.setdefault(row[0], []).append(row)
    return [_mark(rows) for rows in found.values()], remarks


def _remark(row: list[Any]) -> GivenRemark:
    lesson, kind, text, by = row[1], row[3], row[5], row[9:12]
    return GivenRemark(lesson, str(KINDS.get(kind, "")), text, short_name(*by))


def _mark(rows: list[Any]) -> GivenMark:
    number, lesson, scale, value, counted, comment, at, form, weight, *by = rows[0][:12]
    mark = GivenMark(
        number,
        lesson,
        scale,
        value,
        bool(counted),
        comment,
        as_instant(at),  # type: ignore[arg-type]
        form,
        weight,
        short_name(*by),
    )
    states = [row[12:] for row in rows if row[12] is not None]
    for before, after in pairwise(states):
        mark.corrections.append(_correction(before, after))
    return mark


def _correction(before: Any, after: Any) -> Correction:
    """What differs between two states, in words; equal words: only the comment was altered."""
    both = [(before, after), (after, before)]
    old, new = (_state(state, other) for state, other in both)
    return Correction(old, new, as_instant(after[2]), short_name(*after[7:]), after[3])  # type: ignore[arg-type]


def _state(state: Any, other: Any) -> str:
    """The value, with the form of control and «не в счёт» where these differ from the other state."""
    value, (withdrawn, form, counted) = state[1], state[4:7]
    words = ["—" if withdrawn else _(value)]
    if form != other[5]:
        words.append(f"({form})")
    if not counted and other[6]:
        words.append(_("не в счёт"))
    return " ".join(words)
