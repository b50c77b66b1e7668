"""A school's bells in a CSV file: number, start and end of each lesson."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from itertools import pairwise
from typing import NamedTuple

from webapp.imports.csv_table import Row, Table, read_table, stop_without_rows
from webapp.imports.problems import ImportProblem, Problem, Problems, listed, quoted
from webapp.imports.weekly_timetable import Timetable
from webapp.language import _, lazy
from webapp.names import folded

FOREIGN_COLUMNS = {
    "number": ("number", "номер", "урок", "№"),
    "starts": ("starts", "начало"),
    "ends": ("ends", "конец"),
}
_MISSING = {
    "number": lazy("нет столбца «номер»"),
    "starts": lazy("нет столбца «начало»"),
    "ends": lazy("нет столбца «конец»"),
}
_HEADING = lazy("в первой строке: номер, начало, конец")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?")
_HIGHEST = 20


class Ring(NamedTuple):
    """One lesson's place on the clock."""

    number: int
    starts: time
    ends: time


def read_bells(data: bytes, file: str) -> tuple[Ring, ...]:
    """The bells in order. Columns: номер (number), начало (starts), конец (ends). Raises ImportProblem."""
    problems = Problems(file)
    table = read_table(data, file, (), problems, delimiters=",;\t")
    columns = _columns(table, problems)
    problems.stop_if_any()
    stop_without_rows(table, problems)
    rings = [ring for row in table.rows if (ring := _ring(row, columns, problems))]
    problems.stop_if_any()
    rings.sort()
    _check_order(rings, problems)
    problems.stop_if_any()
    return tuple(rings)


def belled(timetable: Timetable, rings: Sequence[Ring], file: str) -> Timetable:
    """The timetable with these bells, matched by number. Raises ImportProblem for a lesson without one."""
    by_number = {ring.number: ring for ring in rings}
    taught = {cell.hour for cell in timetable.cells()}
    missing = [
        hour.number for n, hour in enumerate(timetable.hours) if n in taught and hour.number not in by_number
    ]
    if missing:
        what = _("нет звонка для урока %(numbers)s", numbers=", ".join(map(str, missing)))
        expected = _("строка на каждый урок, который есть в расписании")
        raise ImportProblem([Problem(file, what, expected)])
    hours = [
        replace(hour, starts=by_number[hour.number].starts, ends=by_number[hour.number].ends)
        if hour.number in by_number
        else hour
        for hour in timetable.hours
    ]
    return replace(timetable, hours=tuple(hours))


def _columns(table: Table, problems: Problems) -> dict[str, str]:
    by_word = {folded(column): column for column in table.columns}
    found = {}
    for name, words in FOREIGN_COLUMNS.items():
        column = next((by_word[word] for word in words if word in by_word), None)
        if column is None:
            problems.add(_MISSING[name], _HEADING, row=1)
        else:
            found[name] = column
    return found


def _ring(row: Row, columns: dict[str, str], problems: Problems) -> Ring | None:
    number, starts, ends = (row[columns[name]] for name in FOREIGN_COLUMNS)
    times = [_time(row, columns[name], problems) for name in ("starts", "ends")]
    if not number.isascii() or not number.isdigit() or int(number) > _HIGHEST:
        what = _("%(found)s — не номер урока", found=quoted(number))
        expected = _("число от 0 до %(highest)s", highest=_HIGHEST)
        problems.add(what, expected, row=row.line, column=columns["number"])
        return None
    first, last = times
    if first is None or last is None:
        return None
    if last <= first:
        what = _("конец %(ends)s не позже начала %(starts)s", ends=ends, starts=starts)
        problems.add(what, row=row.line, column=columns["ends"])
        return None
    return Ring(int(number), first, last)


def _time(row: Row, column: str, problems: Problems) -> time | None:
    match = _TIME.fullmatch(row[column])
    if match and int(match[1]) < 24 and int(match[2]) < 60:
        return time(int(match[1]), int(match[2]))
    what = _("%(found)s — такого времени нет", found=quoted(row[column]))
    problems.add(what, _("время вида 08:30"), row=row.line, column=column)
    return None


def _check_order(rings: list[Ring], problems: Problems) -> None:
    numbers = [ring.number for ring in rings]
    if twice := sorted({number for number in numbers if numbers.count(number) > 1}):
        problems.add(_("номер записан дважды: %(list)s", list=listed(twice)), _("одна строка на урок"))
    for before, after in pairwise(rings):
        if after.starts < before.ends:
            what = _(
                "урок %(next)s начинается раньше, чем кончается урок %(previous)s",
                next=after.number, previous=before.number,
            )  # fmt: skip
            problems.add(what)
