"""A student ticks homework «сделано». Guardians see it, teachers do not."""

from typing import Any

from peewee import ModelSelect

from webapp import clock
from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.homework.models import NOTHING, Done, Homework
from webapp.language import _
from webapp.people.models import GroupStudent, Student
from webapp.people.viewer import Viewer
from webapp.weeks import week_of


def of_student(student: Student) -> "ModelSelect[Any]":
    """All homework that was ever set for the student, alone or with the group."""
    return (
        Homework.select()
        .join(GroupStudent, on=(GroupStudent.group == Homework.group))
        .where(
            GroupStudent.student == student,
            GroupStudent.starts <= Homework.due,
            GroupStudent.ends.is_null() | (GroupStudent.ends >= Homework.due),
            Homework.student.is_null() | (Homework.student == student),
        )
    )


def tick(homework: Homework, student: Student, done: bool, *, by: Viewer) -> dict[str, int]:
    """Bring the tick into the wanted state; the same state again changes nothing. Returns {"homework_id"}.

    Raises Refused for homework that was taken back and for «не задано».
    """
    there = Done.select().where(Done.homework == homework, Done.student == student)
    if there.exists() == done:
        return {"homework_id": homework.id}
    if homework.withdrawn_at is not None or homework.kind == NOTHING:
        raise Refused(_("Учитель отменил это задание."))
    if done:
        Done.create(homework=homework, student=student, at=clock.now())
    else:
        Done.delete().where(Done.homework == homework, Done.student == student).execute()
    record(
        "homework.done" if done else "homework.undone",
        by=by.id,
        school=student.school_id,
        what=f"homework:{homework.id}",
        scopes=[student.scope],
        week=week_of(homework.due),
        student_id=student.id,
        before={"done": not done},
        after={"done": done},
    )
    return {"homework_id": homework.id}
