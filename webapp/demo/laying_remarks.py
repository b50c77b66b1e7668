"""The demo's remarks: of a few students a week, in a lesson that they were at."""

import random
from collections.abc import Iterator
from typing import Any

from webapp.demo.bulk import insert, stored
from webapp.demo.laid import GroupRow, Laid, LessonRow
from webapp.demo.laying_lessons import is_marked
from webapp.demo.laying_marks import IN_LESSON
from webapp.demo.people import StudentPlan
from webapp.demo.remarks import RemarkPlan, remark_for
from webapp.remarks.models import PROGRESS, Remark

SEED = 43
# Remarks on progress speak of notebooks and tests.
WITHOUT_NOTEBOOKS = ("sport", "music", "art", "craft", "project")


def lay_remarks(laid: Laid) -> None:
    """The remarks of the weeks before today, in the order in which they were given."""
    weeks = sorted({lesson.week for group in laid.groups for lesson in laid.held(group)})
    rows = sorted(
        (row for student in laid.plan.people.students for row in _of_student(laid, student, weeks)),
        key=lambda row: (row[-1], row[:2]),
    )
    fields = [Remark.lesson, Remark.student, Remark.kind, Remark.text, Remark.by, Remark.version, Remark.at]
    insert(Remark, fields, rows)


def _of_student(laid: Laid, student: StudentPlan, weeks: list[str]) -> Iterator[tuple[Any, ...]]:
    planned = {week: plan for week in weeks if (plan := remark_for(student, week))}
    lessons: dict[str, list[LessonRow]] = {}
    for group in laid.groups_of(student) if planned else ():
        for lesson in laid.held(group):
            plan = planned.get(lesson.week)
            fits = plan and lesson.date.weekday() == plan.day and _suits(plan, group)
            if fits and _was_there(laid, student, lesson):
                lessons.setdefault(lesson.week, []).append(lesson)
    for week, found in lessons.items():
        lesson = random.Random(f"{SEED}:{student.key}:{week}").choice(sorted(found))
        yield _row(laid, student, lesson, planned[week])


def _suits(plan: RemarkPlan, group: GroupRow) -> bool:
    return plan.kind != PROGRESS or (is_marked(group) and group.subject not in WITHOUT_NOTEBOOKS)


def _was_there(laid: Laid, student: StudentPlan, lesson: LessonRow) -> bool:
    absence = laid.away[student.key].get(lesson.date)
    entered = lesson.id not in laid.empty_lessons and laid.stays[student.key].holds(lesson.date)
    return entered and not (absence and lesson.number in absence.lessons)


def _row(laid: Laid, student: StudentPlan, lesson: LessonRow, plan: RemarkPlan) -> tuple[Any, ...]:
    at = stored(lesson.begins + IN_LESSON)
    return lesson.id, laid.students[student.key], plan.kind, plan.text, lesson.teacher_id, 1, at
