"""An Excel workbook from strangers into rows of cells.

The reader lays a sheet out as a full rectangle, so one cell in the last corner of an otherwise empty sheet
would take all memory: how far the cells reach is looked up first, in whichever part of the archive they
stand.
"""

import io
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum, load_workbook

from webapp.imports.file_text import check_size
from webapp.imports.problems import ImportProblem, Problem
from webapp.imports.safe_zip import packed, read_zip
from webapp.language import _, lazy

LARGEST = 16 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 100

Cell = int | float | str | bool | time | date | datetime | timedelta

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_EXCEL = lazy("книга Excel (.xlsx)")
_PLACE = re.compile(r"\s*\$?([A-Z]{1,4})\$?(\d{1,9})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet. rows begin with row 1, cells with column A; an empty cell is an empty text."""

    name: str
    rows: list[list[Cell]]


def read_sheets(data: bytes, file: str) -> list[Sheet]:
    """The workbook's visible sheets.

    Raises ImportProblem when it is no .xlsx, is locked, broken or too large.
    """
    check_size(len(data), file, LARGEST)
    if data.startswith(_OLD_OR_LOCKED):
        what = _("это старый формат .xls или книга, закрытая паролем")
        expected = _("книга Excel (.xlsx) без пароля: «Сохранить как» → «Книга Excel»")
        raise ImportProblem([Problem(file, what, expected)])
    if not data.startswith(_ZIP):
        raise ImportProblem([Problem(file, _("это не книга Excel"), _EXCEL)])
    parts = read_zip(data, file)
    if "xl/workbook.xml" not in parts:
        raise ImportProblem([Problem(file, _("это архив ZIP, но не книга Excel"), _EXCEL)])
    for part in parts.values():
        _check_reach(part, file)
    try:
        return _visible(load_workbook(io.BytesIO(packed(parts))))
    except (CalamineError, ValueError) as error:
        what, expected = _("книга Excel повреждена"), _("книга, которую открывает Excel")
        raise ImportProblem([Problem(file, what, expected)]) from error


def column_letter(index: int) -> str:
    """The letter over a column, counted from 0: A … Z, AA …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _visible(workbook: CalamineWorkbook) -> list[Sheet]:
    return [
        Sheet(about.name, workbook.get_sheet_by_name(about.name).to_python(skip_empty_area=False))
        for about in workbook.sheets_metadata
        if about.visible == SheetVisibleEnum.Visible
    ]


def _check_reach(part: bytes, file: str) -> None:
    """Looks at every filled cell of a part that is XML; other parts hold no cells."""
    if not part.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return
    row = column = 0
    try:
        for event, element in iterparse(io.BytesIO(part), events=("start", "end"), forbid_dtd=True):
            tag = element.tag.rpartition("}")[2]
            if event == "start" and tag == "row":
                row, column = int(element.get("r") or row + 1), 0
            elif event == "start" and tag == "c":
                row, column = _place(element.get("r")) or (row, column + 1)
            elif event == "end":
                if tag == "c" and len(element) and (row > MOST_ROWS or column > MOST_COLUMNS):
                    raise ImportProblem([_too_far(file)])
                element.clear()
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise ImportProblem([Problem(file, _("книга Excel повреждена или небезопасна"), _EXCEL)]) from error


def _too_far(file: str) -> Problem:
    what = _(
        "в таблице есть ячейки дальше строки %(row)s или столбца %(column)s",
        row=MOST_ROWS, column=MOST_COLUMNS,
    )  # fmt: skip
    return Problem(file, what, _("таблица без лишних ячеек"))


def _place(name: str | None) -> tuple[int, int] | None:
    match = _PLACE.fullmatch(name or "")
    if not match:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
