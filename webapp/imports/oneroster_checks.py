"""What holds for any OneRoster file: required values, choices, dates, references, ids that differ."""

from collections.abc import Iterator
from datetime import date

from webapp.imports.csv_table import Row, Table
from webapp.imports.oneroster_package import Package
from webapp.imports.oneroster_schema import BULK, DELTA, STATUSES, FileSchema, schema_of
from webapp.imports.problems import Problems, quoted
from webapp.language import _, lazy

ISO_DATE = lazy("дата вида 2026-09-01")


def check_package(package: Package, problems: Problems) -> None:
    """Adds what is wrong in any of the tables."""
    ids = {name: {row["sourcedId"] for row in table.rows} for name, table in package.tables.items()}
    for name, table in package.tables.items():
        schema = schema_of(name, package.version)
        seen: dict[str, int] = {}
        for row in table.rows:
            _check_id(row, table, seen, problems)
            if package.modes[name] == DELTA and not row["status"]:
                _add(problems, table, row, "status", _("пусто, а файл передан как delta"), STATUSES)
            if not is_deleted(row):
                _check_values(row, table, schema, problems)
                _check_references(row, table, schema, package, ids, problems)


def is_deleted(row: Row) -> bool:
    """Whether the record says that its thing is no more."""
    return row["status"] in ("tobedeleted", "inactive")


def several(text: str) -> list[str]:
    """The values of a cell that holds a list."""
    return list(filter(None, (value.strip() for value in text.split(","))))


def day(text: str) -> date | None:
    """The date, YYYY-MM-DD, a time after it left out; None when the cell is empty. Raises ValueError."""
    return date.fromisoformat(text.partition("T")[0]) if text else None


def is_ext(value: str) -> bool:
    """Whether the value is an extension that 1.2 lets a sender make up."""
    return value.startswith("ext:")


def _check_id(row: Row, table: Table, seen: dict[str, int], problems: Problems) -> None:
    number = row["sourcedId"]
    if number in seen and number:
        what = _("%(name)s уже есть в строке %(row)s", name=quoted(number), row=seen[number])
        expected = _("свой sourcedId у каждой записи")
        problems.add(what, expected, row=row.line, column="sourcedId", file=table.file)
    seen.setdefault(number, row.line)
    if row["status"] not in ("", "inactive", *STATUSES):
        what = _("%(found)s — такого состояния нет", found=quoted(row["status"]))
        _add(problems, table, row, "status", what, STATUSES)


def _check_values(row: Row, table: Table, schema: FileSchema, problems: Problems) -> None:
    for column in schema.required:
        if not row[column]:
            problems.add(_("пусто"), _("непустое значение"), row=row.line, column=column, file=table.file)
    for column, choices in schema.choices.items():
        value = row[column]
        if value and value not in choices and value.casefold() not in choices and not is_ext(value):
            no_role = _("%(found)s — такой роли нет", found=quoted(value))
            what = no_role if column == "role" else _("%(found)s — такого значения нет", found=quoted(value))
            _add(problems, table, row, column, what, choices)
    days = dict(_days(row, table, schema, problems))
    if schema.span and all(column in days for column in schema.span):
        first, last = schema.span
        if days[first] > days[last]:
            what = _(
                "%(last)s раньше, чем %(name)s (%(first)s)", last=row[last], name=first, first=row[first]
            )
            problems.add(what, _("дата не раньше начала"), row=row.line, column=last, file=table.file)


def _days(row: Row, table: Table, schema: FileSchema, problems: Problems) -> Iterator[tuple[str, date]]:
    for column in schema.dates:
        try:
            found = day(row[column])
        except ValueError:
            what = _("%(found)s — такой даты нет", found=quoted(row[column]))
            problems.add(what, ISO_DATE, row=row.line, column=column, file=table.file)
            continue
        if found:
            yield column, found


def _check_references(
    row: Row, table: Table, schema: FileSchema, package: Package, ids: dict[str, set[str]], problems: Problems
) -> None:
    """A record may lean on what an earlier package brought, unless the file that it refers to is whole."""
    for column, target in schema.refers.items():
        if package.modes[target] != BULK:
            continue
        for value in several(row[column]) if column in schema.many else filter(None, [row[column]]):
            if value not in ids[target]:
                what = _("%(found)s — такой записи нет в %(file)s", found=quoted(value), file=f"{target}.csv")
                expected = _("sourcedId из %(file)s", file=f"{target}.csv")
                problems.add(what, expected, row=row.line, column=column, file=table.file)


def _add(
    problems: Problems, table: Table, row: Row, column: str, what: str, choices: tuple[str, ...]
) -> None:
    expected = _("одно из: %(list)s", list=", ".join(choices))
    problems.add(what, expected, row=row.line, column=column, file=table.file)
