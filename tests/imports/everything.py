"""All rows of all tables, to prove that not one has changed."""

import hashlib
from typing import Any

from tests import postgres
from webapp.db import database, is_sqlite


def everything(*left_out: str) -> dict[str, tuple[int, str]]:
    """The number of rows and a digest of them, by table; without the tables left out."""
    return {table: _of(table) for table in sorted(database.get_tables()) if table not in left_out}


def url() -> str:
    """Where the tables now are, as DATABASE_URL says it."""
    place: Any = database.obj.database
    return f"sqlite:///{place}" if is_sqlite() else postgres.dsn(place)


def _of(table: str) -> tuple[int, str]:
    rows = sorted(repr(row) for row in database.execute_sql(f'SELECT * FROM "{table}"').fetchall())
    return len(rows), hashlib.blake2b("\n".join(rows).encode(), digest_size=8).hexdigest()
