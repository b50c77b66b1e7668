"""A school's own list of students and their guardians, an Excel sheet, into people."""

from dataclasses import dataclass, field
from datetime import date

from webapp.imports.class_name import ClassName
from webapp.imports.people_columns import find_heading, read_heading
from webapp.imports.people_guardians import GuardianEntry, Guardians
from webapp.imports.people_rows import RowReader
from webapp.imports.people_template import FOREIGN_EXAMPLE, template
from webapp.imports.problems import Problem, Problems
from webapp.imports.xlsx_file import Sheet, read_sheets
from webapp.language import _
from webapp.names import folded

__all__ = ["GuardianTie", "PeopleSheet", "SheetGuardian", "SheetStudent", "read_people", "template"]


# How many headings about the student make a sheet a list for certain, and how many a list with some missing.
_PLAIN, _LIKELY = 4, 2


@dataclass(frozen=True, slots=True)
class SheetGuardian:
    """A guardian. phones are +79161234567, emails in lower case; rows are those that name the person."""

    surname: str
    given_name: str
    patronymic: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GuardianTie:
    """A guardian of a student: an index into the sheet's guardians, and mother, father or guardian."""

    guardian: int
    kind: str


@dataclass(frozen=True, slots=True)
class SheetStudent:
    """A student as one row gives it."""

    row: int
    class_name: ClassName
    surname: str
    given_name: str
    patronymic: str
    birth_date: date
    guardians: tuple[GuardianTie, ...]


@dataclass(frozen=True, slots=True)
class PeopleSheet:
    """All students in the order of their rows, all guardians in the order of their first rows."""

    students: tuple[SheetStudent, ...]
    guardians: tuple[SheetGuardian, ...]
    warnings: tuple[Problem, ...] = ()

    def classes(self) -> tuple[ClassName, ...]:
        """The classes named, by grade and letter."""
        return tuple(
            sorted({one.class_name for one in self.students}, key=lambda name: (name.grade, name.letter))
        )

    def counts(self) -> dict[str, int]:
        """How many of each; ties are of guardians to students."""
        return {
            "classes": len(self.classes()),
            "students": len(self.students),
            "guardians": len(self.guardians),
            "ties": sum(len(student.guardians) for student in self.students),
        }


@dataclass(slots=True)
class _Found:
    """What the sheets' rows hold so far."""

    rows: list[RowReader] = field(default_factory=list)
    seen: dict[tuple[str, date], int] = field(default_factory=dict)


def read_people(data: bytes, file: str, today: date) -> PeopleSheet:
    """The people in the workbook's bytes; file is its name, for messages; today is for ages.

    Every visible sheet with a row of headings is read. Raises ImportProblem with the rows and columns that
    are wrong.
    """
    problems = Problems(file)
    found = _Found()
    tables = _tables(read_sheets(data, file))
    if not tables:
        expected = _("столбцы: Класс, Фамилия, Имя, Отчество, Дата рождения")
        raise problems.stop(_("в книге нет строки заголовков"), expected)
    for sheet, at in tables:
        _read_sheet(sheet, at, sheet.name if len(tables) > 1 else "", today, found, problems)
    problems.stop_if_any()
    if not found.rows:
        raise problems.stop(_("в книге нет ни одного ученика"))
    guardians = Guardians()
    for row in found.rows:
        for entry in row.guardians:
            guardians.add(entry)
    guardians.join_families()
    guardians.warn_of_shared_contacts(problems)
    return PeopleSheet(
        students=_students(found.rows, guardians, problems),
        guardians=tuple(map(_guardian, guardians.people)),
        warnings=tuple(problems.odd),
    )


def _tables(sheets: list[Sheet]) -> list[tuple[Sheet, int]]:
    """The sheets that are lists, with the index of their headings; the likeliest when none is plainly one."""
    found = [(sheet, *find_heading(sheet.rows)) for sheet in sheets]
    enough = min(_PLAIN, max((one[2] for one in found), default=0))
    return [(sheet, at) for sheet, at, count in found if count >= max(enough, _LIKELY)]


def _read_sheet(sheet: Sheet, at: int, name: str, today: date, found: _Found, problems: Problems) -> None:
    columns = read_heading(sheet.rows, at, problems, name)
    for n, cells in enumerate(sheet.rows[at + 1 :], start=at + 2):
        if not any(str(cell).strip() for cell in cells) or cells == sheet.rows[at]:
            continue
        row = RowReader(columns, cells, n, name, today, problems)
        if row.is_example(FOREIGN_EXAMPLE):
            problems.warn(_("строка-образец пропущена"), row=n, sheet=name)
            continue
        if row.birth_date and not _is_repeated(row, found, problems):
            found.rows.append(row)


def _is_repeated(row: RowReader, found: _Found, problems: Problems) -> bool:
    assert row.birth_date
    key = folded(f"{row.surname} {row.given_name} {row.patronymic}"), row.birth_date
    first = found.seen.setdefault(key, row.row)
    if first == row.row:
        return False
    what = _("%(name)s уже есть в строке %(row)s", name=f"{row.surname} {row.given_name}", row=first)
    problems.add(what, _("одна строка на каждого ученика"), row=row.row, sheet=row.sheet)
    return True


def _students(rows: list[RowReader], guardians: Guardians, problems: Problems) -> tuple[SheetStudent, ...]:
    index = {id(entry): n for n, person in enumerate(guardians.people) for entry in person}
    students = []
    for row in rows:
        assert row.class_name
        assert row.birth_date
        kinds: dict[int, str] = {}
        for entry in row.guardians:
            if index[id(entry)] in kinds:
                what = _("%(name)s записан дважды", name=f"{entry.surname} {entry.given_name}")
                problems.warn(what, row=row.row, sheet=row.sheet)
            kinds.setdefault(index[id(entry)], entry.kind)
        students.append(
            SheetStudent(
                row=row.row,
                class_name=row.class_name,
                surname=row.surname,
                given_name=row.given_name,
                patronymic=row.patronymic,
                birth_date=row.birth_date,
                guardians=tuple(GuardianTie(number, kind) for number, kind in kinds.items()),
            )
        )
    return tuple(students)


def _guardian(person: list[GuardianEntry]) -> SheetGuardian:
    return SheetGuardian(
        surname=person[0].surname,
        given_name=person[0].given_name,
        patronymic=max((entry.patronymic for entry in person), key=len),
        phones=tuple(dict.fromkeys(phone for entry in person for phone in entry.phones)),
        emails=tuple(dict.fromkeys(email for entry in person for email in entry.emails)),
        rows=tuple(sorted({entry.row for entry in person})),
    )
