"""Corrections of names, birth dates and contacts."""

from datetime import date
from typing import Any

from webapp import clock
from webapp.changes.log import record
from webapp.changes.once import Conflict, Refused
from webapp.language import _
from webapp.people.contacts import kept_email, kept_phone
from webapp.people.enrolling import Person
from webapp.people.issuing import may_issue
from webapp.people.models import Enrolment, Guardianship, Role, Student, User
from webapp.people.viewer import Viewer
from webapp.school.models import School


def correct(
    user: User, school: School, person: Person, *, birth_date: date | None = None, seen: str = "", by: Viewer
) -> dict[str, int]:
    """Write the person's data anew; an empty birth date leaves it as it is. Returns user.

    seen is state_of() as the form showed it: another state now raises Conflict. Phone and email let one in:
    only who may issue the password may correct them. Raises Refused.
    """
    if not may_issue(by, user):
        raise Refused(_("Эти данные правит только сам человек или оператор его школы."))
    if seen and seen != state_of(user):
        raise Conflict(_("Пока вы правили, эти данные изменил кто-то другой. Ниже — новые; проверьте их."))
    before = _data(user, school)
    user.surname, user.given_name = person.surname.strip(), person.given_name.strip()
    if not user.surname or not user.given_name:
        raise Refused(_("Впишите фамилию и имя."), "surname")
    user.patronymic = person.patronymic.strip()
    user.phone, user.email = kept_phone(person.phone, school.country), kept_email(person.email)
    user.save()
    if birth_date is not None:
        if not date(1900, 1, 1) < birth_date < clock.today(school):
            raise Refused(_("Проверьте дату рождения."), "birth_date")
        Student.update(birth_date=birth_date).where(Student.user == user, Student.school == school).execute()
    _record_difference(user, school, before, by=by)
    return {"user": user.id}


def state_of(user: User) -> str:
    """What the form shows, as one text: it tells whether somebody else corrected meanwhile."""
    parts = (user.surname, user.given_name, user.patronymic, user.phone or "", user.email or "")
    return "\n".join(parts)


def _data(user: User, school: School) -> dict[str, Any]:
    student = Student.get_or_none(user=user, school=school)
    data = {name: getattr(user, name) for name in ("surname", "given_name", "patronymic", "phone", "email")}
    return {**data, "birth_date": student.birth_date} if student else data


def _record_difference(user: User, school: School, before: dict[str, Any], *, by: Viewer) -> None:
    after = _data(user, school)
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return
    student = Student.get_or_none(user=user, school=school)
    record(
        "person.corrected", by=by.id, school=school.id, what=f"user:{user.id}",
        scopes=_shown_in(user, school), student_id=student.id if student else None,
        before={name: before[name] for name in changed}, after={name: after[name] for name in changed},
    )  # fmt: skip


def _shown_in(user: User, school: School) -> list[str]:
    """Scopes of the pages that show the name: own, of classes, of wards; of staff all of the school."""
    scopes = [f"user:{user.id}"]
    for student in Student.select().where(Student.user == user):
        classes = Enrolment.select(Enrolment.school_class).where(Enrolment.student == student)
        scopes += [student.scope, *(f"class:{row.school_class_id}" for row in classes)]
    wards = Guardianship.select(Guardianship.student).where(Guardianship.guardian == user)
    scopes += [f"student:{tie.student_id}" for tie in wards]
    if Role.select().where(Role.user == user).exists():
        scopes.append(school.scope)
    return scopes
