"""The migrations make the models' schema, and no row is lost on the way, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playhouse.migrations import Runner
from playhouse.schema_diff import diff_models

from tests import postgres
from tests.copies import ENGINES
from tests.keeping.rows import fill
from webapp import db
from webapp.keeping.snapshots import HISTORY
from webapp.migrating import FOLDER, names, tables

pytestmark = pytest.mark.whole

STEPS = sorted(path.stem for path in FOLDER.glob("[0-9]*.py"))
# Tables whose rows a migration changes on purpose: {"0007_some_change": {"table"}}; test those by themselves.
CHANGED: dict[str, set[str]] = {}


@pytest.fixture(params=ENGINES)
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """A database without a single table."""
    name = f"test_{uuid4().hex[:12]}"
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'bare.db'}" if sqlite else postgres.create_from_template(name)
    opened = db.use(url)
    opened.connect()
    yield opened
    opened.close_all()
    if not sqlite:
        postgres.drop(name)


def shape(database: Any, table: str) -> dict[str, Any]:
    """All that the database knows of a table's columns, indexes and references."""
    return {
        "columns": {
            (c.name, c.data_type.lower(), c.null, c.primary_key) for c in database.get_columns(table)
        },
        "indexes": {(tuple(index.columns), index.unique) for index in database.get_indexes(table)},
        "references": {(f.column, f.dest_table, f.dest_column) for f in database.get_foreign_keys(table)},
        "on delete": set(on_delete(database, table)),
    }


def on_delete(database: Any, table: str) -> Iterator[tuple[str, str]]:
    """What becomes of a row when what it refers to is deleted."""
    if db.is_sqlite():
        for row in database.execute_sql(f'PRAGMA foreign_key_list("{table}")').fetchall():
            yield row[3], row[6]
        return
    sql = (
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass"
    )
    for (text,) in database.execute_sql(sql, (f'"{table}"',)).fetchall():
        yield text, ""


def contents(database: Any) -> dict[str, dict[str, list[Any]]]:
    """table → column → its values, in the order of the rows."""
    found = {}
    for table in database.get_tables():
        if table != HISTORY and not table.startswith("sqlite_"):
            columns = [column.name for column in database.get_columns(table)]
            key = ", ".join(f'"{name}"' for name in database.get_primary_keys(table))
            rows = database.execute_sql(f'SELECT * FROM "{table}" ORDER BY {key}').fetchall()
            found[table] = {name: [row[at] for row in rows] for at, name in enumerate(columns)}
    return found


def test_migrations_are_numbered_from_1_without_gaps():
    assert [int(name[:4]) for name in STEPS] == list(range(1, len(STEPS) + 1))


def test_all_migrations_make_exactly_the_models(bare):
    Runner(bare, str(FOLDER)).up()
    assert not diff_models(bare, tables())
    migrated = {table: shape(bare, table) for table in bare.get_tables() if table != HISTORY}
    bare.drop_tables(tables())
    bare.create_tables(tables())
    made = {table: shape(bare, table) for table in bare.get_tables() if table != HISTORY}
    assert migrated.keys() == made.keys()
    for table, wanted in made.items():
        assert migrated[table] == wanted, table


@pytest.mark.parametrize("step", STEPS[1:])
def test_a_migration_keeps_the_rows_that_are_there(step: str, bare):
    before = names()[names().index(step) - 1]
    Runner(bare, str(FOLDER)).up(before)
    fill(bare)
    was = contents(bare)
    assert all(len(next(iter(columns.values()))) == 3 for columns in was.values())
    assert Runner(bare, str(FOLDER)).up(step) == [step]
    now = contents(bare)
    for table, columns in was.items():
        if table not in CHANGED.get(step, ()):
            for column, values in columns.items():
                assert now[table].get(column, values) == values, f"{table}.{column}"
            assert all(len(values) == 3 for values in now[table].values()), table
    if db.is_sqlite():
        assert bare.execute_sql("PRAGMA foreign_key_check").fetchall() == []
        assert bare.execute_sql("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_database_of_the_first_day_with_rows_comes_up_to_date(bare):
    Runner(bare, str(FOLDER)).up(STEPS[0])
    fill(bare)
    Runner(bare, str(FOLDER)).up()
    assert not diff_models(bare, tables())
