"""Bringing the schema up to the code, by peewee's numbered migrations."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from filelock import FileLock
from peewee import Model
from playhouse.migrations import Runner

from webapp.db import Table, database, is_sqlite

FOLDER = Path(__file__).parent / "migrations"
_WITH_TABLES = (
    *("changes", "school", "people", "timetable", "absence", "homework", "marks", "remarks", "schoolbag"),
    *("signatures", "lately"),
)


def tables() -> list[type[Model]]:
    """Every table of the program, those that others refer to first."""
    modules = [import_module(f"webapp.{room}.models") for room in _WITH_TABLES]
    found = [v for m in modules for v in vars(m).values() if isinstance(v, type) and issubclass(v, Table)]
    return [table for table in dict.fromkeys(found) if table is not Table]


@contextmanager
def _alone() -> Iterator[None]:
    """One process migrates, the others wait."""
    if is_sqlite():
        with FileLock(Path(database.obj.database).with_suffix(".migration-lock"), timeout=600):
            yield
        return
    database.execute_sql("SELECT pg_advisory_lock(0)")
    try:
        yield
    finally:
        database.execute_sql("SELECT pg_advisory_unlock(0)")


def migrate() -> list[str]:
    """Apply what has not been applied yet. Returns the names applied.

    Raises SystemExit for a database that a newer version of the program has migrated.
    """
    with database.connection_context(), _alone():
        if newer := unknown():
            raise SystemExit(
                f"Базу уже обновила более новая версия «Звонка» ({newer[-1]}). Обновите программу: "
                "старая может испортить данные."
            )
        return Runner(database.obj, str(FOLDER)).up()


def names() -> list[str]:
    """Names of all migrations of this program, the oldest first."""
    return [m.name for m in Runner(database.obj, str(FOLDER)).migrations()]


def unknown() -> list[str]:
    """Names of the migrations that the database has and this program has not."""
    return sorted({*Runner(database.obj, str(FOLDER)).applied()} - {*names()})


def pending() -> list[str]:
    """Names of the migrations that have not been applied."""
    return [m.name for m in Runner(database.obj, str(FOLDER)).status() if not m.applied]
