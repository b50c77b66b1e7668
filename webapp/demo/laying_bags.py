"""What the demo's lessons ask to bring."""

from webapp.demo.bag import BagItemPlan, daily_items, items_for
from webapp.demo.bulk import insert
from webapp.demo.classes import LETTERS
from webapp.demo.curriculum import SUBJECTS
from webapp.demo.laid import Laid
from webapp.school.models import Subject
from webapp.schoolbag.models import BagItem, GroupItem


def lay_bags(laid: Laid) -> None:
    """Items with their weights, those of every day, and what each group's lessons need."""
    names = {row.name: row.id for row in Subject.select().where(Subject.school == laid.school)}
    subjects: dict[BagItemPlan, int] = {}
    grades: dict[BagItemPlan, list[int]] = {}
    for group in laid.groups:
        for item in items_for(group.subject, group.grade):
            subjects.setdefault(item, names[SUBJECTS[group.subject.removesuffix("_profile")].name])
            grades.setdefault(item, []).append(group.grade)
    daily: dict[BagItemPlan, list[int]] = {}
    for grade in LETTERS:
        for item in daily_items(grade):
            daily.setdefault(item, []).append(grade)
    fields = [BagItem.school, BagItem.subject, BagItem.name, BagItem.kind, BagItem.grams, BagItem.daily]
    rows = [
        (
            laid.school.id,
            subjects.get(item),
            item.name,
            item.kind,
            item.grams,
            item in daily,
            min(at),
            max(at),
        )
        for item, at in (*grades.items(), *daily.items())
    ]
    ids = insert(BagItem, [*fields, BagItem.grade_from, BagItem.grade_to], rows)
    known = dict(zip((*grades, *daily), ids, strict=True))
    needed = [(g.id, known[item]) for g in laid.groups for item in items_for(g.subject, g.grade)]
    insert(GroupItem, [GroupItem.group, GroupItem.item], needed)
