"""The list of homework over some days: which days, which subject, in which order."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from webapp import weeks
from webapp.bars import Bars, bars_of
from webapp.homework.reading import Due, due_between
from webapp.people.models import Student

LONGEST = timedelta(days=366)
AHEAD = timedelta(days=13)
# More days than this are no picture on a phone.
MOST_BARS = 12


@dataclass(frozen=True)
class Chosen:
    """The days from first to last, both included, and one subject or all."""

    first: date
    last: date
    subject_id: int | None

    def weeks(self) -> list[str]:
        """The weeks that the days touch."""
        first, count = weeks.monday(weeks.week_of(self.first)), 0
        found = []
        while (monday := first + timedelta(weeks=count)) <= self.last:
            found.append(weeks.week_of(monday))
            count += 1
        return found


@dataclass(frozen=True)
class DueDay:
    """What is due on a day, by kind: mandatory, what is up to the student, subjects with nothing set."""

    date: date
    mandatory: list[Due]
    optional: list[Due]
    self_study: list[Due]
    nothing: list[Due]


def chosen(first: date | None, last: date | None, subject_id: int | None, today: date) -> Chosen:
    """The days asked for: from today for two weeks unless said, in order, a year at most."""
    first = first or (min(today, last) if last else today)
    last = last or first + AHEAD
    first, last = min(first, last), max(first, last)
    return Chosen(first, min(last, first + LONGEST), subject_id)


def due_days(student: Student, days: Chosen) -> tuple[list[DueDay], dict[int, str]]:
    """The days on which something is due, and the subjects of all homework of these days by id."""
    found = due_between(student.id, days.first, days.last)
    subjects = dict(sorted({(due.subject_id, due.subject) for due in found}, key=lambda one: one[1]))
    kept = [due for due in found if days.subject_id in (None, due.subject_id)]
    return [_day(day, list(rows)) for day, rows in groupby(kept, lambda due: due.due)], subjects


def load_of(days: list[DueDay]) -> Bars | None:
    """The tasks of each day that has any: mandatory ones, on them the others. None where bars help nobody."""
    counts = {day.date: (len(day.mandatory), len(day.optional) + len(day.self_study)) for day in days}
    values = {day: parts for day, parts in counts.items() if any(parts)}
    return bars_of(values) if 1 < len(values) <= MOST_BARS else None


def _day(day: date, rows: list[Due]) -> DueDay:
    rows = sorted(rows, key=lambda due: due.subject)
    taken = {due.subject_id for due in rows if not due.is_nothing}
    rest = [due for due in rows if not (due.is_mandatory or due.is_optional or due.is_nothing)]
    return DueDay(
        day,
        [due for due in rows if due.is_mandatory],
        [due for due in rows if due.is_optional],
        rest,
        [due for due in rows if due.is_nothing and due.subject_id not in taken],
    )
