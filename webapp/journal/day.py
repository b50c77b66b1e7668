"""A teacher's lessons of a day, with what is already entered in each."""

from datetime import date
from typing import Any, NamedTuple

from peewee import Expression, ModelSelect, fn

from webapp.absence.models import Register
from webapp.homework.models import Homework
from webapp.marks.models import Mark
from webapp.people.viewer import Viewer
from webapp.timetable.models import CANCELLED, Lesson


class DayLesson(NamedTuple):
    """A lesson in the day's row: who it is for (a class's or a group's name), and what is entered in it."""

    lesson: Lesson
    whom: str
    has_register: bool
    has_homework: bool
    marks: int

    @property
    def has_topic(self) -> bool:
        """Whether the topic is entered."""
        return bool(self.lesson.topic)


def with_signs(condition: Expression) -> list[DayLesson]:
    """The lessons under the condition, each with its signs, by one statement, in the order of the day."""
    registered = Register.select(1).where(Register.lesson == Lesson.id)
    standing = Homework.withdrawn_at.is_null()
    homework = Homework.select(1).where(Homework.set_in == Lesson.id, standing)
    marks = Mark.select(fn.COUNT(Mark.id)).where(Mark.lesson == Lesson.id, Mark.withdrawn_at.is_null())
    query = (
        Lesson.with_class()
        .select_extend(
            fn.EXISTS(registered).alias("has_register"),
            fn.EXISTS(homework).alias("has_homework"),
            marks.alias("mark_count"),
        )
        .where(condition)
    )
    return [
        DayLesson(x, x.group.whom, bool(x.has_register), bool(x.has_homework), x.mark_count) for x in query
    ]


def of_day(teacher_id: int, day: date) -> list[DayLesson]:
    """The lessons that the teacher gives on the day."""
    return with_signs((Lesson.date == day) & Lesson.given_by(teacher_id))


def of_class_day(class_id: int, day: date) -> list[DayLesson]:
    """The lessons of the class on the day."""
    groups = Lesson.of_class(class_id, day, day).order_by().select(Lesson.id)
    return with_signs(Lesson.id.in_(groups))


def next_day(viewer: Viewer, after: date) -> date | None:
    """The next day on which the viewer gives a lesson."""
    return _near(viewer, Lesson.date > after, Lesson.date)


def day_before(viewer: Viewer, before: date) -> date | None:
    """The last day before on which the viewer gave a lesson."""
    return _near(viewer, Lesson.date < before, Lesson.date.desc())


def _near(viewer: Viewer, condition: Expression, order: Any) -> date | None:
    query: ModelSelect[Any] = Lesson.select(Lesson.date).where(
        condition, Lesson.given_by(viewer.id), Lesson.state != CANCELLED
    )
    found = query.order_by(order).first()
    return found.date if found else None
