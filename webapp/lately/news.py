"""What has changed since the viewer last looked: by child, the newest first, old → new."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from webapp import clock, weeks
from webapp.changes.log import ANY_WEEK
from webapp.lately.log import KEPT_FOR, Change, read
from webapp.lately.looking import OVERLAP
from webapp.lately.naming import Names, names_in, reasons_in
from webapp.people.children import Child
from webapp.people.viewer import Viewer

_DAYS = ("date", "due", "starts", "ends", "moved_date")


@dataclass(slots=True)
class Line:
    """One change in values that a template can say: days as dates, people, rooms and subjects by name.

    old and new hold what was recorded, empty where there was nothing; week is where it is seen, on the day
    if there is one.
    """

    change: Change
    old: dict[str, Any]
    new: dict[str, Any]
    reason: str
    week: str
    day: date | None

    @property
    def noun(self) -> str:
        """What changed: `mark`, `homework`, …"""
        return self.change.kind.partition(".")[0]

    @property
    def verb(self) -> str:
        """What became of it: `given`, `corrected`, …"""
        return self.change.kind.partition(".")[2]


@dataclass(slots=True)
class ChildNews:
    """A child's lines: those not read yet, and the rest."""

    child: Child
    new: list[Line] = field(default_factory=list)
    earlier: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class News:
    """The page. made is when it was, seen the ids of its changes of the last minutes: what «прочитано» sends.

    last is when anything changed last within the days shown, older where the list goes on.
    """

    children: list[ChildNews]
    made: datetime
    seen: list[int]
    last: datetime | None
    older: int | None
    days: int = KEPT_FOR.days

    @property
    def count(self) -> int:
        """How many lines are new."""
        return sum(len(one.new) for one in self.children)


def news_of(viewer: Viewer, own: list[Child], before: int | None = None) -> News:
    """What others changed for these children, older than the change `before` where that is given."""
    made = clock.now()
    found = read(viewer, own, before) if before else read(viewer, own)
    by_child = {child.student.id: ChildNews(child) for child in own}
    names, reasons = names_in(found.changes), reasons_in(found.changes)
    for change in found.changes:
        line = _line(change, names, reasons)
        one = by_child[change.student_id]
        (one.new if change.is_new else one.earlier).append(line)
    return News(
        list(by_child.values()),
        made,
        [change.id for change in found.changes if change.at > made - OVERLAP],
        max((change.at for change in found.changes), default=None),
        found.older,
    )


def _line(change: Change, names: Names, reasons: dict[int, str]) -> Line:
    old, new = (_said(state, names) for state in (change.before, change.after))
    days = [state[name] for state in (new, old) for name in ("due", "date", "starts") if state.get(name)]
    day = next(iter(days), change.day)
    day = day or (None if change.week != ANY_WEEK else change.at.date())
    week = weeks.week_of(day) if day else change.week
    return Line(change, old, new, reasons.get(change.id, ""), week, day)


def _said(state: dict[str, Any], names: Names) -> dict[str, Any]:
    """The recorded values, days as dates, and a name beside each id."""
    said = {key: date.fromisoformat(v) if key in _DAYS and v else v for key, v in state.items()}
    for kind in ("teacher", "room", "subject"):
        if f"{kind}_id" in state:
            said[kind] = names.get((kind, state[f"{kind}_id"] or 0), "")
    return said
