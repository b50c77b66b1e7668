"""The demo school as it comes into the database: which row stands for which plan."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import NamedTuple

from webapp.demo.absences import DayAbsence
from webapp.demo.bulk import moment
from webapp.demo.lessons_text import LessonText
from webapp.demo.people import StudentPlan
from webapp.demo.school import SchoolPlan
from webapp.school.models import AcademicYear, School

MORNING, EVENING = time(7, 50), time(20, 10)


class GroupRow(NamedTuple):
    """A learning group; subject is the plan's code, half 0 for the whole class, weekly its lessons a week."""

    id: int
    class_name: str
    grade: int
    subject: str
    half: int
    weekly: int
    teacher_key: str


class LessonRow(NamedTuple):
    """A dated lesson as it was filled in from the pattern; begins and ends are aware instants in UTC."""

    id: int
    group_id: int
    date: date
    week: str
    number: int
    begins: datetime
    ends: datetime
    teacher_id: int


class Stay(NamedTuple):
    """The days on which a student is in the class; last None: open."""

    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the student is there on that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass
class Laid:
    """What stands already. Ids by the plan's keys; lessons by group in order; texts by lesson id.

    away holds each student's absences by day, empty lessons those in which the teacher entered nothing yet.
    """

    plan: SchoolPlan
    school: School
    year: AcademicYear
    users: dict[str, int] = field(default_factory=dict)
    students: dict[str, int] = field(default_factory=dict)
    classes: dict[str, int] = field(default_factory=dict)
    stays: dict[str, Stay] = field(default_factory=dict)
    groups: list[GroupRow] = field(default_factory=list)
    lessons: dict[int, list[LessonRow]] = field(default_factory=dict)
    texts: dict[int, LessonText] = field(default_factory=dict)
    away: dict[str, dict[date, DayAbsence]] = field(default_factory=dict)
    empty_lessons: set[int] = field(default_factory=set)

    @property
    def today(self) -> date:
        """The day that the school is laid around; nothing of it has happened yet."""
        return self.plan.today

    @property
    def begun(self) -> datetime:
        """The instant at which the school stands: today, before the first bell."""
        return moment(self.today, MORNING)

    def held(self, group: GroupRow) -> list[LessonRow]:
        """The group's lessons before today."""
        return self._held[group.id]

    def learning(self, group: GroupRow) -> tuple[StudentPlan, ...]:
        """The students of the group, as lists order them, whenever they came or left."""
        return self._learning[group.id]

    def groups_of(self, student: StudentPlan) -> Iterator[GroupRow]:
        """The groups in which the student learns."""
        for group in self._of_class.get(student.class_name, []):
            if group.half in (0, student.half):
                yield group

    @cached_property
    def _held(self) -> dict[int, list[LessonRow]]:
        return {
            group: [lesson for lesson in lessons if lesson.date < self.today]
            for group, lessons in self.lessons.items()
        }

    @cached_property
    def _of_class(self) -> dict[str, list[GroupRow]]:
        found: dict[str, list[GroupRow]] = {}
        for group in self.groups:
            found.setdefault(group.class_name, []).append(group)
        return found

    @cached_property
    def _learning(self) -> dict[int, tuple[StudentPlan, ...]]:
        return {group.id: self.plan.class_list(group.class_name, group.half) for group in self.groups}


def days_before(laid: Laid, class_name: str) -> list[date]:
    """The class's days of lessons before today, in order."""
    groups = [group for group in laid.groups if group.class_name == class_name]
    return sorted({lesson.date for group in groups for lesson in laid.held(group)})


def days_from(laid: Laid, class_name: str) -> list[date]:
    """The class's days of lessons from today on, in order."""
    groups = [group for group in laid.groups if group.class_name == class_name]
    return sorted({x.date for group in groups for x in laid.lessons[group.id] if x.date >= laid.today})
