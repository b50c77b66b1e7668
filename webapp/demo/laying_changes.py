"""The change log of the last days, as far as it concerns the story's children."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from webapp.absence.models import PRESENT, Register
from webapp.changes.models import Change
from webapp.demo.bulk import insert, stored
from webapp.demo.laid import Laid
from webapp.homework.models import Homework
from webapp.homework.setting import state_of as homework_state
from webapp.marks.giving import state_of as mark_state
from webapp.marks.models import FormOfControl, Mark
from webapp.people.models import GroupStudent
from webapp.remarks.giving import state_of as remark_state
from webapp.remarks.models import Remark
from webapp.timetable.models import Lesson
from webapp.weeks import week_of

CHILDREN = ("masha", "petya", "artyom")
KEPT = timedelta(days=14)


def lay_changes(laid: Laid) -> None:
    """A change for every mark, remark, absence and homework of these children since KEPT ago."""
    children = [laid.students[key] for key in CHILDREN]
    found = (_marks, _remarks, _register, _homework)
    rows = [row for rows in found for row in rows(laid, children)]
    insert(Change, FIELDS, rows)


def put_in_order(laid: Laid) -> None:
    """The log grows with time: its rows share out their ids by it; on a new base nothing knows them yet."""
    rows: list[Any] = list(Change.select(Change.id, *FIELDS).order_by(Change.at, Change.id).tuples())
    Change.delete().execute()
    at = 1 + [field.name for field in FIELDS].index("at")
    ids = sorted(row[0] for row in rows)
    again = [(n, *row[1:at], stored(row[at]), *row[at + 1 :]) for n, row in zip(ids, rows, strict=True)]
    insert(Change, [Change.id, *FIELDS], again)


FIELDS = (
    Change.kind, Change.what, Change.user_id, Change.at, Change.school_id, Change.week, Change.student_id,
    Change.group_id, Change.lesson_id, Change.class_id, Change.before, Change.after,
)  # fmt: skip


def _marks(laid: Laid, children: list[int]) -> Iterator[tuple[Any, ...]]:
    query = Mark.select(Mark, FormOfControl, Lesson).join(FormOfControl).switch(Mark).join(Lesson)
    for mark in query.where(Mark.student.in_(children), Mark.at >= laid.begun - KEPT).order_by(Mark.id):
        after = mark_state(mark)
        yield _row(laid, "mark.given", f"mark:{mark.id}", mark, mark.lesson, mark.student_id, after)


def _remarks(laid: Laid, children: list[int]) -> Iterator[tuple[Any, ...]]:
    query = Remark.select(Remark, Lesson).join(Lesson)
    for row in query.where(Remark.student.in_(children), Remark.at >= laid.begun - KEPT).order_by(Remark.id):
        what, after = f"remark:{row.id}", remark_state(row)
        yield _row(laid, "remark.given", what, row, row.lesson, row.student_id, after)


def _register(laid: Laid, children: list[int]) -> Iterator[tuple[Any, ...]]:
    query = (
        Register.select(Register, Lesson)
        .join(Lesson)
        .where(Register.student.in_(children), Register.kind != PRESENT)
    )
    for row in query.where(Register.at >= laid.begun - KEPT).order_by(Register.id):
        after = {"kind": row.kind, "minutes": row.minutes_late}
        what = f"register:{row.id}"
        yield _row(laid, "register.entered", what, row, row.lesson, row.student_id, after)


def _homework(laid: Laid, children: list[int]) -> Iterator[tuple[Any, ...]]:
    groups = GroupStudent.select(GroupStudent.group).where(GroupStudent.student.in_(children))
    query = Homework.select().where(Homework.group.in_(groups), Homework.created_at >= laid.begun - KEPT)
    for row in query.order_by(Homework.id):
        after = json.dumps(homework_state(row), ensure_ascii=False, default=str)
        yield (
            *("homework.set", f"homework:{row.id}", row.by_id, stored(row.created_at), laid.school.id),
            *(week_of(row.due), None, row.group_id, row.set_in_id, None, None, after),
        )


def _row(
    laid: Laid, kind: str, what: str, entry: Any, lesson: Lesson, student: int, after: dict[str, Any]
) -> tuple[Any, ...]:
    return (
        *(kind, what, entry.by_id, stored(entry.at), laid.school.id, lesson.week),
        *(student, lesson.group_id, lesson.id, None, None, json.dumps(after, ensure_ascii=False)),
    )
