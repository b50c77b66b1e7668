"""A week's timetable as a file gives it, before anything of it is in the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from webapp.imports.problems import Problem
from webapp.language import _


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the pattern.

    weekday is ISO (1 Monday); weeks: every, or A or B when the pattern has two weeks.
    """

    name: str
    weekday: int
    weeks: str = "every"


@dataclass(frozen=True, slots=True)
class Hour:
    """A lesson's place in the day: its number, and its bells where the file tells them."""

    name: str
    number: int
    starts: time | None = None
    ends: time | None = None


@dataclass(frozen=True, slots=True)
class TimetableClass:
    """A class: name as in the file, title as the school writes it (7А), grade where the name says one."""

    name: str
    title: str
    grade: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """That an activity concerns a class, named as in the file: all of it (whole), or some of its students."""

    school_class: str
    whole: bool


@dataclass(frozen=True, slots=True)
class StudentsSet:
    """Students who are named together: a parallel, a class, a part of one or of several classes."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """A lesson of the pattern, duration hours long.

    day and hour index the timetable's days and hours; None when the activity has no place. students are
    names of students sets, parts what they come to in classes. group_id joins the activities of one split
    subject (0: none).
    """

    id: int
    subject: str
    teachers: tuple[str, ...]
    students: tuple[str, ...]
    parts: tuple[Part, ...]
    duration: int
    day: int | None
    hour: int | None
    rooms: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    comments: str = ""
    group_id: int = 0
    active: bool = True

    @property
    def title(self) -> str:
        """How a problem names the activity."""
        names = ", ".join(filter(None, [self.subject, "+".join(self.students)]))
        return _("занятие %(number)s (%(names)s)", number=self.id, names=names)


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of an active activity in the grid of days and hours (indexes)."""

    day: int
    hour: int
    activity: Activity


@dataclass(frozen=True, slots=True)
class Timetable:
    """What a timetable file holds. classes, subjects, teachers and rooms stand in the file's order."""

    school: str
    days: tuple[Day, ...]
    hours: tuple[Hour, ...]
    classes: tuple[TimetableClass, ...]
    subjects: tuple[str, ...]
    teachers: tuple[str, ...]
    rooms: tuple[str, ...]
    students_sets: tuple[StudentsSet, ...]
    activities: tuple[Activity, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def has_bells(self) -> bool:
        """Whether every hour has its times."""
        return all(hour.starts and hour.ends for hour in self.hours)

    def cells(self) -> Iterator[Cell]:
        """Every hour that is taught, an hour shared by several classes once."""
        for activity in self.activities:
            if activity.active and activity.day is not None and activity.hour is not None:
                for hour in range(activity.hour, activity.hour + activity.duration):
                    yield Cell(activity.day, hour, activity)

    def week_of_class(self, name: str) -> list[Cell]:
        """The hours that the class or some of its students have, in order of the week."""
        return self._ordered(c for c in self.cells() if any(p.school_class == name for p in c.activity.parts))

    def week_of_teacher(self, name: str) -> list[Cell]:
        """The hours that the teacher gives, in order of the week."""
        return self._ordered(c for c in self.cells() if name in c.activity.teachers)

    def counts(self) -> dict[str, int]:
        """How many of each; lesson_periods counts hours in the pattern, those shared by classes once."""
        return {
            "classes": len(self.classes),
            "teachers": len(self.teachers),
            "subjects": len(self.subjects),
            "rooms": len(self.rooms),
            "activities": sum(activity.active for activity in self.activities),
            "lesson_periods": sum(1 for _ in self.cells()),
        }

    @staticmethod
    def _ordered(cells: Iterator[Cell]) -> list[Cell]:
        return sorted(cells, key=lambda cell: (cell.day, cell.hour, cell.activity.id))
