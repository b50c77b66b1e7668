"""Copying a PostgreSQL database out and in with its own pg_dump and pg_restore."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from webapp.db import database
from webapp.keeping.opening import Unable

ASIDE = "before_restore_"
_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
}


@contextmanager
def one_instant() -> Iterator[str]:
    """A read transaction on the open connection; yields the snapshot's name, for others to read the same."""
    database.execute_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        yield database.execute_sql("SELECT pg_export_snapshot()").fetchone()[0]
    finally:
        database.execute_sql("ROLLBACK")


def dump(url: str, target: Path, snapshot: str) -> None:
    """Write the database as the snapshot shows it to the file, in pg_dump's own format. Raises Unable."""
    options = ["--format=custom", f"--snapshot={snapshot}", f"--exclude-schema={ASIDE}*", f"--file={target}"]
    _run("pg_dump", options, url)


def load(url: str, source: Path) -> None:
    """Read a dump into an empty database, wholly or not at all. Raises Unable."""
    options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    name = conninfo_to_dict(url).get("dbname") or ""
    _run("pg_restore", [*options, f"--dbname={name}", str(source)], url)


def set_aside(stamp: str) -> str:
    """Rename the schema with all its tables and make an empty one in its place. Returns the new name."""
    name = f"{ASIDE}{stamp}"
    with database.atomic():
        database.execute_sql(f'ALTER SCHEMA public RENAME TO "{name}"')
        database.execute_sql("CREATE SCHEMA public")
    return name


def take_back(name: str) -> None:
    """Undo set_aside."""
    with database.atomic():
        database.execute_sql("DROP SCHEMA public CASCADE")
        database.execute_sql(f'ALTER SCHEMA "{name}" RENAME TO public')


def forget(name: str) -> None:
    """Drop what was set aside."""
    database.execute_sql(f'DROP SCHEMA "{name}" CASCADE')


def _run(program: str, options: list[str], url: str) -> None:
    command = [_found(program), *options]
    done = subprocess.run(command, env={**os.environ, **_as_variables(url)}, capture_output=True, text=True)
    if done.returncode:
        raise Unable(f"{program} не справился: {done.stderr.strip()}")


def _as_variables(url: str) -> dict[str, str]:
    """The address for libpq in the environment: a password in the arguments would be seen by everybody."""
    parts = conninfo_to_dict(url)
    return {_VARIABLES[name]: str(value) for name, value in parts.items() if name in _VARIABLES}


def _found(program: str) -> str:
    installed = Path("/usr/lib/postgresql").glob(f"*/bin/{program}")
    newest = max(
        installed, key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0, default=None
    )
    if found := newest or shutil.which(program):
        return str(found)
    raise Unable(
        f"Нет программы {program}, без неё базу PostgreSQL не скопировать. Поставьте её: "
        "apt-get install postgresql-client (не старее сервера базы)."
    )
