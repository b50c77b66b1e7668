"""A week of lessons laid out by day and lesson number."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from webapp import weeks
from webapp.people.models import GroupClass, SchoolClass
from webapp.school.holidays import days_off
from webapp.school.models import Holiday, School
from webapp.timetable.models import Lesson


class Place(NamedTuple):
    """A lesson number of a day with the lessons there: none, one, or those of parallel groups."""

    number: int
    lessons: list[Lesson]


class Day(NamedTuple):
    """A day of the week with the same places as every other day, and the holiday that it belongs to."""

    date: date
    holiday: Holiday | None
    places: list[Place]

    @property
    def lessons(self) -> list[Lesson]:
        """All lessons of the day."""
        return [lesson for place in self.places for lesson in place.lessons]


class GroupClasses(NamedTuple):
    """The classes from which a group's students come: names in order, and their shift."""

    names: list[str]
    shift: int


def classes_of(group_ids: Iterable[int]) -> dict[int, GroupClasses]:
    """The classes of each group, by the group's id."""
    links = (
        GroupClass.select(GroupClass, SchoolClass)
        .join(SchoolClass)
        .where(GroupClass.group.in_(set(group_ids)))
        .order_by(SchoolClass.grade, SchoolClass.name)
    )
    found: dict[int, GroupClasses] = {}
    for link in links:
        classes = found.setdefault(link.group_id, GroupClasses([], link.school_class.shift))
        classes.names.append(link.school_class.name)
    return found


def laid(
    school: School | int, week: str, lessons: Iterable[Lesson], classes: dict[int, GroupClasses] | None = None
) -> list[Day]:
    """The lessons of the week, Monday to Saturday, each day with every place that any day has.

    A number stands twice where the two shifts both have it; that needs the groups' classes.
    """
    days = weeks.days(week)
    off = days_off(school, days[0], days[-1])
    by_place: dict[tuple[int, int], dict[date, list[Lesson]]] = {}
    for lesson in lessons:
        shift = classes[lesson.group_id].shift if classes and lesson.group_id in classes else 1
        by_place.setdefault((shift, lesson.number), {}).setdefault(lesson.date, []).append(lesson)
    places = sorted(by_place.items())
    return [
        Day(day, off.get(day), [Place(number, on_day.get(day, [])) for (_, number), on_day in places])
        for day in days
    ]
