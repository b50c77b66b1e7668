"""Which day's bag is packed, and what is in it."""

import datetime as dt
from dataclasses import dataclass

from webapp import clock, weeks
from webapp.bars import Bars, bars_of
from webapp.people.children import Child
from webapp.schoolbag.contents import Bag, Need, bags
from webapp.statements import Statement, as_day
from webapp.timetable.models import CANCELLED, Lesson

_NEIGHBOURS = Statement("""
    SELECT MAX(CASE WHEN l.date < ? THEN l.date END), MIN(CASE WHEN l.date > ? THEN l.date END)
    FROM group_student gs JOIN lesson l ON l.group_id = gs.group_id AND l.date BETWEEN ? AND ?
    WHERE gs.student_id = ? AND gs.starts <= l.date AND (gs.ends IS NULL OR gs.ends >= l.date)
     AND l.state <> 'cancelled'
""")
# The longest time without lessons is the summer.
_LONGEST_BREAK = dt.timedelta(days=120)


@dataclass(frozen=True)
class BagDay:
    """A day's bag, None on a day without lessons, and the days of lessons before and after it.

    week are the bags of its week's days of lessons.
    """

    date: dt.date
    bag: Bag | None
    week: dict[dt.date, Bag]
    previous: dt.date | None
    next: dt.date | None

    @property
    def bars(self) -> Bars:
        """The week's weights against the limit: the daily set, on it the bag and the rest."""
        weights = {day: (bag.set_grams, bag.grams - bag.set_grams) for day, bag in self.week.items()}
        return bars_of(weights, max((bag.limit.grams for bag in self.week.values()), default=0))


def next_school_day(child: Child) -> dt.date | None:
    """The first day after today, by the school's clock, on which the student has lessons."""
    return _neighbours(child, clock.today(child.student.school))[1]


def bag_of(child: Child, day: dt.date) -> BagDay:
    """The student's bag of the day as this viewer sees it: its states are the family's own affair."""
    first, *_, last = weeks.days(weeks.week_of(day))
    last = max(last, day)
    query = Lesson.of_student(child.student.id, first, last).where(Lesson.state != CANCELLED)
    needs = [_need(lesson) for lesson in query]
    stay = child.stay_on(day)
    if not stay:
        return BagDay(day, None, {}, *_neighbours(child, day))
    found = bags(child.student, stay.grade, first, last, needs, with_states=child.is_own)
    own = bags(
        child.student, stay.grade, day, day, [x for x in needs if x.date == day], with_states=child.is_own
    )
    return BagDay(day, own.get(day), {**found, **own}, *_neighbours(child, day))


def _need(lesson: Lesson) -> Need:
    instead = lesson.subject_id if lesson.subject_id != lesson.group.subject_id else None
    return Need(lesson.id, lesson.date, lesson.group_id, lesson.taught_subject.name, instead)


def _neighbours(child: Child, day: dt.date) -> tuple[dt.date | None, dt.date | None]:
    near = (day - _LONGEST_BREAK, day + _LONGEST_BREAK)
    before, after = _NEIGHBOURS.rows(day, day, *near, child.student.id)[0]
    return as_day(before), as_day(after)
