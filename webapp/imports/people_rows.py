"""One row of a list of people: the student and the guardians that its cells name."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from webapp.imports import people_cells
from webapp.imports.class_name import ClassName
from webapp.imports.people_cells import CellProblem, text_of
from webapp.imports.people_columns import (
    BIRTH_DATE,
    CLASS,
    EMAIL,
    FULL_NAME,
    GIVEN_NAME,
    KINSHIP,
    PATRONYMIC,
    PHONE,
    SURNAME,
    Column,
)
from webapp.imports.people_guardians import GuardianEntry
from webapp.imports.problems import Problems
from webapp.imports.xlsx_file import Cell
from webapp.language import _, lazy

_PARSERS: dict[str, Callable[[Cell], Any]] = {
    CLASS: people_cells.read_class,
    SURNAME: people_cells.read_name,
    GIVEN_NAME: people_cells.read_name,
    PATRONYMIC: people_cells.read_name,
    FULL_NAME: people_cells.read_full_name,
    PHONE: people_cells.read_phones,
    EMAIL: people_cells.read_emails,
    KINSHIP: people_cells.read_kind,
}
_WANTED = {
    CLASS: lazy("класс"),
    SURNAME: lazy("фамилия"),
    GIVEN_NAME: lazy("имя"),
    BIRTH_DATE: lazy("дата рождения"),
}


class RowReader:
    """Reads a row on creation; what is wrong is added to the problems with row and column.

    class_name and birth_date are None where they could not be read.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        cells: Sequence[Cell],
        row: int,
        sheet: str,
        today: date,
        problems: Problems,
    ) -> None:
        self.row, self.sheet = row, sheet
        self._problems = problems
        self._values: dict[tuple[str, str], Any] = {}
        parsers: dict[str, Callable[[Cell], Any]] = {
            **_PARSERS,
            BIRTH_DATE: partial(people_cells.read_birth_date, today=today),
        }
        wrong: set[str] = set()
        for column in columns:
            if column.index < len(cells) and text_of(cells[column.index]):
                self._read(column, cells[column.index], parsers[column.field], wrong)
        self.surname, self.given_name, self.patronymic = self._name("")
        self.class_name: ClassName | None = self._values.get(("", CLASS))
        self.birth_date: date | None = self._values.get(("", BIRTH_DATE))
        self._check_filled(columns, wrong)
        self.guardians = [entry for slot in _slots(columns) if (entry := self._guardian(slot))]

    def is_example(self, example: Sequence[str | date]) -> bool:
        """Whether the row is the template's own."""
        named = [self.surname, self.given_name, self.patronymic, self.birth_date]
        return named == list(example[1:5])

    def _read(self, column: Column, cell: Cell, parse: Callable[[Cell], Any], wrong: set[str]) -> None:
        try:
            self._values[column.guardian, column.field] = parse(cell)
        except CellProblem as found:
            wrong.add(column.name)
            self._problems.add(found.what, found.expected, row=self.row, column=column.name, sheet=self.sheet)

    def _check_filled(self, columns: Sequence[Column], wrong: set[str]) -> None:
        needed: dict[str, object] = {
            CLASS: self.class_name,
            SURNAME: self.surname,
            GIVEN_NAME: self.given_name,
            BIRTH_DATE: self.birth_date,
        }
        own = {column.field: column for column in columns if not column.guardian}
        for name, value in needed.items():
            column = own.get(name) or (own.get(FULL_NAME) if name == SURNAME else None)
            if column and not value and column.name not in wrong:
                expected = _WANTED[name]
                self._problems.add(_("пусто"), expected, row=self.row, column=column.name, sheet=self.sheet)

    def _name(self, slot: str) -> tuple[str, str, str]:
        whole: tuple[str, str, str] = self._values.get((slot, FULL_NAME), ("", "", ""))
        parts = [self._values.get((slot, part), "") for part in (SURNAME, GIVEN_NAME, PATRONYMIC)]
        surname, given_name, patronymic = (part or named for part, named in zip(parts, whole, strict=True))
        return surname, given_name, patronymic

    def _guardian(self, slot: Column) -> GuardianEntry | None:
        surname, given_name, patronymic = self._name(slot.guardian)
        phones = self._values.get((slot.guardian, PHONE), ())
        emails = self._values.get((slot.guardian, EMAIL), ())
        if not surname or not given_name:
            if phones or emails or surname or given_name:
                self._problems.add(
                    _("родитель указан без имени или фамилии"),
                    _("Фамилия Имя Отчество"),
                    row=self.row,
                    column=slot.name,
                    sheet=self.sheet,
                )
            return None
        kind = self._values.get((slot.guardian, KINSHIP), slot.kind)
        place = (self.sheet, self.row)
        return GuardianEntry(place, surname, given_name, patronymic, phones, emails, kind)


def _slots(columns: Sequence[Column]) -> list[Column]:
    """One column of each guardian, the one with the name where there is one."""
    slots: dict[str, Column] = {}
    for column in columns:
        if column.guardian and (column.guardian not in slots or column.field in (FULL_NAME, SURNAME)):
            slots[column.guardian] = column
    return list(slots.values())
