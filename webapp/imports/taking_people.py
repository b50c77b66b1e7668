"""An office's list of students and guardians into the school."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.imports.acting import operator_of
from webapp.imports.class_name import ClassName, class_key
from webapp.imports.matching_guardians import match_guardians
from webapp.imports.matching_students import match_students
from webapp.imports.people_sheet import PeopleSheet, SheetGuardian, SheetStudent
from webapp.imports.persons import Given, add_student, add_user, come_again, correct, leave_school
from webapp.imports.seats import Seats
from webapp.imports.taking_sessions import default_year
from webapp.imports.taking_ties import Ties
from webapp.imports.tally import CHANGED, GONE, NEW, UNCHANGED, Tally
from webapp.language import _
from webapp.people import moving
from webapp.people.models import SchoolClass, Student, User
from webapp.school.models import AcademicYear, School

SOURCE = "sheet"
Progress = Callable[[int, int], None]


def take_people(
    sheet: PeopleSheet,
    school: School,
    *,
    on: date,
    by: int = 0,
    whole: bool = True,
    progress: Progress | None = None,
) -> Tally:
    """Bring the school's classes, students and guardians to what the sheet says, from a day on.

    Students of the classes in the sheet who are not in it leave the school the day before, unless whole is
    False; other classes are not touched, and guardians who are not in it stay. A class that is new comes in
    from the first day of its year. A repeat changes nothing. To be run in one transaction; rolled back, it is
    a preview.
    """
    tally = Tally(warnings=[str(warning) for warning in sheet.warnings])
    taking = Taking(school, sheet, on, by, tally)
    taking.take_classes()
    taking.take_students(progress)
    taking.take_guardians()
    taking.tell_missing(leaving=whole)
    if not tally.is_unchanged:
        record(
            "people.imported", by=by, school=school.id, what=school.scope, scopes=[school.scope],
            after={"from": on, **sheet.counts()},
        )  # fmt: skip
    return tally


class Taking:
    """One sheet on its way into the school."""

    def __init__(self, school: School, sheet: PeopleSheet, on: date, by: int, tally: Tally) -> None:
        self._school, self._sheet, self._tally = school, sheet, tally
        self._by = operator_of([school], by)
        self._year = self._take_year(on)
        self._on = max(on, self._year.starts)
        self._seats = Seats(school, self._on)
        self._classes: dict[ClassName, SchoolClass] = {}
        self._matched = match_students(sheet, school)
        self._students = dict(self._matched)
        self._entered: Counter[int] = Counter()

    def take_classes(self) -> None:
        """Find the sheet's classes in the year, or add them."""
        rows = SchoolClass.select().where(SchoolClass.year == self._year)
        known = {class_key(row.name): row for row in rows}
        for name in self._sheet.classes():
            row = known.get(name.key)
            self._tally.add("classes", UNCHANGED if row else NEW, name.title)
            self._classes[name] = row or SchoolClass.create(
                school=self._school, year=self._year, name=name.title, grade=name.grade
            )
        self._new = {row.id for row in self._classes.values() if self._seats.classes.is_empty(row.id)}

    def take_students(self, progress: Progress | None) -> None:
        """Add, correct and move students."""
        total = len(self._sheet.students)
        for index, row in enumerate(self._sheet.students):
            student = self._students.get(index)
            if student is None:
                self._students[index] = self._add(row)
            else:
                self._bring(student, row)
            if progress:
                progress(index + 1, total)
        self._seats.flush()
        self._tell_of_subgroups()

    def take_guardians(self) -> None:
        """Add and correct guardians, tie them to their children."""
        found = match_guardians(self._sheet, self._matched)
        ties = Ties(self._school, SOURCE, self._on, self._tally, by=self._by)
        for index, one in enumerate(self._sheet.guardians):
            found[index] = self._take_guardian(one, found.get(index))
        for index, row in enumerate(self._sheet.students):
            for tie in row.guardians:
                ties.tie(found[tie.guardian], self._students[index], tie.kind)
        several = sum(len(one.phones) > 1 or len(one.emails) > 1 for one in self._sheet.guardians)
        if several:
            what = _(
                "Представителей с несколькими телефонами или адресами: %(number)s; хранится первый",
                number=several,
            )
            self._tally.warnings.append(what)

    def tell_missing(self, *, leaving: bool) -> None:
        """Students of the sheet's classes who are not in it leave, or are only named."""
        present = {student.id for student in self._students.values()}
        classes = {row.id: row.name for row in self._classes.values()}
        missing = {
            key[1]: classes[key[0]]
            for key, _ in self._seats.classes.going_on()
            if key[0] in classes and key[1] not in present
        }
        for student in Student.select(Student, User).join(User).where(Student.id.in_(list(missing))):
            name = f"{missing[student.id]}: {student.user.full_name}"
            if not leaving:
                self._tally.warnings.append(_("Нет в файле, остаётся в классе — %(name)s", name=name))
            elif student.ended_on is None:
                leave_school(student, self._on, by=self._by)
                self._tally.add("students", GONE, name)

    def _take_year(self, on: date) -> AcademicYear:
        before = AcademicYear.select().where(AcademicYear.school == self._school).count()
        year = default_year(self._school, on)
        after = AcademicYear.select().where(AcademicYear.school == self._school).count()
        if after > before:
            self._tally.add("years", NEW, year.name)
        return year

    def _add(self, row: SheetStudent) -> Student:
        given = _given_of(row)
        student = add_student(add_user(given), self._school, given, source=SOURCE, by=self._by)
        school_class = self._classes[row.class_name]
        starts = self._year.starts if school_class.id in self._new else self._on
        self._seats.enter(student.id, school_class.id, starts)
        self._entered[school_class.id] += 1
        self._tally.add("students", NEW, f"{school_class.name}: {given.full_name}")
        return student

    def _bring(self, student: Student, row: SheetStudent) -> None:
        """A student who is known: back again, corrected, in the sheet's class."""
        told = []
        if student.ended_on is not None:
            come_again(student, by=self._by)
            told.append(_("%(name)s: снова в школе", name=student.user.full_name))
        told += filter(None, [self._correct(student.user, _given_of(row), student), self._move(student, row)])
        self._tally.add("students", CHANGED if told else UNCHANGED, "; ".join(told))

    def _move(self, student: Student, row: SheetStudent) -> str | None:
        to, present = self._classes[row.class_name], self._seats.present(student.id)
        if present and present.school_class_id == to.id and present.ends is None:
            return None
        old = present.school_class if present else None
        # A class of a new year begins with it, however late its list comes.
        begins = to.id in self._new and (old is None or old.year_id != to.year_id)
        first = self._year.starts if begins else self._on
        self._seats.enter(student.id, to.id, first, said=first)
        self._entered[to.id] += 1
        scopes = [student.scope, to.scope, *([old.scope] if old else [])]
        record(
            "student.moved", by=self._by.id, school=self._school.id, what=student.scope, scopes=scopes,
            student_id=student.id, class_id=to.id, before={"class": old.id if old else None},
            after={"class": to.id, "starts": first},
        )  # fmt: skip
        return f"{student.user.full_name}: {old.name if old else '—'} → {to.name}"

    def _tell_of_subgroups(self) -> None:
        """A list does not say who learns English with whom; the office does, student by student."""
        named = {row.id: row.name for row in self._classes.values()}
        split = [one for one in self._entered if moving.subgroups_of(one).exists()]
        if split:
            where = ", ".join(f"{named[one]} ({self._entered[one]})" for one in split)
            what = _("Подгруппы новым ученикам назначаются на их страницах: %(classes)s", classes=where)
            self._tally.warnings.append(what)

    def _take_guardian(self, one: SheetGuardian, user: User | None) -> User:
        phones, emails = one.phones or ("",), one.emails or ("",)
        # A contact that is among those of the sheet stays.
        phone = user.phone if user and user.phone in phones else phones[0]
        email = user.email if user and user.email in emails else emails[0]
        given = Given(one.surname, one.given_name, one.patronymic, phone or "", email or "")
        if user is None:
            user = add_user(given)
            self._tally.add("guardians", NEW, user.full_name)
            return user
        told = self._correct(user, given, None)
        self._tally.add("guardians", CHANGED if told else UNCHANGED, told or "")
        return user

    def _correct(self, user: User, given: Given, student: Student | None) -> str | None:
        try:
            return correct(user, self._school, given, student, by=self._by)
        except Refused as refusal:
            self._tally.warnings.append(f"{user.full_name}: {refusal.message}")
            return None


def _given_of(row: SheetStudent) -> Given:
    return Given(row.surname, row.given_name, row.patronymic, birth_date=row.birth_date)
