"""What the change log says about a family's children, for them: two plain statements.

Of what is recorded about a group a child gets only what falls on days when he was in it; what is recorded
about a student goes to that student's family alone.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from webapp import clock
from webapp.db import Instant
from webapp.homework.reading import short_name
from webapp.people.children import Child
from webapp.people.viewer import Viewer
from webapp.statements import Statement, as_day, as_instant

KEPT_FOR = timedelta(days=30)
# For who has never said «прочитано».
AT_FIRST = timedelta(days=3)
MOST = 200
_NEWEST = 2**62
UNDONE_WITHIN = timedelta(seconds=30)
# Ticks and topics come by dozens a day and need nobody's attention: they stay out.
KINDS = [
    *("mark.given", "mark.corrected", "mark.withdrawn", "register.entered"),
    *("homework.set", "homework.edited", "homework.withdrawn"),
    *("lesson.replaced", "lesson.moved", "lesson.room_changed", "lesson.cancelled", "lesson.restored"),
    *("notice.given", "notice.changed", "notice.accepted", "notice.declined", "notice.withdrawn"),
    *("remark.given", "remark.edited", "remark.withdrawn", "signature.given", "bag.planned"),
    *("day_off.added", "day_off.changed", "day_off.removed"),
]
_OF_SCHOOL = [kind for kind in KINDS if kind.startswith("day_off.")]
_COLUMNS = "c.id, c.at, c.kind, c.what, c.week, c.before, c.after, c.user_id, c.lesson_id, c.group_id"
_SINCE = "c.at > COALESCE((SELECT k.settled FROM last_look k WHERE k.user_id = ?), ?) AND c.id < ?"
_CHANGES = Statement(f"""
    SELECT w.id, w.at, w.kind, w.what, w.week, w.before, w.after, w.user_id, w.student_id, w.starts, w.ends,
     l.date, l.number, s.name, i.name, u.surname, u.given_name, u.patronymic,
     k.settled, k.seen
    FROM (
     SELECT {_COLUMNS}, gs.student_id, gs.starts, gs.ends FROM group_student gs
     JOIN change c ON c.group_id = gs.group_id AND c.student_id IS NULL AND {_SINCE}
     WHERE gs.student_id IN (?*)
     UNION ALL SELECT {_COLUMNS}, c.student_id, NULL, NULL FROM change c
     WHERE c.student_id IN (?*) AND {_SINCE}
     UNION ALL SELECT {_COLUMNS}, st.id, NULL, NULL FROM student st
     JOIN change c ON c.school_id = st.school_id AND c.kind IN (?*) AND {_SINCE}
     WHERE st.id IN (?*)) w
    LEFT JOIN lesson l ON l.id = w.lesson_id LEFT JOIN learning_group g ON g.id = w.group_id
    LEFT JOIN subject s ON s.id = g.subject_id
    LEFT JOIN subject i ON i.id = l.subject_id AND i.id <> g.subject_id
    LEFT JOIN users u ON u.id = w.user_id LEFT JOIN last_look k ON k.user_id = ?
    WHERE w.kind IN (?*) AND w.user_id <> ?
    ORDER BY w.id DESC LIMIT {MOST + 1}
""")
_VERSION = Statement("""
    SELECT (SELECT k.settled FROM last_look k WHERE k.user_id = ?), SUM(v.n) FROM version v
    WHERE v.scope IN (?*)
