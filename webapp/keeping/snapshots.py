"""The whole database at one instant, while others write: how each engine copies it out and back in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import cysqlite
from peewee import Database
from playhouse.cysqlite_ext import CySqliteDatabase

from webapp import db
from webapp.keeping import postgres
from webapp.keeping.opening import Unable

# (what is being done, how much is done, of how much); 0 of 0 where that is not known
Progress = Callable[[str, int, int], None]
HISTORY = "schema_migration"
_NOT_OURS = ("sqlite_", "_litestream_")


class Snapshot(NamedTuple):
    """The rows of each table and the migrations applied, in a database copied to a file."""

    rows: dict[str, int]
    migrations: list[str]


def engine() -> str:
    """sqlite or postgres, as manifests name the open database."""
    return "sqlite" if db.is_sqlite() else "postgres"


def take(url: str, target: Path, progress: Progress) -> Snapshot:
    """Copy the open database to the target file as it is at one instant; writers go on. Raises Unable."""
    if db.is_sqlite():
        return _take_sqlite(Path(db.database.obj.database), target, progress)
    progress("Снимок базы (pg_dump)", 0, 0)
    with postgres.one_instant() as name:
        snapshot = count(db.database.obj)
        postgres.dump(url, target, name)
    return snapshot


def _take_sqlite(source: Path, target: Path, progress: Progress) -> Snapshot:
    reading, writing = cysqlite.Connection(str(source), timeout=30), cysqlite.Connection(str(target))
    try:
        # An open read transaction pins the instant: the copy in steps is not begun anew by each write.
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
        reading.backup(
            writing,
            pages=2000,
            progress=lambda left, total, done: progress("Снимок базы", total - left, total),
        )
        writing.execute("PRAGMA journal_mode=DELETE").fetchone()
    finally:
        reading.close(force=True)
        writing.close(force=True)
    return _checked_copy(target, progress)


def _checked_copy(file: Path, progress: Progress) -> Snapshot:
    progress("Проверка снимка", 0, 0)
    with opened_file(file) as copy:
        found = [row[0] for row in copy.execute_sql("PRAGMA integrity_check(5)").fetchall()]
        if found != ["ok"]:
            raise Unable(
                "База повреждена, копия не сделана: " + "; ".join(found) + "\n"
                "Остановите сервер, отложите папку данных и восстановите последнюю хорошую копию."
            )
        return count(copy)


def opened_file(file: Path) -> Any:
    """An SQLite file opened beside the one in use: `with opened_file(path) as database`."""
    return CySqliteDatabase(str(file), pragmas={"foreign_keys": 0})


def count(database: Database) -> Snapshot:
    """Rows by table, and the migrations applied."""
    tables = [table for table in database.get_tables() if not table.startswith(_NOT_OURS)]
    rows = {t: database.execute_sql(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in sorted(tables)}
    names = database.execute_sql(f"SELECT name FROM {HISTORY} ORDER BY name") if HISTORY in tables else ()
    return Snapshot(rows, [name for (name,) in names])
