"""Which student of the school a row of a sheet is: by name and birth date, or with one of them corrected."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from webapp.imports.class_name import class_key
from webapp.imports.people_sheet import PeopleSheet, SheetStudent
from webapp.names import folded
from webapp.people.models import Enrolment, Guardianship, SchoolClass, Student, User
from webapp.school.models import School

# «Александр» and «Александра», «Пётр» and «Павел» are two children; a slip of the hand changes one letter.
ALIKE = 0.8


def alike(one: str, other: str) -> bool:
    """Whether two names differ by a slip of the hand at most."""
    if folded(one) == folded(other):
        return True
    same_end = folded(one)[-1:] == folded(other)[-1:]
    return same_end and SequenceMatcher(None, folded(one), folded(other)).ratio() >= ALIKE


def match_students(sheet: PeopleSheet, school: School) -> dict[int, Student]:
    """Students by the index of their row in the sheet; new ones are not in it.

    First by name and birth date, of namesakes by class too. Of the rest, a student of one birth date and one
    guardian, known by phone or email, is the same with a corrected name; one of one name and class the same
    with a corrected birth date. Each student is matched once.
    """
    known = list(Student.select(Student, User).join(User).where(Student.school == school))
    classes = _last_classes(school)
    found = _by_name_and_birth_date(sheet, known, classes)
    rest = [one for one in known if one.id not in {student.id for student in found.values()}]
    found |= _by_guardian(sheet, school, rest, found)
    taken = {student.id for student in found.values()}
    return found | _by_class(sheet, [one for one in rest if one.id not in taken], classes, found)


def name_of(row: SheetStudent) -> str:
    """The row's name, folded."""
    return folded(f"{row.surname} {row.given_name} {row.patronymic}")


def _by_name_and_birth_date(
    sheet: PeopleSheet, known: list[Student], classes: dict[int, str]
) -> dict[int, Student]:
    same: dict[tuple[str, object], list[Student]] = {}
    for student in known:
        same.setdefault((student.user.folded, student.birth_date), []).append(student)
    found = {}
    for index, row in enumerate(sheet.students):
        candidates = same.get((name_of(row), row.birth_date), [])
        # Whoever is in the class, then whoever is still at school.
        candidates.sort(key=lambda one: (classes.get(one.id) != row.class_name.key, one.ended_on is not None))
        if candidates:
            found[index] = candidates.pop(0)
    return found


def _by_guardian(
    sheet: PeopleSheet, school: School, rest: list[Student], found: dict[int, Student]
) -> dict[int, Student]:
    wards = _wards_by_contact(school, [student.id for student in rest])
    by_id = {student.id: student for student in rest}
    claims: dict[int, list[int]] = {}
    for index, row in enumerate(sheet.students):
        if index in found:
            continue
        contacts = [c for tie in row.guardians for c in _contacts(sheet, tie.guardian)]
        candidates = {one for contact in contacts for one in wards.get(contact, ())}
        same = [one for one in candidates if _may_be(by_id[one], row)]
        if len(same) == 1:
            claims.setdefault(same[0], []).append(index)
    return {rows[0]: by_id[student] for student, rows in claims.items() if len(rows) == 1}


def _by_class(
    sheet: PeopleSheet, rest: list[Student], classes: dict[int, str], found: dict[int, Student]
) -> dict[int, Student]:
    same: dict[tuple[str, str | None], list[Student]] = {}
    for student in rest:
        if student.ended_on is None:
            same.setdefault((student.user.folded, classes.get(student.id)), []).append(student)
    more = {}
    for index, row in enumerate(sheet.students):
        candidates = same.get((name_of(row), row.class_name.key), [])
        if index not in found and len(candidates) == 1:
            more[index] = candidates.pop()
    return more


def _may_be(student: Student, row: SheetStudent) -> bool:
    if student.birth_date != row.birth_date:
        return False
    given = alike(student.user.given_name, row.given_name)
    same_given = folded(student.user.given_name) == folded(row.given_name)
    return same_given or (given and folded(student.user.surname) == folded(row.surname))


def _contacts(sheet: PeopleSheet, guardian: int) -> tuple[str, ...]:
    return (*sheet.guardians[guardian].phones, *sheet.guardians[guardian].emails)


def _wards_by_contact(school: School, students: Iterable[int]) -> dict[str, set[int]]:
    ties = Guardianship.select(Guardianship, Student, User).join(Student).switch(Guardianship).join(User)
    found: dict[str, set[int]] = {}
    wanted = set(students)
    for tie in ties.where(Student.school == school):
        for contact in (tie.guardian.phone, tie.guardian.email):
            if contact and tie.student_id in wanted:
                found.setdefault(contact, set()).add(tie.student_id)
    return found


def _last_classes(school: School) -> dict[int, str]:
    """The key of the name of each student's last class."""
    query = Enrolment.select(Enrolment, SchoolClass).join(SchoolClass).where(SchoolClass.school == school)
    return {row.student_id: class_key(row.school_class.name) for row in query.order_by(Enrolment.starts)}