""")


@dataclass(slots=True)
class Change:
    """A row of the change log about one child. before and after are as recorded; by is a short name.

    day and number are its lesson's, subject what is taught in it, usual the subject of its group.
    """

    id: int
    at: datetime
    kind: str
    what: str
    week: str
    before: dict[str, Any]
    after: dict[str, Any]
    user_id: int
    student_id: int
    day: date | None
    number: int | None
    subject: str
    usual: str
    by: str
    is_new: bool


@dataclass(slots=True)
class Found:
    """Changes, the newest first; older: before which id to ask for the rest, None where that is all."""

    changes: list[Change]
    older: int | None


def version(viewer: Viewer, own: list[Child]) -> tuple[object, ...]:
    """Differs whenever what lies in the log for these children does, or up to where it was read."""
    scopes = {child.student.scope for child in own} | {child.student.school.scope for child in own}
    scopes |= {f"class:{stay.class_id}" for child in own for stay in child.stays}
    ((settled, total),) = _VERSION.rows(viewer.id, sorted(scopes))
    return str(settled), int(total or 0), clock.now().date().isoformat(), sorted(scopes)


def read(viewer: Viewer, own: list[Child], before: int = _NEWEST, *, only_new: bool = False) -> Found:
    """What others changed for these children in the last days, older than the change `before`."""
    now = clock.now()
    ids, first = [child.student.id for child in own], now - KEPT_FOR
    since = (viewer.id if only_new else 0, _kept(now - AT_FIRST if only_new else first), before)
    rows = _CHANGES.rows(
        *since, ids, ids, *since, _OF_SCHOOL, *since, ids, viewer.id, KINDS, viewer.id
    )  # fmt: skip
    older = rows[MOST][0] + 1 if len(rows) > MOST else None
    fitting = [row for row in rows if _belongs(row) and (older is None or row[0] >= older)]
    found = {(change.id, change.student_id): change for change in map(_change, fitting)}
    shown = [change for change in _standing(list(found.values())) if change.at > first]
    return Found([change for change in shown if change.is_new or not only_new], older)


def count_new(viewer: Viewer, own: list[Child]) -> int:
    """How many lines the page would show as new; one statement."""
    return len(read(viewer, own, only_new=True).changes) if own else 0


def _kept(instant: datetime) -> Any:
    return Instant().db_value(instant)


def _change(row: Any) -> Change:
    number, at, kind, what, week, before, after, user, student, _, _, day, place, usual, instead = row[:15]
    instant: datetime = as_instant(at)  # type: ignore[assignment]
    settled = as_instant(row[18]) or clock.now() - AT_FIRST
    is_new = instant > settled and str(number) not in (row[19] or "").split(",")
    old, new = (json.loads(text or "null") or {} for text in (before, after))
    by = short_name(*row[15:18])
    return Change(
        number, instant, kind, what, week, old, new, user, student, as_day(day), place,
        instead or usual or "", usual or "", by, is_new,
    )  # fmt: skip


def _belongs(row: Any) -> bool:
    """Whether the child was in the group on a day that the change is about, or it is no group's."""
    at, kind, before, after, starts, ends, day = row[1], row[2], row[5], row[6], row[9], row[10], row[11]
    if starts is None:
        return True
    first, last = as_day(starts), as_day(ends)
    return any(first <= one and (last is None or one <= last) for one in _days(at, kind, before, after, day))  # type: ignore[operator]


def _days(at: Any, kind: str, before: str | None, after: str | None, day: Any) -> Iterator[date]:
    """The days that a group's change is about: homework's are those on which it is due."""
    states = [json.loads(text) for text in (before, after) if text]
    name = "due" if kind.startswith("homework.") else "date"
    told = [date.fromisoformat(state[name]) for state in states if name in state]
    yield from told or [as_day(day) or as_instant(at).date()]  # type: ignore[union-attr]


def _standing(changes: list[Change]) -> Iterator[Change]:
    """Without what was taken back, or at once so (a slip of the finger), and what is no news."""
    withdrawn: dict[tuple[str, int], Change] = {}
    slips: set[int] = set()
    for change in changes:
        key = (change.what, change.student_id)
        last = withdrawn.get(key)
        if change.kind.endswith(".withdrawn"):
            withdrawn[key] = change
        elif last and change.kind.endswith((".given", ".set")) and last.at - change.at < UNDONE_WITHIN:
            slips.add(last.id)
    for change in changes:
        last = withdrawn.get((change.what, change.student_id), change)
        if last is change and change.id not in slips and not _says_nothing(change):
            yield change


def _says_nothing(change: Change) -> bool:
    """That a student was there, that nothing was set, what was set for a day that is over."""
    new, old = change.after, change.before
    if change.kind == "register.entered":
        return new.get("kind") == "present" and old.get("kind", "present") == "present"
    if change.kind == "homework.set":
        return new.get("kind") == "nothing" or new.get("due", "") < clock.now().date().isoformat()
    return change.kind == "homework.withdrawn" and old.get("kind") == "nothing"
