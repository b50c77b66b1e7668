"""Homework is copied to parallel groups of the same teacher."""

from datetime import date
from typing import Any, NamedTuple

from peewee import ModelSelect

from webapp import clock
from webapp.changes.once import Refused
from webapp.homework.due import next_lesson
from webapp.homework.models import NOTHING, Homework
from webapp.homework.setting import record_homework, state_of
from webapp.language import _
from webapp.people.models import Group, GroupClass, GroupTeacher, SchoolClass
from webapp.people.viewer import Viewer
from webapp.timetable.models import CANCELLED, Lesson


def parallel_groups(group: Group, teacher_id: int) -> "ModelSelect[Any]":
    """Other groups of the subject and of a same grade that the teacher teaches, by name."""
    grades = _grades(GroupClass.group == group)
    return (
        Group.select()
        .join(GroupTeacher)
        .where(
            GroupTeacher.teacher == teacher_id,
            Group.id != group.id,
            Group.year == group.year_id,
            Group.subject == group.subject_id,
            Group.ended_on.is_null(),
            Group.id.in_(
                GroupClass.select(GroupClass.group).join(SchoolClass).where(SchoolClass.grade.in_(grades))
            ),
        )
        .order_by(Group.name, Group.id)
    )


class Target(NamedTuple):
    """A group to copy homework to, and the lesson at which it would be due there (None: no more lessons)."""

    group: Group
    due: Lesson | None


def copy_targets(homework: Homework, teacher_id: int) -> list[Target]:
    """The parallel groups of the teacher, each with its next lesson after the day of setting."""
    groups = parallel_groups(homework.group, teacher_id)
    return [Target(group, next_lesson(group.id, _day_of(homework))) for group in groups]


def copy_homework(homework: Homework, group_ids: list[int], *, by: Viewer) -> list[Homework]:
    """Set the same for parallel groups, each due at its next lesson after the day it was set on.

    A group that already has the same text for that day is left as it is. Raises Refused.
    """
    homework = Homework.get_by_id(homework.id)
    if homework.withdrawn_at is not None or homework.kind == NOTHING or homework.student_id:
        raise Refused(_("Скопировать можно только действующее задание для всей группы."))
    groups = {group.id: group for group in parallel_groups(homework.group, by.id)}
    if not group_ids:
        raise Refused(_("Выберите хотя бы одну группу."), "group")
    if set(group_ids) - set(groups):
        raise Refused(_("Эту группу вы не ведёте. Откройте страницу заново."), "group")
    return [copy for one in dict.fromkeys(group_ids) if (copy := _copied(homework, groups[one], by=by))]


def _copied(homework: Homework, group: Group, *, by: Viewer) -> Homework | None:
    day = _day_of(homework)
    due = next_lesson(group.id, day)
    if due is None:
        raise Refused(_("У группы %(name)s в расписании больше нет уроков.", name=group.name), "group")
    same = Homework.select().where(
        Homework.group == group, Homework.due == due.date, Homework.text == homework.text,
        Homework.withdrawn_at.is_null(),
    )  # fmt: skip
    if same.exists():
        return None
    now = clock.now()
    set_in = (
        Lesson.select()
        .where(Lesson.group == group, Lesson.date <= day, Lesson.state != CANCELLED)
        .order_by(Lesson.date.desc(), Lesson.starts_at.desc())
        .first()
    )
    copy = Homework.create(
        group=group, set_in=set_in, lesson=due, due=due.date, kind=homework.kind, text=homework.text,
        by=by.id, created_at=now, edited_at=now, version=1,
    )  # fmt: skip
    after = {**state_of(copy), "copied_from": homework.id}
    record_homework("homework.set", copy, set_in or due, by=by, after=after)
    return copy


def _grades(condition: Any) -> "ModelSelect[Any]":
    return SchoolClass.select(SchoolClass.grade).join(GroupClass).where(condition)


def _day_of(homework: Homework) -> date:
    """The day on which it was set; where that is not known, the one on which it is due."""
    return homework.set_in.date if homework.set_in else homework.due
