"""A CSV file with a heading row, in UTF-8, into rows that know their line."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.imports.file_text import check_size, utf8
from webapp.imports.problems import Problems, listed, quoted
from webapp.language import _

LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """One record. line counts from 1, the heading's; cells hold the text with single blanks, by column."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell, empty when the file has no such column."""
        return self.cells.get(column, "")


@dataclass(slots=True)
class Table:
    """A file's columns and records, in its order."""

    file: str
    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)


def read_table(
    data: bytes, file: str, required: Sequence[str], problems: Problems, delimiters: str = ","
) -> Table:
    """The records of the file; missing columns and rows of a wrong length become problems.

    Columns are matched whatever their case. Raises ImportProblem when the bytes are no text in UTF-8.
    """
    check_size(len(data), file, LARGEST)
    text = utf8(data, file)
    heading = text.partition("\n")[0]
    delimiter = max(delimiters, key=heading.count)
    table = Table(file)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        table.columns = _columns(next(reader, []), required, file, problems)
        line = reader.line_num + 1
        for cells in reader:
            _add_row(table, line, cells, problems)
            line = reader.line_num + 1
    except csv.Error:
        problems.add(
            _("строка не разбирается: лишняя кавычка или файл обрывается"),
            _("строка из %(number)s значений в кавычках", number=len(table.columns)),
            row=max(reader.line_num, 1),
            file=file,
        )
    return table


def _columns(heading: list[str], required: Sequence[str], file: str, problems: Problems) -> tuple[str, ...]:
    by_fold = {name.casefold(): name for name in required}
    columns = tuple(by_fold.get(cell.strip().casefold(), cell.strip()) for cell in heading)
    missing = [name for name in required if name not in columns]
    if missing:
        names = listed(missing)
        one = len(missing) == 1
        what = _("нет столбца %(names)s", names=names) if one else _("нет столбцов %(names)s", names=names)
        expected = _("в первой строке: %(names)s", names=", ".join(required))
        problems.add(what, expected, row=1, file=file)
    for name in sorted({name for name in columns if name and columns.count(name) > 1}):
        problems.add(_("столбец %(name)s записан дважды", name=quoted(name)), row=1, file=file)
    return columns


def _add_row(table: Table, line: int, cells: list[str], problems: Problems) -> None:
    cells = [" ".join(cell.split()) for cell in cells]
    if not any(cells):
        return
    width = len(table.columns)
    if len(cells) < width or any(cells[width:]):
        what = _("в строке значений: %(values)s, а столбцов: %(columns)s", values=len(cells), columns=width)
        problems.add(what, _("по одному значению на столбец"), row=line, file=table.file)
        return
    table.rows.append(Row(line, dict(zip(table.columns, cells, strict=False))))


def stop_without_rows(table: Table, problems: Problems) -> None:
    """Raises ImportProblem with what was found so far, or because the table has no records."""
    problems.stop_if_any()
    if not table.rows:
        raise problems.stop(_("в файле нет ни одной строки с данными"))
