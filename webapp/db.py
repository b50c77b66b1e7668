"""The database: embedded SQLite by default, PostgreSQL by DATABASE_URL; the base of all tables."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import cysqlite
from peewee import DatabaseProxy, DateField, DateTimeField, Model, TimeField
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


def check_sqlite(version: tuple[int, ...] = cysqlite.sqlite_version_info) -> None:
    """Refuse an SQLite with the WAL-reset corruption (3.7.0 to 3.51.2). Raises SystemExit."""
    if tuple(version) < OLDEST_SQLITE:
        found, wanted = (".".join(map(str, v)) for v in (version, OLDEST_SQLITE))
        raise SystemExit(
            f"SQLite {found} is too old: before {wanted} several writers can damage the database "
            f"(the WAL-reset bug, sqlite.org/wal.html). Install the newest cysqlite, which brings its own."
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
    }
    return PooledCySqliteDatabase(str(path), pragmas=pragmas, timeout=10, max_connections=0)


def open_postgres(url: str) -> PooledDatabase:
    """PostgreSQL, with a pool of connections per process."""
    settings: dict[str, Any] = parse(url, unquote_password=True, unquote_user=True)
    return PooledPsycopg3Database(**settings, max_connections=40, stale_timeout=300, timeout=10)


def use(url: str) -> PooledDatabase:
    """Open what the URL names (`sqlite:///path` or `postgresql://…`) and point every table at it."""
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
