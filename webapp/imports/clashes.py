"""Places in a timetable where somebody would have to be in two lessons at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from webapp.imports.problems import Problems, quoted
from webapp.imports.weekly_timetable import Activity, Cell, Day, Hour
from webapp.language import _


def find_clashes(
    cells: Iterable[Cell], days: Sequence[Day], hours: Sequence[Hour], problems: Problems
) -> None:
    """Adds a problem where two activities share a teacher or students in one hour; warns where a room."""
    at: dict[tuple[int, int], list[Activity]] = defaultdict(list)
    for cell in cells:
        at[cell.day, cell.hour].append(cell.activity)
    told: set[tuple[int, int, str]] = set()
    for (day, hour), activities in sorted(at.items()):
        when = f"{days[day].name}, {hours[hour].name}"
        for n, first in enumerate(activities):
            for second in activities[n + 1 :]:
                _compare(first, second, when, told, problems)


def _compare(
    first: Activity, second: Activity, when: str, told: set[tuple[int, int, str]], problems: Problems
) -> None:
    for who, names in (
        ("teacher", set(first.teachers) & set(second.teachers)),
        ("class", _shared_classes(first, second)),
        ("room", set(first.rooms) & set(second.rooms)),
    ):
        for name in sorted(names):
            key = (first.id, second.id, name)
            if key in told:
                continue
            told.add(key)
            note = problems.warn if who == "room" else problems.add
            note(_told(who, name=quoted(name), when=when, first=first.title, second=second.title))


def _told(who: str, **values: str) -> str:
    if who == "teacher":
        return _("учитель %(name)s стоит сразу в двух занятиях (%(when)s): %(first)s и %(second)s", **values)
    if who == "class":
        return _("класс %(name)s стоит сразу в двух занятиях (%(when)s): %(first)s и %(second)s", **values)
    return _("кабинет %(name)s стоит сразу в двух занятиях (%(when)s): %(first)s и %(second)s", **values)


def _shared_classes(first: Activity, second: Activity) -> set[str]:
    shared = set(first.students) & set(second.students)
    if shared:
        return shared
    whole = {part.school_class: part.whole for part in second.parts}
    return {
        part.school_class
        for part in first.parts
        if part.school_class in whole and (part.whole or whole[part.school_class])
    }
