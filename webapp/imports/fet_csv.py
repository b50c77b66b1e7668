"""FET's timetable exported as CSV: one row for each hour of each activity, «+» between several names.

The export names students sets and not what they consist of, so classes are made out by their names: «10 б
математици» is a part of «10 б», «9» is all classes of grade 9; a set that fits neither is a class of its
own. Names that hold a «+» themselves cannot be told from two names.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from webapp.imports.clashes import find_clashes
from webapp.imports.csv_table import Row, read_table, stop_without_rows
from webapp.imports.fet_csv_classes import NamedClasses
from webapp.imports.problems import Problems, listed, quoted
from webapp.imports.school_days import hour_order, index_of, read_days, read_hours, weekday_of
from webapp.imports.weekly_timetable import Activity, Timetable
from webapp.language import _

COLUMNS = (
    "Activity Id",
    "Day",
    "Hour",
    "Students Sets",
    "Subject",
    "Teachers",
    "Activity Tags",
    "Room",
    "Comments",
)
_NUMBER = re.compile(r"[0-9]{1,9}")
_REQUIRED = COLUMNS[:6]
_SAME = ("Day", "Students Sets", "Subject", "Teachers", "Room")


def read_fet_csv(
    data: bytes, file: str, days: Sequence[str] | None = None, hours: Sequence[str] | None = None
) -> Timetable:
    """The timetable in the file's bytes; file is its name, for messages.

    days and hours are all names in their order where they are known; else those in the file, days by the
    weekday they name and hours by their time or number. Raises ImportProblem with the rows that are wrong.
    """
    problems = Problems(file)
    table = read_table(data, file, _REQUIRED, problems, delimiters=",;\t")
    stop_without_rows(table, problems)
    hour_names = list(hours) if hours else sorted(_met(table.rows, "Hour"), key=hour_order)
    day_names = list(days) if days else _days(table.rows, problems)
    problems.stop_if_any()
    places = {name: n for n, name in enumerate(day_names)}, {name: n for n, name in enumerate(hour_names)}
    classes = NamedClasses(
        dict.fromkeys(name for row in table.rows for name in _split(row["Students Sets"])), problems
    )
    activities = _activities(table.rows, places, classes, problems)
    timetable = Timetable(
        school="",
        days=read_days(day_names, problems),
        hours=read_hours(hour_names, [""] * len(hour_names), problems),
        classes=classes.classes,
        subjects=_met(table.rows, "Subject"),
        teachers=_all_names(activity.teachers for activity in activities),
        rooms=_all_names(activity.rooms for activity in activities),
        students_sets=classes.sets(),
        activities=activities,
        warnings=tuple(problems.odd),
    )
    problems.stop_if_any()
    find_clashes(timetable.cells(), timetable.days, timetable.hours, problems)
    problems.stop_if_any()
    return timetable


def _days(rows: Iterable[Row], problems: Problems) -> list[str]:
    """The days met, Monday first; of two Mondays the earlier in the alphabet is the first week's."""
    first_row: dict[str, int] = {}
    for row in rows:
        first_row.setdefault(row["Day"], row.line)
    weeks: Counter[int] = Counter()
    order: dict[tuple[int, int], str] = {}
    for name in sorted(first_row):
        weekday = weekday_of(name)
        if weekday is None:
            found = _("%(found)s — такого дня недели нет", found=quoted(name))
            problems.add(found, _("название дня недели"), row=first_row[name], column="Day")
            continue
        order[weeks[weekday], weekday] = name
        weeks[weekday] += 1
    return [order[place] for place in sorted(order)]


def _activities(
    rows: Iterable[Row],
    places: tuple[dict[str, int], dict[str, int]],
    classes: NamedClasses,
    problems: Problems,
) -> tuple[Activity, ...]:
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if _NUMBER.fullmatch(row["Activity Id"]):
            by_id[row["Activity Id"]].append(row)
        else:
            what = _("%(found)s — не номер занятия", found=quoted(row["Activity Id"]))
            problems.add(what, _("целое число"), row=row.line, column="Activity Id")
    read = (_activity(same, places, classes, problems) for same in by_id.values())
    return tuple(activity for activity in read if activity)


def _activity(
    rows: list[Row], places: tuple[dict[str, int], dict[str, int]], classes: NamedClasses, problems: Problems
) -> Activity | None:
    first = rows[0]
    day = index_of(first["Day"], places[0], "day", problems, row=first.line, column="Day")
    hours: dict[int, Row] = {}
    for row in rows:
        _check_same(first, row, problems)
        hour = index_of(row["Hour"], places[1], "hour", problems, row=row.line, column="Hour")
        if hour is not None and hour in hours:
            what = _(
                "занятие %(number)s уже стоит в этом часе в строке %(row)s",
                number=first["Activity Id"], row=hours[hour].line,
            )  # fmt: skip
            problems.add(what, _("одна строка на каждый час занятия"), row=row.line, column="Hour")
        elif hour is not None:
            hours[hour] = row
    if day is None or not hours:
        return None
    if max(hours) - min(hours) + 1 != len(hours):
        names = listed(hours[hour]["Hour"] for hour in sorted(hours))
        what = _(
            "часы занятия %(number)s идут не подряд: %(names)s", number=first["Activity Id"], names=names
        )
        problems.add(what, row=first.line, column="Hour")
    students = tuple(_split(first["Students Sets"]))
    return Activity(
        id=int(first["Activity Id"]),
        subject=first["Subject"],
        teachers=tuple(_split(first["Teachers"])),
        students=students,
        parts=classes.parts(students),
        duration=len(hours),
        day=day,
        hour=min(hours),
        rooms=tuple(_split(first["Room"])),
        tags=tuple(_split(first["Activity Tags"])),
        comments=first["Comments"],
    )


def _check_same(first: Row, row: Row, problems: Problems) -> None:
    for column in _SAME:
        if row[column] != first[column]:
            what = _(
                "%(found)s, а в строке %(row)s у того же занятия %(number)s %(first)s",
                found=quoted(row[column]), row=first.line, number=first["Activity Id"],
                first=quoted(first[column]),
            )  # fmt: skip
            problems.add(what, _("одно и то же во всех строках занятия"), row=row.line, column=column)


def _met(rows: Iterable[Row], column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[column] for row in rows))


def _all_names(names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for several in names for name in several))


def _split(text: str) -> list[str]:
    return list(filter(None, (name.strip() for name in text.split("+"))))
