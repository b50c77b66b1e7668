"""What a form of a change names by id, among the rows of the lesson's own school."""

from typing import Any

from peewee import JOIN, ModelSelect

from webapp.changes.once import Refused
from webapp.language import _
from webapp.people.models import Role, User
from webapp.school.models import Room, Subject
from webapp.timetable.changing import TEACHING
from webapp.timetable.models import Lesson, Slot


def chosen_teacher(lesson: Lesson, teacher_id: int | None) -> User:
    """Who may give lessons at the school. Raises Refused."""
    posts = Role.select(Role.user).where(Role.school == lesson.school_id, Role.kind.in_(TEACHING))
    teacher = User.select().where(User.id == teacher_id, User.id.in_(posts)).first()
    if teacher is None:
        raise Refused(_("Выберите учителя из списка."), "teacher")
    return teacher


def chosen_subject(lesson: Lesson, subject_id: int | None) -> Subject | None:
    """A subject of the school; None: the group's own."""
    return Subject.get_or_none(id=subject_id, school=lesson.school_id) if subject_id else None


def chosen_room(lesson: Lesson, room_id: int | None) -> Room:
    """A room of the school. Raises Refused."""
    room = Room.get_or_none(id=room_id, school=lesson.school_id)
    if room is None:
        raise Refused(_("Выберите кабинет из списка."), "room")
    return room


def rooms_of(school_id: int) -> list[Room]:
    """The school's rooms by name."""
    return list(Room.select().where(Room.school == school_id).order_by(Room.name))


def as_it_stands(lesson: Lesson) -> Lesson:
    """The lesson read again, after a change that was refused."""
    return with_slot().where(Lesson.id == lesson.id).get()


def with_slot() -> "ModelSelect[Any]":
    """The whole lessons, each with its place in the weekly pattern."""
    return Lesson.whole().switch(Lesson).join(Slot, JOIN.LEFT_OUTER).select_extend(Slot)
