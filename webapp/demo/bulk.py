"""Rows by the thousand: through the driver, with the ids that they got."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from peewee import fn

from webapp.db import Table, database, insert_rows
from webapp.demo.school import TIME_ZONE

_ZONE = ZoneInfo(TIME_ZONE)


def moment(day: date, at: time) -> datetime:
    """The wall time at the school as an aware instant in UTC."""
    return datetime.combine(day, at, _ZONE).astimezone(UTC)


def stored(instant: datetime) -> datetime:
    """An instant as its column holds it: in UTC, without the zone."""
    return instant.astimezone(UTC).replace(tzinfo=None)


def insert(table: type[Table], fields: Sequence[Any], rows: Iterable[Sequence[Any]]) -> list[int]:
    """Insert the rows and return their ids, in order; fields that are not named get their defaults.

    Nobody else may write to the table meanwhile. Instants are stored() ones.
    """
    last = table.select(fn.MAX(table._meta.primary_key)).scalar() or 0
    named = {field.name for field in fields}
    others = [f for f in table._meta.sorted_fields if f.name not in named and f.default is not None]
    defaults = tuple(field.default for field in others)
    insert_rows(table, [*fields, *others], [(*row, *defaults) for row in rows])
    key = table._meta.primary_key
    query: Any = table.select(key).where(key > last).order_by(key).tuples()
    return [row[0] for row in query]


def update(table: type[Table], fields: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    """Set the fields of many rows; each row ends with the id that it is for."""
    param = database.obj.param
    columns = ", ".join(f'"{field.column_name}" = {param}' for field in fields)
    statement = f'UPDATE "{table._meta.table_name}" SET {columns} WHERE id = {param}'
    database.obj.cursor().executemany(statement, list(rows))
