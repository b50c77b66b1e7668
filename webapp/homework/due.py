"""For which lesson homework is due."""

from datetime import date
from typing import Any

from peewee import ModelSelect

from webapp.changes.once import Refused
from webapp.homework.models import Homework
from webapp.language import _
from webapp.timetable.changing import after_move
from webapp.timetable.models import CANCELLED, Lesson


def later_lessons(group_id: int, after: date) -> "ModelSelect[Any]":
    """The group's lessons after the day that take place; a double lesson's second half is not later."""
    return (
        Lesson.select()
        .where(Lesson.group == group_id, Lesson.date > after, Lesson.state != CANCELLED)
        .order_by(Lesson.date, Lesson.starts_at, Lesson.id)
    )


def next_lesson(group_id: int, after: date) -> Lesson | None:
    """The lesson that «к следующему уроку» means."""
    return later_lessons(group_id, after).first()


def checked_due(lesson: Lesson, due_lesson_id: int | None) -> Lesson:
    """The later lesson with this id, or the next one. Raises Refused, beside the choice of the day."""
    later = later_lessons(lesson.group_id, lesson.date)
    if due_lesson_id is None:
        if (due := later.first()) is None:
            raise Refused(_("В расписании группы больше нет уроков: задать на следующий нельзя."), "due")
        return due
    if (due := later.where(Lesson.id == due_lesson_id).first()) is None:
        raise Refused(_("Этого урока в расписании уже нет. Выберите другой."), "due")
    return due


def follow(lesson: Lesson) -> None:
    """Homework due for a lesson that has moved is due on its new day."""
    Homework.update(due=lesson.date).where(Homework.lesson == lesson).execute()


after_move.append(follow)
