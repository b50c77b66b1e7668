"""A day of the whole school: its lessons by class, and who is free to give one instead."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from webapp.people.models import Group, GroupTeacher, User
from webapp.school.models import School, Subject
from webapp.timetable.changing import teachers_of
from webapp.timetable.clashing import Hour
from webapp.timetable.models import REPLACED, Lesson
from webapp.timetable.week import GroupClasses, classes_of


class Free(NamedTuple):
    """Teachers without a lesson at an hour: those who teach the subject, and the others."""

    of_subject: list[User]
    others: list[User]


@dataclass
class SchoolDay:
    """The lessons of a day with their classes, and who teaches at the school.

    usual: ids of a group's teachers, the one named first first; knows: ids of who teaches a subject.
    """

    lessons: list[Lesson]
    classes: dict[int, GroupClasses]
    teachers: list[User]
    usual: dict[int, list[int]] = field(default_factory=dict)
    knows: dict[int, set[int]] = field(default_factory=dict)
    subjects: dict[int, Subject] = field(default_factory=dict)

    def by_class(self) -> list[tuple[str, list[Lesson]]]:
        """Lessons under the name of their classes, «7А» or «7А, 7Б», in the order of grades."""
        found: dict[str, list[Lesson]] = {}
        for lesson in sorted(self.lessons, key=lambda one: self._place(one)):
            found.setdefault(", ".join(self.names(lesson)), []).append(lesson)
        return list(found.items())

    def names(self, lesson: Lesson) -> list[str]:
        """The classes of the lesson."""
        classes = self.classes.get(lesson.group_id)
        return classes.names if classes else []

    def of_teacher(self, teacher_id: int) -> list[Lesson]:
        """The lessons that are the teacher's: given now, or given by another instead."""
        return [lesson for lesson in self.lessons if teacher_id in self.givers(lesson, planned=True)]

    def givers(self, lesson: Lesson, *, planned: bool = False) -> set[int]:
        """Ids of who gives the lesson; planned: also of who would if it were not replaced."""
        own = self.usual.get(lesson.group_id, [])
        beside = own if planned else (own[1:] if lesson.state != REPLACED else [])
        return {teacher for teacher in (lesson.teacher_id, *beside) if teacher}

    def busy(self, lesson: Lesson) -> dict[int, Lesson]:
        """Who has another lesson at the hour of this one, and which."""
        hour = Hour.of(lesson)
        at_once = [one for one in self.lessons if one.id != lesson.id and hour.overlaps(one)]
        return {teacher: one for one in at_once for teacher in self.givers(one)}

    def free(self, lesson: Lesson) -> Free:
        """Who could give the lesson instead."""
        busy = self.busy(lesson)
        free = [t for t in self.teachers if t.id not in busy and t.id not in self.givers(lesson)]
        knows = self.knows.get(lesson.taught_subject.id, set())
        return Free([t for t in free if t.id in knows], [t for t in free if t.id not in knows])

    def taken_rooms(self, lesson: Lesson) -> set[int]:
        """Ids of the rooms in which another lesson is held at that hour."""
        hour = Hour.of(lesson)
        at_once = [one for one in self.lessons if one.id != lesson.id and hour.overlaps(one)]
        return {one.room_id for one in at_once if one.room_id}

    def _place(self, lesson: Lesson) -> tuple[int, str, int, int]:
        first = (self.names(lesson) or [""])[0]
        grade = int("".join(sign for sign in first[:2] if sign.isdigit()) or 0)
        return grade, ", ".join(self.names(lesson)), lesson.number, lesson.id


def school_day(school: School | int, day: date) -> SchoolDay:
    """The day of the school, in four statements."""
    lessons = list(Lesson.whole().where(Lesson.school == school, Lesson.date == day))
    school_id = school.id if isinstance(school, School) else school
    found = SchoolDay(lessons, classes_of(x.group_id for x in lessons), teachers_of(school_id, day))
    _read_links(found, school_id, {lesson.group_id for lesson in lessons})
    return found


def _read_links(found: SchoolDay, school_id: int, groups: Iterable[int]) -> None:
    """Who teaches which group, the one named first first, and which subjects each teaches."""
    links = GroupTeacher.select(GroupTeacher, Group, Subject).join(Group).join(Subject)
    links = links.where(Group.school == school_id)
    shown = set(groups)
    for link in links.order_by(GroupTeacher.position, GroupTeacher.id):
        found.subjects[link.group.subject_id] = link.group.subject
        found.knows.setdefault(link.group.subject_id, set()).add(link.teacher_id)
        if link.group_id in shown:
            found.usual.setdefault(link.group_id, []).append(link.teacher_id)
