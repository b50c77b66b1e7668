"""Which user a guardian of a sheet is: by name and contact, else by the child with one of them corrected."""

from collections.abc import Iterable

from webapp.imports.matching_students import alike
from webapp.imports.people_sheet import PeopleSheet, SheetGuardian
from webapp.names import folded
from webapp.people.models import Guardianship, Student, User

_BATCH = 300


def match_guardians(sheet: PeopleSheet, students: dict[int, Student]) -> dict[int, User]:
    """Users by the index of the guardian in the sheet; new ones are not in it. students: by row.

    A name with a contact is the same person anywhere (as when the office ties by hand). A guardian of one of
    the same children is the same person when the name is the same and the contact another, or the contact the
    same and the name corrected. Each user is matched once.
    """
    found: dict[int, User] = {}
    known = _by_contact(sheet.guardians)
    tied = _tied(students)
    children = _children(sheet, students)
    ways = (
        lambda index, one: [user for user in _with_contact(one, known) if same_name(one, user)],
        lambda index, one: [user for user in _guardians(index, children, tied) if same_name(one, user)],
        lambda index, one: [
            user
            for user in _guardians(index, children, tied)
            if user in _with_contact(one, known) and _corrected(one, user)
        ],
    )
    for way in ways:
        taken = {user.id for user in found.values()}
        for index, one in enumerate(sheet.guardians):
            same = [user for user in way(index, one) if user.id not in taken] if index not in found else []
            if same:
                found[index] = same[0]
                taken.add(same[0].id)
    return found


def same_name(one: SheetGuardian, user: User) -> bool:
    """Whether the names do not contradict: a patronymic may be missing on either side."""
    return (
        folded(one.surname) == folded(user.surname)
        and folded(one.given_name) == folded(user.given_name)
        and (not one.patronymic or not user.patronymic or folded(one.patronymic) == folded(user.patronymic))
    )


def _corrected(one: SheetGuardian, user: User) -> bool:
    """Another surname with the same given name, or a slip in one of them."""
    same_given = folded(one.given_name) == folded(user.given_name)
    same_surname = folded(one.surname) == folded(user.surname)
    return same_given or (same_surname and alike(one.given_name, user.given_name))


def _with_contact(one: SheetGuardian, known: dict[str, list[User]]) -> list[User]:
    found = {user.id: user for contact in (*one.phones, *one.emails) for user in known.get(contact, ())}
    return list(found.values())


def _guardians(index: int, children: dict[int, list[int]], tied: dict[int, list[User]]) -> list[User]:
    found = {user.id: user for child in children.get(index, ()) for user in tied.get(child, ())}
    return list(found.values())


def _by_contact(guardians: Iterable[SheetGuardian]) -> dict[str, list[User]]:
    contacts = sorted({contact for one in guardians for contact in (*one.phones, *one.emails)})
    found: dict[str, list[User]] = {}
    for n in range(0, len(contacts), _BATCH):
        some = contacts[n : n + _BATCH]
        for user in User.select().where(User.phone.in_(some) | User.email.in_(some)).order_by(User.id):
            for contact in filter(None, {user.phone, user.email}):
                found.setdefault(contact, []).append(user)
    return found


def _tied(students: dict[int, Student]) -> dict[int, list[User]]:
    """Guardians of the students matched, those whose tie ended too."""
    ids = [student.id for student in students.values()]
    found: dict[int, list[User]] = {}
    for n in range(0, len(ids), _BATCH):
        ties = Guardianship.select(Guardianship, User).join(User).order_by(Guardianship.id)
        for tie in ties.where(Guardianship.student.in_(ids[n : n + _BATCH])):
            found.setdefault(tie.student_id, []).append(tie.guardian)
    return found


def _children(sheet: PeopleSheet, students: dict[int, Student]) -> dict[int, list[int]]:
    """Ids of students by the index of a guardian."""
    found: dict[int, list[int]] = {}
    for index, row in enumerate(sheet.students):
        for tie in row.guardians if index in students else ():
            found.setdefault(tie.guardian, []).append(students[index].id)
    return found
