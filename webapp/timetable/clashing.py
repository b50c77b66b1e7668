"""Who and what is busy at the time of a lesson."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any, NamedTuple

from peewee import ModelSelect

from webapp.people.models import Group, GroupClass, GroupStudent
from webapp.people.ties import current
from webapp.timetable.models import CANCELLED, Lesson


class Hour(NamedTuple):
    """A stretch of a day."""

    date: date
    starts_at: time
    ends_at: time

    @classmethod
    def of(cls, lesson: Lesson) -> "Hour":
        """When the lesson is held."""
        return cls(lesson.date, lesson.starts_at, lesson.ends_at)

    def overlaps(self, lesson: Lesson) -> bool:
        """Whether the lesson is held within it, if only in part."""
        same_day = lesson.date == self.date and not lesson.is_cancelled
        return same_day and lesson.starts_at < self.ends_at and self.starts_at < lesson.ends_at


def _first(lessons: Iterable[Lesson], hour: Hour, besides: int) -> Lesson | None:
    return next((x for x in lessons if x.id != besides and hour.overlaps(x)), None)


def lesson_of_teacher(teacher_id: int, hour: Hour, *, besides: int = 0) -> Lesson | None:
    """The lesson that the teacher gives at that hour."""
    return _first(Lesson.of_teacher(teacher_id, hour.date, hour.date), hour, besides)


def lesson_in_room(room_id: int, hour: Hour, *, besides: int = 0) -> Lesson | None:
    """The lesson that takes the room at that hour."""
    return _first(Lesson.of_room(room_id, hour.date, hour.date), hour, besides)


def lesson_of_students(group: Group, hour: Hour, *, besides: int = 0) -> Lesson | None:
    """The lesson that students of the group have at that hour: with students shared, or a whole class."""
    lessons = Lesson.whole().where(
        Lesson.date == hour.date,
        Lesson.state != CANCELLED,
        Lesson.group.in_(_sharing_students(group, hour.date)) | Lesson.group.in_(_sharing_classes(group)),
    )
    return _first(lessons, hour, besides)


def _sharing_students(group: Group, day: date) -> "ModelSelect[Any]":
    own = GroupStudent.select(GroupStudent.student).where(
        GroupStudent.group == group, current(GroupStudent, day)
    )
    other = GroupStudent.alias()
    return other.select(other.group).where(other.student.in_(own), current(other, day))


def _sharing_classes(group: Group) -> "ModelSelect[Any]":
    """Groups of the same classes, of which one is a whole class: also where students are not entered yet."""
    own = GroupClass.select(GroupClass.school_class).where(GroupClass.group == group)
    other = GroupClass.alias()
    groups = other.select(other.group).join(Group).where(other.school_class.in_(own))
    return groups if group.whole_class_id else groups.where(Group.whole_class.is_null(False))
