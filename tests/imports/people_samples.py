"""Workbooks for the tests, written as an office types them."""

import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter

Value = str | int | float | date | None
TODAY = date(2026, 11, 18)
HEADINGS: Sequence[str] = (
    "Класс",
    "Фамилия",
    "Имя",
    "Отчество",
    "Дата рождения",
    "Родитель 1: ФИО",
    "Родитель 1: телефон",
    "Родитель 1: почта",
    "Родитель 2: ФИО",
    "Родитель 2: телефон",
    "Родитель 2: почта",
)
CHILD: Sequence[Value] = ("7А", "Петров", "Пётр", "Ильич", date(2013, 2, 1))
MOTHER: Sequence[Value] = ("Петрова Мария Олеговна", "+7 916 123-45-67", "maria@example.org")


def child(name: str, *guardians: Value, surname: str = "Петров", **more: Value) -> list[Value]:
    """A row; guardians: full name, phone, email of each. more: school_class, patronymic, born."""
    return [
        more.get("school_class", "7А"),
        surname,
        name,
        more.get("patronymic", "Ильич"),
        more.get("born", date(2013, 2, 1)),
        *guardians,
    ]


def workbook(
    *rows: Sequence[Value],
    headings: Sequence[str] = HEADINGS,
    title: str = "",
    more_sheets: Sequence[tuple[str, Sequence[Sequence[Value]]]] = (),
) -> bytes:
    """A sheet with headings in row 1, or in row 3 below a merged title."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        as_date = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet = book.add_worksheet("Ученики")
        if title:
            sheet.merge_range(0, 0, 0, len(headings) - 1, title)
        _write(sheet, [headings, *rows], 2 if title else 0, as_date)
        for name, cells in more_sheets:
            _write(book.add_worksheet(name), cells, 0, as_date)
    return buffer.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    rows: Sequence[Sequence[Value]],
    first: int,
    as_date: xlsxwriter.format.Format,
) -> None:
    for r, row in enumerate(rows, start=first):
        for c, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(r, c, value, as_date)
            elif isinstance(value, str):
                sheet.write_string(r, c, value)
            elif value is not None:
                sheet.write_number(r, c, value)
