"""Ties between guardians and students: begun, limited in time, ended, never deleted."""

from datetime import date, timedelta
from typing import Any

from peewee import ModelSelect

from webapp import clock
from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.language import _
from webapp.people.closing import close_if_nothing_left, reopen
from webapp.people.models import Guardianship, Student, User
from webapp.people.viewer import Viewer

TIE_KINDS = ("mother", "father", "guardian", "proxy")


def ties_of(student: Student) -> "ModelSelect[Any]":
    """The student's ties, with guardian and student read along."""
    query = Guardianship.select(Guardianship, Student, User).join(Student).switch(Guardianship).join(User)
    return query.where(Guardianship.student == student)


def tie(
    student: Student, guardian: User, kind: str, *, until: date | None = None, by: Viewer
) -> dict[str, int]:
    """The guardian sees, and unless a proxy acts for, the student, to the day `until` (None: open).

    A proxy needs the day. A tie that ended begins again. Raises Refused.
    """
    today = clock.today(student.school)
    if kind not in TIE_KINDS:
        raise Refused(_("Выберите, кем приходится."), "kind")
    if guardian.id == student.user_id:
        raise Refused(_("Ученик не может быть представителем самого себя."))
    if kind == "proxy" and until is None:
        raise Refused(_("Для доверенного лица укажите, до какого дня открыт доступ."), "until")
    if until is not None and until < today:
        raise Refused(_("Этот день уже прошёл."), "until")
    row = Guardianship.get_or_none(guardian=guardian, student=student)
    before = {"kind": row.kind, "starts": row.starts, "ends": row.ends} if row else None
    if row is None:
        row = Guardianship.create(guardian=guardian, student=student, kind=kind, starts=today, ends=until)
    else:
        row.kind, row.ends = kind, until
        row.save()
    reopen(guardian.id)
    after = {"guardian": guardian.id, "kind": kind, "until": until}
    _record("guardian.tied", row, by=by, before=before, after=after)
    return {"tie": row.id, "user": student.user_id}


def untie(row: Guardianship, *, by: Viewer) -> dict[str, int]:
    """The tie ends: from now on the guardian sees nothing of the student."""
    last_day = clock.today(row.student.school) - timedelta(days=1)
    if row.ends is not None and row.ends <= last_day:
        raise Refused(_("Доступ уже закрыт."))
    before, row.ends = {"kind": row.kind, "ends": row.ends}, last_day
    row.save()
    close_if_nothing_left(row.guardian_id, last_day)
    _record("guardian.untied", row, by=by, before=before, after={"ends": last_day})
    return {"tie": row.id, "user": row.student.user_id}


def _record(kind: str, row: Guardianship, *, by: Viewer, before: dict | None, after: dict) -> None:
    record(
        kind, by=by.id, school=row.student.school_id, what=f"guardianship:{row.id}",
        scopes=[row.student.scope, f"user:{row.guardian_id}"], student_id=row.student_id,
        before=before, after=after,
    )  # fmt: skip
