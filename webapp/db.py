"""The database: embedded SQLite by default, PostgreSQL by DATABASE_URL; the base of all tables."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import cysqlite
from peewee import DatabaseProxy, DateField, DateTimeField, Field, Model, TimeField
from playhouse.cysqlite_ext import PooledCySqliteDatabase
from playhouse.db_url import parse
from playhouse.pool import PooledDatabase
from playhouse.postgres_ext import PooledPsycopg3Database

OLDEST_SQLITE = (3, 51, 3)

database = DatabaseProxy()


class Table(Model):
    """The base of every table."""

    class Meta:
        database = database
        legacy_table_names = False


class Instant(DateTimeField):
    """An aware UTC datetime, stored without its zone."""

    def db_value(self, value: datetime | None) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value is not None else None

    def python_value(self, value: str | datetime | None) -> datetime | None:
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.replace(tzinfo=UTC)


class Day(DateField):
    """A school date. Parsing is by fromisoformat: peewee's own strptime costs ten times more."""

    def python_value(self, value: str | date | None) -> date | None:
        return date.fromisoformat(value) if isinstance(value, str) else value


class WallTime(TimeField):
    """A time on the school's clock, to the minute."""

    def python_value(self, value: str | time | None) -> time | None:
        return time.fromisoformat(value) if isinstance(value, str) else value


def insert_rows(table: type[Table], fields: Sequence[Field], rows: Iterable[Sequence[Any]]) -> None:
    """Insert many rows, in order, by executemany or COPY: peewee's insert_many builds each statement anew.

    Values are as the columns hold them (ids, not rows; naive UTC instants).
    """
    columns = ", ".join(f'"{field.column_name}"' for field in fields)
    place = f'"{table._meta.table_name}" ({columns})'
    if not is_sqlite():
        with database.obj.cursor().copy(f"COPY {place} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join([database.obj.param] * len(fields))
    database.obj.cursor().executemany(f"INSERT INTO {place} VALUES ({marks})", list(rows))


def check_sqlite(version: tuple[int, ...] = cysqlite.sqlite_version_info) -> None:
    """Refuse an SQLite with the WAL-reset corruption (3.7.0 to 3.51.2). Raises SystemExit."""
    if tuple(version) < OLDEST_SQLITE:
        found, wanted = (".".join(map(str, v)) for v in (version, OLDEST_SQLITE))
        raise SystemExit(
            f"SQLite {found} слишком стар: до {wanted} несколько одновременных записей могут повредить базу "
            "(ошибка WAL-reset, sqlite.org/wal.html). Обновите пакет cysqlite: новый SQLite приходит с ним."
        )


def open_sqlite(path: Path) -> PooledDatabase:
    """The embedded database in one file. FULL, since NORMAL loses acknowledged rows in a power cut."""
    check_sqlite()
    pragmas = {
        "journal_mode": "wal",
        "synchronous": "full",
        "foreign_keys": 1,
        "cache_size": -16000,
        "mmap_size": 256 << 20,
        "journal_size_limit": 64 << 20,
        "busy_timeout": 10_000,  # `timeout` is the pool's, not SQLite's
    }
    return PooledCySqliteDatabase(str(path), pragmas=pragmas, timeout=10, max_connections=0)


def open_postgres(url: str) -> PooledDatabase:
    """PostgreSQL, with a pool of connections per process."""
    settings: dict[str, Any] = parse(url, unquote_password=True, unquote_user=True)
    settings.setdefault("connect_timeout", 10)
    return PooledPsycopg3Database(**settings, max_connections=40, stale_timeout=300, timeout=10)


def use(url: str) -> PooledDatabase:
    """Open what the URL names (`sqlite:///path` or `postgresql://…`) and point every table at it.

    Nothing is connected yet. Raises SystemExit for a URL of neither kind and for an SQLite too old.
    """
    if not url.startswith(("sqlite:///", "postgresql://", "postgres://")):
        raise SystemExit("DATABASE_URL начинается с postgresql:// или sqlite:///, другие базы не подходят.")
    opened = (
        open_sqlite(Path(url.removeprefix("sqlite:///")))
        if url.startswith("sqlite:///")
        else open_postgres(url)
    )
    database.initialize(opened)
    return opened


def is_sqlite() -> bool:
    """Whether the tables live in the embedded database."""
    return isinstance(database.obj, PooledCySqliteDatabase)


def ask() -> None:
    """Ask the database for nothing. Raises peewee's DatabaseError when it does not answer."""
    database.execute_sql("SELECT 1")
