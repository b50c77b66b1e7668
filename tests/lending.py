"""A PostgreSQL database that tests borrow one after another: a copy for each costs four times as much.

What a test left in it is told by the transactions that wrote it. Rows younger than the last return go, rows
that are missing come back from the schema `as_laid`, sequences stand again where they stood. A test that
changes the schema or leaves a transaction open costs the database: the next one gets a new copy.
"""

from uuid import uuid4

import psycopg
from psycopg import sql

from tests import postgres

TABLES = """
    SELECT relname, ARRAY(
        SELECT attname::text FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
        WHERE indrelid = pg_class.oid AND indisprimary
    ) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
"""
SEQUENCES = "SELECT sequencename, coalesce(last_value, start_value), last_value IS NOT NULL FROM pg_sequences"
# Kinds of rests that a test may leave; %(xid)s is the transaction of the last return.
SESSIONS = """
    SELECT CASE state WHEN 'idle' THEN 'ended' ELSE 'busy' END, pg_terminate_backend(pid)::text
    FROM pg_stat_get_activity(NULL) WHERE pid <> pg_backend_pid() AND state IS NOT NULL
    AND datid = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
CHANGED = "HAVING count(*) <> {count} OR bool_or(age(xmin) < age(%(xid)s::xid))"
SCHEMA = "SELECT 'schema', '' FROM pg_class " + CHANGED
ROWS = "SELECT 'rows', {text} FROM {table} " + CHANGED
NUMBER = "SELECT 'number', {text} FROM {name} WHERE (last_value, is_called) <> ({last}, {called})"
YOUNGER = "DELETE FROM {table} WHERE age(xmin) < age({xid}::xid);"
MISSING = "INSERT INTO {table} SELECT * FROM {laid} WHERE ({key}) NOT IN (SELECT {key} FROM {table});"


class Lent:
    """A copy of a template, for one test at a time."""

    def __init__(self, template: str):
        self.template, self.name, self.lent = template, "", False

    def take(self) -> str:
        """The URL of the database, which is as the template."""
        assert not self.lent, "a test borrows one database of a kind"
        self.lent = True
        if not self.name:
            self._copy()
        return postgres.dsn(self.name)

    def give_back(self) -> None:
        """Make it as it was; nobody is to be connected any more."""
        self.lent = False
        try:
            fit = self._restored()
        except psycopg.Error:
            fit = False
        if not fit:
            self.end()

    def end(self) -> None:
        """Remove the database."""
        if self.name:
            self.admin.close()
            postgres.drop(self.name)
            self.name = ""

    def _copy(self) -> None:
        self.name = f"lent_{uuid4().hex[:12]}"
        url = postgres.create_from_template(self.name, self.template)
        self.admin = psycopg.connect(url, autocommit=True)
        # Foreign keys hold again when all rows are back: the order in which they come is free.
        self.admin.execute("SET session_replication_role = replica; SET lock_timeout = '5s'")
        self.keys: dict[str, list[str]] = dict(self.admin.execute(TABLES).fetchall())
        self.numbers = {name: (last, called) for name, last, called in self.admin.execute(SEQUENCES)}
        with self.admin.transaction():
            self.admin.execute("CREATE SCHEMA as_laid")
            for table in self.keys:
                self.admin.execute(
                    sql.SQL("CREATE TABLE {} AS TABLE {}").format(_laid(table), sql.Identifier(table))
                )
            self.xid = self._value("SELECT pg_current_xact_id()::text")
        self.rests = self._rests()

    def _rests(self) -> sql.Composed:
        counts = {
            table: self._value(sql.SQL("SELECT count(*) FROM {}").format(_laid(table))) for table in self.keys
        }
        self.filled = {table for table, count in counts.items() if count}
        queries: list[sql.Composable] = [
            sql.SQL(SESSIONS),
            sql.SQL(SCHEMA).format(count=self._value("SELECT count(*) FROM pg_class")),
        ]
        for table, count in counts.items():
            queries.append(sql.SQL(ROWS).format(text=table, table=sql.Identifier(table), count=count))
        for name, (last, called) in self.numbers.items():
            queries.append(
                sql.SQL(NUMBER).format(text=name, name=sql.Identifier(name), last=last, called=called)
            )
        return sql.SQL(" UNION ALL ").join(queries)

    def _restored(self) -> bool:
        rests = self.admin.execute(self.rests, {"xid": self.xid}, prepare=True).fetchall()
        if {kind for kind, _ in rests} & {"busy", "schema"}:
            return False
        acts: list[sql.Composable] = []
        for kind, name in rests:
            if kind == "rows":
                acts.append(sql.SQL(YOUNGER).format(table=sql.Identifier(name), xid=self.xid))
                if name in self.filled:
                    acts.append(self._missing(name))
            elif kind == "number":
                acts.append(sql.SQL("SELECT setval({}, {}, {});").format(name, *self.numbers[name]))
        if acts:
            last = self.admin.execute(
                sql.Composed([*acts, sql.SQL("SELECT pg_current_xact_id()::text")]), prepare=False
            )
            while last.nextset():
                pass
            self.xid = last.fetchall()[0][0]
        return True

    def _missing(self, table: str) -> sql.Composed:
        key = sql.SQL(", ").join(map(sql.Identifier, self.keys[table]))
        return sql.SQL(MISSING).format(table=sql.Identifier(table), laid=_laid(table), key=key)

    def _value(self, query: str | sql.Composed) -> str:
        row = self.admin.execute(query).fetchone()  # type: ignore[call-overload]
        assert row is not None
        return row[0]


def _laid(table: str) -> sql.Identifier:
    return sql.Identifier("as_laid", table)
