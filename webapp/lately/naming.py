"""Names for the ids that a lesson's changes hold, and the reasons for corrected marks."""

from collections.abc import Iterable
from typing import Any

from webapp.homework.reading import short_name
from webapp.lately.log import Change
from webapp.statements import Statement, as_instant

_NAMES = Statement("""
    SELECT 'teacher' AS kind, id, surname AS a, given_name AS b, patronymic AS c FROM users WHERE id IN (?*)
    UNION ALL SELECT 'room', id, name, '', '' FROM room WHERE id IN (?*)
    UNION ALL SELECT 'subject', id, name, '', '' FROM subject WHERE id IN (?*)
""")
_REASONS = Statement("SELECT mark_id, at, reason FROM mark_version WHERE mark_id IN (?*) ORDER BY number")
_NAMED = ("teacher", "room", "subject")
Names = dict[tuple[str, int], str]


def names_in(changes: Iterable[Change]) -> Names:
    """Teachers, rooms and subjects by (`teacher`, id) that the changes of lessons speak of."""
    states = [s for c in changes if c.kind.startswith("lesson.") for s in (c.before, c.after)]
    ids = [sorted({s[f"{name}_id"] for s in states if s.get(f"{name}_id")}) or [0] for name in _NAMED]
    if ids == [[0]] * len(_NAMED):
        return {}
    return {
        (kind, number): short_name(a, b, c) if kind == "teacher" else a
        for kind, number, a, b, c in _NAMES.rows(*ids)
    }


def reasons_in(changes: Iterable[Change]) -> dict[int, str]:
    """Why a mark was corrected or taken back, by the change's id."""
    altered = [c for c in changes if c.kind in ("mark.corrected", "mark.withdrawn")]
    if not altered:
        return {}
    versions: dict[int, list[Any]] = {}
    for mark, at, reason in _REASONS.rows(sorted({_mark(change) for change in altered})):
        versions.setdefault(mark, []).append((as_instant(at), reason))
    return {change.id: _last(versions.get(_mark(change), []), change) for change in altered}


def _mark(change: Change) -> int:
    return int(change.what.partition(":")[2])


def _last(versions: list[Any], change: Change) -> str:
    """The reason of the version that stood when the change was recorded, which is a moment after it."""
    return next((reason for at, reason in reversed(versions) if at <= change.at), "")
