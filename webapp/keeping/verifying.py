"""Whether the data is whole: the database itself, its schema, and what must hold between rows."""

from collections.abc import Iterator
from typing import NamedTuple

from peewee import JOIN, DatabaseError, ForeignKeyField, Model
from playhouse.schema_diff import diff_models

from webapp.db import database, is_sqlite
from webapp.keeping import invariants
from webapp.keeping.invariants import Finding
from webapp.migrating import pending, tables, unknown


class Checked(NamedTuple):
    """One thing looked at, and what was found wrong with it."""

    title: str
    findings: list[Finding]


def verify() -> Iterator[Checked]:
    """Look at everything, one check after the other; the rows only when the schema is as it should be.

    The tables are open. The hash chain of the change log is to come with M7.
    """
    for title, check in (("Файлы базы", _files), ("Схема и миграции", _schema)):
        yield (checked := Checked(title, list(check())))
        if checked.findings:
            return
    yield Checked("Ссылки между таблицами", list(_references()))
    for title, check in invariants.CHECKS.items():
        yield Checked(title, list(check()))


def _files() -> Iterator[Finding]:
    try:
        yield from _sqlite_file() if is_sqlite() else _postgres_pages()
    except DatabaseError as error:
        yield Finding(True, f"База не читается: {error}")


def _sqlite_file() -> Iterator[Finding]:
    for (text,) in database.execute_sql("PRAGMA integrity_check(20)").fetchall():
        if text != "ok":
            yield Finding(True, f"Файл базы повреждён: {text}")


def _postgres_pages() -> Iterator[Finding]:
    """PostgreSQL checks a page when it is read (in a cluster with checksums): read them all."""
    for table in database.get_tables():
        database.execute_sql(f'SELECT sum(octet_length(whole::text)) FROM "{table}" AS whole')
    loose = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated"
    for table, name in database.execute_sql(loose).fetchall():
        yield Finding(True, f"Ограничение {name} таблицы {table} не проверено базой")


def _schema() -> Iterator[Finding]:
    for name in pending():
        yield Finding(True, f"Не применена миграция {name}: наберите zvonok migrate")
    for name in unknown():
        yield Finding(True, f"Миграция {name} — от более новой версии программы: обновите программу")
    for line in str(diff_models(database.obj, tables())).splitlines():
        yield Finding(True, f"Схема базы не та, что у программы: {line}")


def _references() -> Iterator[Finding]:
    if is_sqlite():
        for table, row, target, _ in database.execute_sql("PRAGMA foreign_key_check").fetchmany(20):
            yield Finding(True, f"Строка {row} таблицы {table} ссылается на несуществующую в {target}")
        return
    for table in tables():
        for field in table._meta.refs:
            yield from _dangling(table, field)


def _dangling(table: type[Model], field: ForeignKeyField) -> Iterator[Finding]:
    target = field.rel_model.alias()
    key = getattr(target, field.rel_field.name)
    query = table.select().join(target, JOIN.LEFT_OUTER, on=(field == key))
    if number := query.where(field.is_null(False), key.is_null()).count():
        yield Finding(
            True, f"Строк таблицы {table._meta.table_name} с пустой ссылкой {field.column_name}: {number}"
        )
