"""The demo's marks with the versions that keep what they were before a correction."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from webapp.demo.bulk import insert, moment, stored
from webapp.demo.laid import GroupRow, Laid, LessonRow
from webapp.demo.laying_lessons import is_marked
from webapp.demo.marks import Attended, MarkPlan, marks_for
from webapp.demo.people import StudentPlan
from webapp.demo.remarks import correction_text
from webapp.marks.models import FormOfControl, Mark, MarkVersion

SEED = 41
CORRECTED = 0.006
CORRECTED_AFTER = timedelta(hours=26)
# A control work is marked at home in the evening, an answer in the lesson.
AT_HOME, IN_LESSON = time(19, 30), timedelta(minutes=30)


class Given(NamedTuple):
    """A mark to write; was is the value that it had before its correction."""

    at: datetime
    lesson: LessonRow
    student_id: int
    plan: MarkPlan
    was: str
    why: str


def lay_marks(laid: Laid) -> None:
    """All marks of the lessons held, in the order in which they were given."""
    rng = random.Random(SEED)
    given = sorted(
        (
            mark
            for group in laid.groups
            if is_marked(group)
            for student in laid.learning(group)
            for mark in _of_student(laid, group, student, rng)
        ),
        key=lambda mark: (mark.at, mark.lesson.id, mark.student_id),
    )
    forms = {row.name: row.id for row in FormOfControl.select().where(FormOfControl.school == laid.school)}
    fields = [Mark.lesson, Mark.student, Mark.form, Mark.scale, Mark.value, Mark.comment, Mark.by]
    rows = [
        (
            *(m.lesson.id, m.student_id, forms[m.plan.form.name], m.plan.form.scale, m.plan.value),
            *(m.plan.comment, m.lesson.teacher_id, 2 if m.was else 1, stored(m.at)),
        )
        for m in given
    ]
    ids = insert(Mark, [*fields, Mark.version, Mark.at], rows)
    _lay_versions([v for n, m in zip(ids, given, strict=True) for v in _versions(n, m, forms)])


def _of_student(laid: Laid, group: GroupRow, student: StudentPlan, rng: random.Random) -> Iterator[Given]:
    stay, away = laid.stays[student.key], laid.away[student.key]
    lessons = [lesson for lesson in laid.held(group) if stay.holds(lesson.date)]
    attended = []
    for lesson in lessons:
        absence = away.get(lesson.date)
        there = lesson.id not in laid.empty_lessons and not (absence and absence.misses(lesson.number))
        attended.append(Attended(laid.texts[lesson.id].form, there))
    planned = marks_for(student, group.subject, group.grade, group.weekly, attended)
    for lesson, plans in zip(lessons, planned, strict=True):
        for plan in plans:
            at = _given_at(lesson, plan)
            was = _before(plan) if rng.random() < CORRECTED else ""
            if at + CORRECTED_AFTER > laid.begun:
                was = ""
            why = correction_text(f"{student.key}:{lesson.id}") if was else ""
            yield Given(at, lesson, laid.students[student.key], plan, was, why)


def _given_at(lesson: LessonRow, plan: MarkPlan) -> datetime:
    if plan.form.weight > 2:
        return moment(lesson.date, AT_HOME)
    return lesson.begins + IN_LESSON


def _before(plan: MarkPlan) -> str:
    """A mark is mostly corrected upwards, by one."""
    return str(int(plan.value) - 1) if plan.value in ("3", "4", "5") else ""


def _versions(mark: int, given: Given, forms: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    states = [(given.was, "", given.at), (given.plan.value, given.why, given.at + CORRECTED_AFTER)]
    form = given.plan.form
    if not given.was:
        states = [(given.plan.value, "", given.at)]
    for number, (value, reason, at) in enumerate(states, 1):
        comment = given.plan.comment if number == len(states) else ""
        yield (
            *(mark, number, forms[form.name], form.scale, value, True, comment),
            *(given.lesson.teacher_id, stored(at), reason),
        )


def _lay_versions(rows: list[tuple[Any, ...]]) -> None:
    fields = [
        MarkVersion.mark, MarkVersion.number, MarkVersion.form, MarkVersion.scale, MarkVersion.value,
        MarkVersion.counted, MarkVersion.comment, MarkVersion.by, MarkVersion.at, MarkVersion.reason,
    ]  # fmt: skip
    insert(MarkVersion, fields, rows)
