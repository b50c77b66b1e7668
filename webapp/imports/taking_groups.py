"""Learning groups that a timetable implies: who learns a subject together, with whom."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

from webapp.imports.tally import CHANGED, GONE, NEW, UNCHANGED, Tally
from webapp.imports.weekly_timetable import Activity, Timetable
from webapp.people.models import Enrolment, Group, GroupClass, GroupStudent, GroupTeacher, SchoolClass, User
from webapp.school.models import AcademicYear, Room, School, Subject
from webapp.timetable.models import Lesson

MARK = "fet:"
Key = tuple[str, tuple[str, ...], tuple[str, ...]]


def key_of(activity: Activity) -> Key:
    """What activities of one group share: subject, students, teachers."""
    return (activity.subject, tuple(sorted(activity.students)), activity.teachers)


@dataclass
class Groups:
    """The groups of a year, matched with those of the file."""

    school: School
    year: AcademicYear
    first: date
    subjects: dict[str, Room | Subject]
    teachers: dict[str, User]
    classes: dict[str, SchoolClass]
    tally: Tally

    def take(self, timetable: Timetable) -> dict[Key, Group]:
        """The group of each key that the file's active activities have.

        A group keeps its identity when only its teachers change, so that its marks stay with it.
        """
        examples = {key_of(a): a for a in timetable.activities if a.active and a.students}
        known = {str(g.external_id): g for g in self._open_groups()}
        marks = {key: self._mark(key) for key in examples}
        found = {key: known.pop(mark) for key, mark in marks.items() if mark in known}
        wanting = [key for key in examples if key not in found]
        rivals = Counter(map(self._stem, wanting))
        spare = defaultdict(list)
        for mark in known:
            spare[mark.rpartition(":")[0]].append(mark)
        for key in wanting:
            candidates = spare[self._stem(key)]
            if len(candidates) == 1 and rivals[self._stem(key)] == 1:
                found[key] = self._change_teachers(known.pop(candidates[0]), key)
            else:
                found[key] = self._make(key, examples[key])
        peopled = self._peopled()
        for key, example in examples.items():
            if key not in wanting:
                seated = found[key].id not in peopled and self._seat(found[key], self._whole_classes(example))
                self.tally.add("groups", CHANGED if seated else UNCHANGED, found[key].name)
        return found

    def end_gone(self, wished: dict[Key, Group]) -> None:
        """End the groups of earlier files that this one no longer has."""
        present = {group.id for group in wished.values()}
        for group in self._open_groups():
            if group.id not in present:
                group.ended_on = self.first - timedelta(days=1)
                group.save()
                self.tally.add("groups", GONE, group.name)

    def _open_groups(self) -> list[Group]:
        still = Group.ended_on.is_null() | (Group.ended_on >= self.first)
        return list(Group.select().where(Group.year == self.year, still, Group.external_id.startswith(MARK)))

    def _stem(self, key: Key) -> str:
        return MARK + blake2b(repr(key[:2]).encode(), digest_size=12).hexdigest()

    def _mark(self, key: Key) -> str:
        return f"{self._stem(key)}:{blake2b(repr(key[2]).encode(), digest_size=8).hexdigest()}"

    def _make(self, key: Key, activity: Activity) -> Group:
        classes = [self.classes[part.school_class] for part in activity.parts]
        whole = classes[0] if len(classes) == 1 and activity.parts[0].whole else None
        group = Group.create(
            school=self.school,
            year=self.year,
            subject=self.subjects[activity.subject],
            name=f"{', '.join(activity.students)} · {activity.subject}"[:255],
            whole_class=whole,
            external_id=self._mark(key),
        )
        for school_class in classes:
            GroupClass.create(group=group, school_class=school_class)
        self._name_teachers(group, key)
        self._seat(group, self._whole_classes(activity))
        self.tally.add("groups", NEW, group.name)
        return group

    def _name_teachers(self, group: Group, key: Key) -> None:
        for position, name in enumerate(key[2]):
            GroupTeacher.create(group=group, teacher=self.teachers[name], position=position)

    def _whole_classes(self, activity: Activity) -> list[SchoolClass]:
        return [self.classes[part.school_class] for part in activity.parts if part.whole]

    def _peopled(self) -> set[int]:
        """Groups of the year in which somebody learns, or learned: who is in them is no longer the file's."""
        there = GroupStudent.select(GroupStudent.group).join(Group).where(Group.year == self.year).distinct()
        return {row.group_id for row in there}

    def _seat(self, group: Group, classes: list[SchoolClass]) -> bool:
        """Students of whole classes learn in the group from the first day, or from when they came.

        Returns whether there were any: a file may come before the people do.
        """
        there = (
            Enrolment.select()
            .where(
                Enrolment.school_class.in_(classes), Enrolment.ends.is_null() | (Enrolment.ends >= self.first)
            )
            .order_by(Enrolment.id)
        )
        rows = [
            {"group": group, "student": e.student_id, "starts": max(e.starts, self.first), "ends": e.ends}
            for e in there
        ]
        if rows:
            GroupStudent.insert_many(rows).execute()
        return bool(rows)

    def _change_teachers(self, group: Group, key: Key) -> Group:
        GroupTeacher.delete().where(GroupTeacher.group == group).execute()
        self._name_teachers(group, key)
        group.external_id = self._mark(key)
        group.save()
        teacher = self.teachers[key[2][0]] if key[2] else None
        Lesson.update(teacher=teacher, version=Lesson.version + 1).where(
            Lesson.group == group, Lesson.date >= self.first, Lesson.state.in_(("planned", "moved"))
        ).execute()
        self.tally.add("groups", CHANGED, group.name)
        return group
