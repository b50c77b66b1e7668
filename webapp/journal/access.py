"""Rules of access to the journal, and what a viewer may do on a lesson's sheet."""

from typing import Any, NamedTuple

from peewee import JOIN, ModelSelect, fn
from werkzeug.exceptions import Forbidden, NotFound

from webapp.homework.models import Homework
from webapp.people.access import Args, found
from webapp.people.models import STAFF_KINDS, Group, GroupClass, GroupTeacher, SchoolClass
from webapp.people.ties import LEADS
from webapp.people.viewer import Viewer
from webapp.school.models import School, Subject
from webapp.timetable.models import Lesson


class Opened(NamedTuple):
    """A lesson as the viewer opened it, and what the viewer may do with it.

    writes: teaches it. own: teaches its group, or leads the school, and may see the group's other lessons;
    to a substitute they stay closed.
    """

    lesson: Lesson
    writes: bool
    own: bool
    class_ids: tuple[int, ...]


def open_lesson(viewer: Viewer, lesson_id: int) -> Opened | None:
    """The lesson with the viewer's rights on it, by one statement; None for whom it does not concern."""
    mine = GroupTeacher.select(1).where(GroupTeacher.group == Lesson.group, GroupTeacher.teacher == viewer.id)
    classes = GroupClass.select(fn.STRING_AGG(GroupClass.school_class.cast("TEXT"), ","))
    lesson = (
        Lesson.whole()
        .switch(Lesson)
        .join(School)
        .select_extend(
            School,
            fn.EXISTS(mine).alias("is_own"),
            classes.where(GroupClass.group == Lesson.group).alias("class_list"),
        )
        .where(Lesson.id == lesson_id)
        .first()
    )
    if lesson is None:
        return None
    leads, works = viewer.holds(lesson.school_id, *LEADS), viewer.holds(lesson.school_id, *STAFF_KINDS)
    is_own = works and bool(lesson.is_own)
    writes = is_own or (works and lesson.teacher_id == viewer.id)
    class_ids = tuple(sorted(int(one) for one in (lesson.class_list or "").split(",") if one))
    return Opened(lesson, writes, is_own or leads, class_ids) if writes or leads else None


def opens_lesson(viewer: Viewer, args: Args) -> Args:
    """Who teaches the lesson, to write; who leads the school, to read."""
    opened = open_lesson(viewer, args.pop("lesson_id"))
    if opened is None:
        raise NotFound
    return {**args, "opened": opened}


def enters_lesson(viewer: Viewer, args: Args) -> Args:
    """Who gives the lesson or teaches its group. A substitute: the lesson replaced and no other."""
    opened = open_lesson(viewer, args.pop("lesson_id"))
    if opened is None or not opened.writes:
        raise NotFound
    return {**args, "opened": opened}


def gives_lessons(viewer: Viewer, args: Args) -> Args:
    """Holds a teacher's post anywhere, or leads a school."""
    if not viewer.schools("teacher", *LEADS):
        raise Forbidden
    return args


def _own_groups(viewer: Viewer) -> "ModelSelect[Any]":
    """Groups that the viewer teaches while holding a post at their school."""
    own = GroupTeacher.select(GroupTeacher.group).join(Group).where(GroupTeacher.teacher == viewer.id)
    return own.where(Group.school.in_(viewer.schools(*STAFF_KINDS)))


def reads_group(viewer: Viewer, args: Args) -> Args:
    """Teaches the group, or leads its school."""
    own = _own_groups(viewer)
    groups = (
        Group.select(Group, Subject, School, SchoolClass)
        .join(Subject)
        .switch(Group)
        .join(School)
        .switch(Group)
        .join(SchoolClass, JOIN.LEFT_OUTER, on=(Group.whole_class == SchoolClass.id), attr="whole_class")
    ).where(Group.id.in_(own) | Group.school.in_(viewer.schools(*LEADS)))
    return {"group": found(groups, args.pop("group_id")), **args}


def _set_by(viewer: Viewer) -> "ModelSelect[Any]":
    here = viewer.schools(*STAFF_KINDS)
    given = Lesson.select(Lesson.id).where(Lesson.teacher == viewer.id, Lesson.school.in_(here))
    return Homework.select().where(Homework.group.in_(_own_groups(viewer)) | Homework.set_in.in_(given))


def keeps_homework(viewer: Viewer, args: Args) -> Args:
    """Teaches the homework's group, or gave the lesson in which it was set."""
    return {"homework": found(_set_by(viewer), args.pop("homework_id")), **args}
