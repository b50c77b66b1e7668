"""Posts at a school and the teachers of classes: who holds them, from when to when."""

from datetime import date
from typing import Any

from peewee import ModelSelect

from webapp import clock
from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.language import _
from webapp.people.closing import close_if_nothing_left, reopen
from webapp.people.models import STAFF_KINDS, Role, SchoolClass, User
from webapp.people.ties import current
from webapp.people.viewer import Viewer
from webapp.school.models import School
from webapp.words import dated


def same_staff(school: School, folded_name: str) -> bool:
    """Whether somebody of this name holds, or held, a post at the school."""
    return Role.select().join(User).where(Role.school == school, User.folded == folded_name).exists()


def staff_of(school: School | int, day: date) -> "ModelSelect[Any]":
    """Users who hold a post at the school on the day, by name."""
    posts = Role.select(Role.user).where(Role.school == school, current(Role, day))
    return User.select().where(User.id.in_(posts)).order_by(User.folded, User.id)


def posts_of(user: User, school: School) -> "ModelSelect[Any]":
    """The user's posts at the school, past ones too, with the user read along."""
    return Role.select(Role, User).join(User).where(Role.user == user, Role.school == school)


def user_or_nobody(user_id: int) -> User | None:
    """The user; 0 is nobody. Raises Refused for an id that is none's."""
    user = User.get_or_none(id=user_id) if user_id else None
    if user_id and user is None:
        raise Refused(_("Такого сотрудника нет."), "teacher")
    return user


def appoint(user: User, school: School, kind: str, starts: date, *, by: Viewer) -> dict[str, int]:
    """The user holds the post from a day. Raises Refused for an unknown post and one held already."""
    if kind not in STAFF_KINDS:
        raise Refused(_("Выберите должность."), "kind")
    held = Role.select().where(Role.user == user, Role.school == school, Role.kind == kind)
    if held.where(Role.ends.is_null() | (Role.ends >= starts)).exists():
        raise Refused(_("Эта должность уже есть."), "kind")
    role = Role.create(user=user, school=school, kind=kind, starts=starts)
    reopen(user.id)
    _record("post.begun", role, by=by, after={"kind": kind, "starts": starts})
    return {"role": role.id, "user": user.id}


def dismiss(role: Role, last_day: date, *, by: Viewer) -> dict[str, int]:
    """The post ends after last_day. Raises Refused, also for the last operator of the school."""
    if role.starts is not None and last_day < role.starts:
        raise Refused(_("Должность началась %(day)s.", day=dated(role.starts, "short")), "last_day")
    if role.ends is not None and role.ends <= last_day:
        raise Refused(_("Должность уже закончилась %(day)s.", day=dated(role.ends, "short")), "last_day")
    if role.kind == "operator" and not _another_operator(role):
        raise Refused(_("Это единственный оператор школы. Сначала назначьте другого."))
    before, role.ends = {"ends": role.ends}, last_day
    role.save()
    close_if_nothing_left(role.user_id, last_day)
    _record("post.ended", role, by=by, before=before, after={"kind": role.kind, "ends": last_day})
    return {"role": role.id, "user": role.user_id}


def assign_class_teacher(school_class: SchoolClass, teacher: User | None, *, by: Viewer) -> dict[str, int]:
    """The class is led by a member of the school's staff, or by nobody. Raises Refused."""
    today = clock.today(school_class.school)
    if teacher and not staff_of(school_class.school_id, today).where(User.id == teacher.id).exists():
        raise Refused(_("Классным руководителем может быть только сотрудник школы."), "teacher")
    before = school_class.class_teacher_id
    school_class.class_teacher = teacher
    school_class.save()
    users = [f"user:{user}" for user in (before, teacher.id if teacher else None) if user]
    record(
        "class.teacher_assigned", by=by.id, school=school_class.school_id, what=f"class:{school_class.id}",
        scopes=[school_class.scope, *users], class_id=school_class.id, before={"teacher": before},
        after={"teacher": teacher.id if teacher else None},
    )  # fmt: skip
    return {"class": school_class.id}


def _another_operator(role: Role) -> bool:
    others = Role.select().where(Role.school == role.school_id, Role.kind == "operator", Role.id != role.id)
    return others.where(Role.ends.is_null(), Role.user != role.user_id).exists()


def _record(kind: str, role: Role, *, by: Viewer, after: dict, before: dict | None = None) -> None:
    record(
        kind, by=by.id, school=role.school_id, what=f"role:{role.id}",
        scopes=[f"user:{role.user_id}", f"teacher:{role.user_id}"], before=before, after=after,
    )  # fmt: skip
