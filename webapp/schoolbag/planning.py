"""What a lesson needs in the bag, planned by its teacher on the lesson's sheet."""

from typing import NamedTuple

from peewee import fn

from webapp.changes.log import ANY_WEEK, record
from webapp.changes.once import Refused
from webapp.language import _
from webapp.names import folded
from webapp.people.models import Group, GroupClass, GroupTeacher, SchoolClass
from webapp.people.viewer import Viewer
from webapp.schoolbag.models import BagItem, GroupItem, LessonItem
from webapp.timetable.models import Lesson

HEAVIEST = 10_000


class Planned(NamedTuple):
    """An item on a lesson's sheet: whether this lesson needs it, and whether every lesson does (always)."""

    item: BagItem
    needed: bool
    always: bool


def items_of(lesson: Lesson) -> list[Planned]:
    """What the lesson needs, and what it leaves out of that this time; by name."""
    usual = _usual_items(lesson)
    own = {row.item_id: row for row in LessonItem.select().where(LessonItem.lesson == lesson)}
    extra = {item.id: item for item in BagItem.select().where(BagItem.id.in_(set(own) - set(usual)))}
    planned = [
        Planned(item, own[item.id].needed if item.id in own else True, item.id in usual)
        for item in {**usual, **extra}.values()
    ]
    return sorted(planned, key=lambda one: folded(one.item.name))


def offered(lesson: Lesson) -> list[BagItem]:
    """Items of the lesson's subject and grades that stand on its sheet neither as needed nor as left out."""
    first, last = _grades(lesson)
    there = [planned.item.id for planned in items_of(lesson)]
    query = BagItem.select().where(
        BagItem.school == lesson.school_id,
        BagItem.subject == lesson.taught_subject,
        BagItem.grade_from <= last,
        BagItem.grade_to >= first,
        BagItem.ended_on.is_null(),
        BagItem.id.not_in(there),
    )
    return sorted(query, key=lambda item: folded(item.name))


def plan_item(lesson: Lesson, item_id: int, needed: bool, *, by: Viewer) -> dict[str, int]:
    """Say that this one lesson needs the item, or does not. The same said again changes nothing.

    Returns {"item_id"}. Raises Refused for an item of another school or one no longer used.
    """
    item = BagItem.get_or_none(id=item_id, school=lesson.school_id, ended_on=None)
    if item is None:
        raise Refused(_("Такого предмета в списке школы нет."), "item_id")
    before = {planned.item.id: planned.needed for planned in items_of(lesson)}.get(item.id, False)
    if before == needed:
        return {"item_id": item.id}
    LessonItem.delete().where(LessonItem.lesson == lesson, LessonItem.item == item).execute()
    if needed != (item.id in _usual_items(lesson)):
        LessonItem.create(lesson=lesson, item=item, needed=needed)
    _record(lesson, item, by=by, week=lesson.week, before={"needed": before}, after={"needed": needed})
    return {"item_id": item.id}


def require_always(lesson: Lesson, item_id: int, needed: bool, *, by: Viewer) -> dict[str, int]:
    """Say that every lesson of the group needs the item, or none. Only the group's own teachers may.

    Returns {"item_id"}. Raises Refused.
    """
    item = BagItem.get_or_none(id=item_id, school=lesson.school_id, ended_on=None)
    if item is None:
        raise Refused(_("Такого предмета в списке школы нет."), "item_id")
    _check_own_group(lesson, by)
    row = GroupItem.get_or_none(group=lesson.group_id, item=item)
    if (row is not None) == needed:
        return {"item_id": item.id}
    if row is None:
        GroupItem.create(group=lesson.group_id, item=item)
    else:
        row.delete_instance()
    _record(lesson, item, by=by, week=ANY_WEEK, before={"always": not needed}, after={"always": needed})
    return {"item_id": item.id}


def add_item(
    lesson: Lesson, *, name: str, grams: int, kind: str = "other", always: bool = False, by: Viewer
) -> dict[str, int]:
    """Add an item of the lesson's subject to the school's list; this lesson needs it, or every one (always).

    kind is as in BagItem; grams from 1 to 10,000. Returns {"item_id"}. Raises Refused.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Напишите, что взять с собой."), "name")
    if not 1 <= grams <= HEAVIEST:
        raise Refused(_("Вес — от 1 грамма до 10 килограммов."), "grams")
    subject = lesson.taught_subject
    for other in BagItem.select().where(BagItem.school == lesson.school_id, BagItem.subject == subject):
        if folded(other.name) == folded(name) and other.ended_on is None:
            there = _(
                "Уже есть в списке: %(item)s, %(grams)s г. Отметьте его там.",
                item=other.name,
                grams=other.grams,
            )
            raise Refused(there, "name")
    first, last = _grades(lesson)
    item = BagItem.create(
        school=lesson.school_id,
        subject=subject,
        name=name,
        kind=kind,
        grams=grams,
        grade_from=first,
        grade_to=last,
        by=by.id,
    )
    return require_always(lesson, item.id, True, by=by) if always else plan_item(lesson, item.id, True, by=by)


def _usual_items(lesson: Lesson) -> dict[int, BagItem]:
    """What every lesson of the group needs; where another subject takes its place, what that subject's do."""
    groups: object = [lesson.group_id]
    if lesson.subject_id not in (None, lesson.group.subject_id):
        classes = GroupClass.select(GroupClass.school_class).where(GroupClass.group == lesson.group_id)
        groups = (
            Group.select(Group.id)
            .join(GroupClass)
            .where(Group.subject == lesson.subject_id, GroupClass.school_class.in_(classes))
        )
    query = BagItem.select().join(GroupItem).where(GroupItem.group.in_(groups), BagItem.ended_on.is_null())
    return {item.id: item for item in query}


def _grades(lesson: Lesson) -> tuple[int, int]:
    """The lowest and the highest grade that learns in the group."""
    query = SchoolClass.select(fn.MIN(SchoolClass.grade), fn.MAX(SchoolClass.grade)).join(GroupClass)
    first, last = query.where(GroupClass.group == lesson.group_id).scalar(as_tuple=True)
    return (first, last) if first is not None else (1, 11)


def _check_own_group(lesson: Lesson, by: Viewer) -> None:
    own = GroupTeacher.select().where(GroupTeacher.group == lesson.group_id, GroupTeacher.teacher == by.id)
    if not own.exists():
        raise Refused(_("Для всех уроков предмет отмечает учитель этой группы. Отметьте для одного урока."))


def _record(
    lesson: Lesson, item: BagItem, *, by: Viewer, week: str, before: dict[str, bool], after: dict[str, bool]
) -> None:
    record(
        "bag.planned",
        by=by.id,
        school=lesson.school_id,
        what=f"bag_item:{item.id}",
        scopes=lesson.scopes(),
        week=week,
        lesson_id=lesson.id,
        group_id=lesson.group_id,
        before=before,
        after={**after, "name": item.name},
    )
