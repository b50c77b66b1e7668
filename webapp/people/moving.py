"""Students join a class, move to another one, leave the school, come back. Nothing vanishes: it ends."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from peewee import ModelSelect

from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.language import _
from webapp.people.closing import close_if_nothing_left, reopen
from webapp.people.models import (
    Enrolment,
    Group,
    GroupClass,
    GroupStudent,
    Guardianship,
    SchoolClass,
    Student,
)
from webapp.people.viewer import Viewer
from webapp.school.models import Subject
from webapp.words import dated

DAY = timedelta(days=1)


def subgroups_of(school_class: SchoolClass | int) -> "ModelSelect[Any]":
    """Groups of the class that a student is put into one by one, by subject."""
    return (
        Group.select(Group, Subject)
        .join(Subject)
        .switch(Group)
        .join(GroupClass)
        .where(GroupClass.school_class == school_class, Group.ended_on.is_null())
        .where(Group.whole_class.is_null() | (Group.whole_class != school_class))
        .order_by(Subject.name, Group.name, Group.id)
    )


def open_enrolment(student: Student) -> Enrolment | None:
    """The enrolment that goes on, if there is one."""
    return Enrolment.select().where(Enrolment.student == student, Enrolment.ends.is_null()).first()


def join_class(student: Student, school_class: SchoolClass, starts: date, chosen: Iterable[int]) -> list[int]:
    """Begin in the class, its whole-class groups and the subgroups chosen. Returns the groups' ids.

    Raises Refused for a day outside the class's year, and for two subgroups of one subject.
    """
    year = school_class.year
    if not year.starts <= starts <= year.ends:
        first, last = dated(year.starts, "short"), dated(year.ends, "short")
        raise Refused(_("Учебный год класса — с %(first)s по %(last)s.", first=first, last=last), "starts")
    subgroups = list(subgroups_of(school_class).where(Group.id.in_(list(chosen))))
    if len({group.subject_id for group in subgroups}) < len(subgroups):
        raise Refused(_("По одному предмету можно учиться только в одной подгруппе."), "groups")
    whole = Group.select().where(Group.whole_class == school_class, Group.ended_on.is_null())
    Enrolment.create(student=student, school_class=school_class, starts=starts)
    groups = [group.id for group in [*whole, *subgroups]]
    for group in groups:
        GroupStudent.create(group=group, student=student, starts=starts)
    return groups


def _end_learning(student: Student, last_day: date) -> list[int]:
    """End enrolment and groups; returns the groups' ids."""
    Enrolment.update(ends=last_day).where(
        Enrolment.student == student, Enrolment.ends.is_null() | (Enrolment.ends > last_day)
    ).execute()
    going_on = GroupStudent.select(GroupStudent.group).where(
        GroupStudent.student == student, GroupStudent.ends.is_null() | (GroupStudent.ends > last_day)
    )
    groups = [row.group_id for row in going_on]
    GroupStudent.update(ends=last_day).where(
        GroupStudent.student == student, GroupStudent.ends.is_null() | (GroupStudent.ends > last_day)
    ).execute()
    return groups


def move(
    student: Student, to: SchoolClass, starts: date, *, groups: Iterable[int] = (), by: Viewer
) -> dict[str, int]:
    """Move the student to another class from a day; the old class ends the day before. Raises Refused."""
    present = open_enrolment(student)
    if student.ended_on is not None:
        raise Refused(_("Ученик выбыл. Зачислите его снова."))
    _check_move(student, present, to, starts)
    left = _end_learning(student, starts - DAY)
    joined = join_class(student, to, starts, groups)
    before = {"class": present.school_class_id, "ends": starts - DAY} if present else None
    old_class = [f"class:{present.school_class_id}"] if present else []
    record(
        "student.moved", by=by.id, school=student.school_id, what=f"student:{student.id}",
        scopes=[student.scope, *old_class, to.scope, *(f"group:{g}" for g in {*left, *joined})],
        student_id=student.id, class_id=to.id, before=before, after={"class": to.id, "starts": starts},
    )  # fmt: skip
    return {"student": student.id}


