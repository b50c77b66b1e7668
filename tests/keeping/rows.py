"""Rows for every table of a database, made from what the database itself knows of its columns."""

from datetime import date, datetime, time
from typing import Any

from webapp import db
from webapp.keeping.snapshots import HISTORY

ROWS = (1, 2, 3)


def fill(database: Any) -> None:
    """Three rows in every table, no column empty; row n refers to row n of other tables."""
    for table in _in_order(database):
        columns = database.get_columns(table)
        names = ", ".join(f'"{column.name}"' for column in columns)
        marks = ", ".join([database.param] * len(columns))
        for number in ROWS:
            values = [_value(column.data_type.lower(), number) for column in columns]
            database.execute_sql(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', values)
        if not db.is_sqlite() and any(column.name == "id" for column in columns):
            database.execute_sql(f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), 100)")


def _in_order(database: Any) -> list[str]:
    """Tables, those that others refer to first."""
    names = {t for t in database.get_tables() if t != HISTORY and not t.startswith("sqlite_")}
    refers = {t: {key.dest_table for key in database.get_foreign_keys(t)} - {t} for t in names}
    ordered: list[str] = []
    while rest := sorted(names - {*ordered}):
        ready = [table for table in rest if refers[table] <= {*ordered}]
        assert ready, f"{rest} refer to each other in a circle"
        ordered += ready
    return ordered


def _value(kind: str, number: int) -> Any:
    if "bool" in kind:
        return number % 2 == 0
    if "int" in kind or "serial" in kind:
        return number
    if "timestamp" in kind or kind == "datetime":
        return datetime(2026, 11, number, 8, 5)
    if kind == "date":
        return date(2026, 11, number)
    if kind.startswith("time"):
        return time(8, number)
    if any(word in kind for word in ("numeric", "decimal", "real", "double", "float")):
        return number
    return str(number)
