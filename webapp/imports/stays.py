"""Stays from one day to another, of students in classes or groups: begun, ended, begun again."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from webapp.db import insert_rows
from webapp.imports.tally import CHANGED, NEW, UNCHANGED
from webapp.people.models import Enrolment, GroupStudent

DAY = timedelta(days=1)
Key = tuple[int, int]


class Stays:
    """The rows of Enrolment or GroupStudent in some places, read at once; new ones are written by flush().

    A place is the id of a class or a group; a key is (place, student).
    """

    def __init__(self, table: type[Enrolment] | type[GroupStudent], places: Iterable[int], on: date) -> None:
        self._table: Any = table
        self._place: Any = Enrolment.school_class if table is Enrolment else GroupStudent.group
        self._on = on
        self.rows: dict[Key, list[Any]] = {}
        self._keys: dict[int, list[Key]] = {}
        self._peopled: set[int] = set()
        self._fresh: list[Any] = []
        self.read(places)

    def read(self, places: Iterable[int]) -> None:
        """Know what these places hold."""
        query = self._table.select().where(self._place.in_(list(places)))
        for row in query.order_by(self._table.starts, self._table.id):
            self._know((getattr(row, self._place.object_id_name), row.student_id), row)

    def is_empty(self, place: int) -> bool:
        """Whether nobody has ever been there."""
        return place not in self._peopled

    def of_student(self, student: int) -> list[Key]:
        """The keys of the student's stays."""
        return list(self._keys.get(student, ()))

    def going_on(self) -> Iterator[tuple[Key, Any]]:
        """The last row of each key that does not end before today."""
        for key, rows in self.rows.items():
            if rows[-1].ends is None or rows[-1].ends >= self._on:
                yield key, rows[-1]

    def hold(self, key: Key, starts: date, *, said: date | None = None, ends: date | None = None) -> str:
        """The student is there from starts, and goes on unless ends is given; returns the state for a tally.

        said is a first day that the file itself gives. Who has left comes in again from today.
        """
        rows = self.rows.get(key)
        if not rows:
            self._add(key, min(said or starts, ends or date.max), ends)
            return NEW
        last = rows[-1]
        before = (last.starts, last.ends)
        if said and len(rows) == 1 and said <= (ends or last.ends or date.max):
            last.starts = said
        if ends is not None:
            last.ends = max(ends, last.starts)
        elif last.ends is not None and last.ends < max(starts, self._on) - DAY:
            self._add(key, max(starts, self._on), None)
            return NEW
        else:
            last.ends = None
        return self._kept(last, before)

    def end(self, key: Key, last_day: date) -> bool:
        """The stay is over after last_day, or after its first day when that is later; whether it changed."""
        changed = False
        for row in self.rows.get(key, ()):
            if row.ends is None or row.ends > last_day:
                before = (row.starts, row.ends)
                row.ends = max(row.starts, last_day)
                changed = self._kept(row, before) == CHANGED or changed
        return changed

    def flush(self) -> None:
        """Write the rows that began."""
        table = self._table
        rows = [(getattr(r, self._place.object_id_name), r.student_id, r.starts, r.ends) for r in self._fresh]
        insert_rows(table, [self._place, table.student, table.starts, table.ends], rows)
        self._fresh = []

    def _add(self, key: Key, starts: date, ends: date | None) -> None:
        row = self._table(**{self._place.object_id_name: key[0]}, student_id=key[1], starts=starts, ends=ends)
        self._know(key, row)
        self._fresh.append(row)

    def _know(self, key: Key, row: Any) -> None:
        if key not in self.rows:
            self._keys.setdefault(key[1], []).append(key)
            self._peopled.add(key[0])
        self.rows.setdefault(key, []).append(row)

    def _kept(self, row: Any, before: tuple[date, date | None]) -> str:
        if (row.starts, row.ends) == before:
            return UNCHANGED
        if row.id is not None:
            changed = {self._table.starts: row.starts, self._table.ends: row.ends}
            self._table.update(changed).where(self._table.id == row.id).execute()
        return CHANGED
