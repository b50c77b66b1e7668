"""The demo's timetable comes in as everybody's does: as a file, through the importer."""

from collections.abc import Callable

from webapp.demo.bulk import insert, moment
from webapp.demo.classes import CLASSES
from webapp.demo.curriculum import SUBJECTS
from webapp.demo.fet import fet_xml, students_set
from webapp.demo.laid import GroupRow, Laid, LessonRow
from webapp.imports.fet_file import read_fet
from webapp.imports.taking_timetable import take_timetable
from webapp.people.models import Group, GroupStudent
from webapp.timetable.models import Lesson

FILE = "timetable.fet"


def lay_timetable(laid: Laid, progress: Callable[[int, int], None] | None = None) -> None:
    """Subjects, rooms, groups, the weekly pattern and the lessons of the whole year."""
    timetable = read_fet(fet_xml(laid.plan), FILE)
    take_timetable(timetable, laid.school, laid.year.starts, laid.year.ends, progress=progress)
    laid.groups = _groups(laid)
    _seat_halves(laid)
    laid.lessons = _lessons(laid)


def _groups(laid: Laid) -> list[GroupRow]:
    """The importer's groups, known by the names that it gave them."""
    ids = {group.name: group.id for group in Group.select().where(Group.school == laid.school)}
    grades = {c.name: c.grade for c in CLASSES}
    weekly: dict[tuple[str, str, int, str], int] = {}
    for slot in laid.plan.slots:
        key = (slot.class_name, slot.subject, slot.half, slot.teacher)
        weekly[key] = weekly.get(key, 0) + slot.duration
    return [
        GroupRow(
            ids[f"{students_set(class_name, half)} · {SUBJECTS[subject].name}"],
            *(class_name, grades[class_name], subject, half, lessons, teacher),
        )
        for (class_name, subject, half, teacher), lessons in weekly.items()
    ]


def _seat_halves(laid: Laid) -> None:
    """A file does not say who is in a half of a class; whole classes the importer has seated."""
    rows = [
        (group.id, laid.students[student.key], *laid.stays[student.key])
        for group in laid.groups
        if group.half
        for student in laid.learning(group)
    ]
    fields = [GroupStudent.group, GroupStudent.student, GroupStudent.starts, GroupStudent.ends]
    insert(GroupStudent, fields, rows)


def _lessons(laid: Laid) -> dict[int, list[LessonRow]]:
    query = Lesson.select(
        Lesson.id, Lesson.group, Lesson.date, Lesson.week, Lesson.number, Lesson.starts_at, Lesson.ends_at,
        Lesson.teacher,
    )  # fmt: skip
    found: dict[int, list[LessonRow]] = {group.id: [] for group in laid.groups}
    rows = query.where(Lesson.school == laid.school).order_by(Lesson.date, Lesson.starts_at, Lesson.id)
    for number, group, day, week, hour, begins, ends, teacher in rows.tuples().iterator():
        begins, ends = moment(day, begins), moment(day, ends)
        found[group].append(LessonRow(number, group, day, week, hour, begins, ends, teacher))
    return found