def _check_move(student: Student, present: Enrolment | None, to: SchoolClass, starts: date) -> None:
    if to.school_id != student.school_id:
        raise Refused(_("Этот класс — другой школы."), "to")
    if present is None:
        return
    if present.school_class_id == to.id:
        raise Refused(_("Ученик уже в этом классе."), "to")
    if starts <= present.starts:
        since = dated(present.starts, "short")
        raise Refused(_("В нынешнем классе ученик с %(day)s: перевод — позже.", day=since), "starts")


def leave(student: Student, last_day: date, *, by: Viewer) -> dict[str, int]:
    """The student leaves the school after last_day: class, groups, ties and, with nothing left, accounts end.

    Raises Refused when he has left already, or for a day before he came.
    """
    if student.ended_on is not None:
        raise Refused(_("Ученик уже выбыл %(day)s.", day=dated(student.ended_on, "short")), "last_day")
    present = open_enrolment(student)
    if present and last_day < present.starts:
        since = dated(present.starts, "short")
        raise Refused(_("В нынешний класс ученик пришёл %(day)s.", day=since), "last_day")
    left = _end_learning(student, last_day)
    guardians = _guardians_after(student, last_day)
    Guardianship.update(ends=last_day).where(
        Guardianship.student == student, Guardianship.ends.is_null() | (Guardianship.ends > last_day)
    ).execute()
    Student.update(ended_on=last_day).where(Student.id == student.id).execute()
    for user in (student.user_id, *guardians):
        close_if_nothing_left(user, last_day)
    class_scopes = [f"class:{present.school_class_id}"] if present else []
    users = [f"user:{user}" for user in (student.user_id, *guardians)]
    record(
        "student.left", by=by.id, school=student.school_id, what=f"student:{student.id}",
        scopes=[student.scope, *class_scopes, *users, *(f"group:{g}" for g in left)], student_id=student.id,
        class_id=present.school_class_id if present else None, after={"last_day": last_day},
    )  # fmt: skip
    return {"student": student.id}


def come_back(
    student: Student, to: SchoolClass, starts: date, *, groups: Iterable[int] = (), by: Viewer
) -> dict[str, int]:
    """Enrol again a student who left; the ties that ended with the leaving go on. Raises Refused."""
    if student.ended_on is None or starts <= student.ended_on:
        raise Refused(_("Зачислить снова можно со дня после последнего дня в школе."), "starts")
    if to.school_id != student.school_id:
        raise Refused(_("Этот класс — другой школы."), "to")
    joined = join_class(student, to, starts, groups)
    guardians = [tie.guardian_id for tie in _ended_with(student)]
    Guardianship.update(ends=None).where(
        Guardianship.student == student, Guardianship.ends == student.ended_on, Guardianship.kind != "proxy"
    ).execute()
    Student.update(ended_on=None).where(Student.id == student.id).execute()
    for user in (student.user_id, *guardians):
        reopen(user)
    record(
        "student.returned", by=by.id, school=student.school_id, what=f"student:{student.id}",
        scopes=[student.scope, to.scope, *(f"user:{user}" for user in (student.user_id, *guardians)),
                *(f"group:{g}" for g in joined)],
        student_id=student.id, class_id=to.id, before={"left": student.ended_on}, after={"starts": starts},
    )  # fmt: skip
    return {"student": student.id}


def _guardians_after(student: Student, day: date) -> list[int]:
    ties = Guardianship.select().where(
        Guardianship.student == student, Guardianship.ends.is_null() | (Guardianship.ends > day)
    )
    return [tie.guardian_id for tie in ties]


def _ended_with(student: Student) -> list[Guardianship]:
    ties = Guardianship.select().where(
        Guardianship.student == student, Guardianship.ends == student.ended_on, Guardianship.kind != "proxy"
    )
    return list(ties)
