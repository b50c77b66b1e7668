"""A PostgreSQL database that tests borrow one after another: a copy for each costs four times as much.

What a test left in it is told by the transactions that wrote it. Rows younger than the last return go, rows
that are missing come back from the schema `as_laid`, sequences stand again where they stood. A test that
changes the schema or leaves a transaction open costs the database: the next one gets a new copy.
"""

from typing import Any
from uuid import uuid4

import psycopg
from psycopg import sql

from tests import postgres
from webapp import db

TABLES = """
    SELECT relname, ARRAY(
        SELECT attname::text FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
        WHERE indrelid = pg_class.oid AND indisprimary
    ) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
"""
SEQUENCES = "SELECT sequencename, coalesce(last_value, start_value), last_value IS NOT NULL FROM pg_sequences"
# What a test may leave; $1 is the transaction of the last return, $2 the process whose connection stays.
SESSIONS = """
    SELECT CASE state WHEN 'idle' THEN 'ended' ELSE 'busy' END, pg_terminate_backend(pid)::text
    FROM pg_stat_get_activity(NULL) WHERE pid NOT IN ($2, pg_backend_pid()) AND state IS NOT NULL
    AND datid = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
CHANGED = "HAVING count(*) <> {count} OR bool_or(age(xmin) < age($1::xid))"
SCHEMA = "SELECT 'schema', '' FROM pg_class " + CHANGED
ROWS = "SELECT 'left', {text} FROM {table} " + CHANGED
NUMBER = "SELECT 'left', {text} FROM {name} WHERE (last_value, is_called) <> ({last}, {called})"
# How it is undone.
XID = "$xid"
YOUNGER = f"DELETE FROM {{table}} WHERE age(xmin) < age({XID});"
MISSING = "INSERT INTO {table} SELECT * FROM {laid} WHERE ({key}) NOT IN (SELECT {key} FROM {table});"
RESET = "SELECT setval({}, {}, {});"


class Lent:
    """A copy of a template, for one test at a time."""

    def __init__(self, template: str):
        self.template, self.name, self.lent = template, "", False
        self.pool: Any = None

    def take(self) -> str:
        """The URL of the database, which is as the template."""
        assert not self.lent, "a test borrows one database of a kind"
        self.lent = True
        if not self.name:
            self._copy()
        return postgres.dsn(self.name)

    def open(self) -> Any:
        """Take the database, opened by the connection of the last test."""
        url = self.take()
        self.pool = self.pool or db.use(url)
        db.database.initialize(self.pool)
        self.pool.connect(reuse_if_open=True)
        self.pool.execute_sql("RESET ALL; SELECT pg_advisory_unlock_all()")
        return self.pool

    def close(self) -> None:
        """Give it back. Its connection stays unless there are more, of threads that did not close theirs."""
        kept = 0
        try:
            self.pool.close()
            if not self.pool._in_use and len(self.pool._connections) == 1:
                kept = self.pool._connections[0][-1].info.backend_pid
        finally:
            if not kept:
                self.pool.close_all()
            self.give_back(kept)

    def give_back(self, kept: int = 0) -> None:
        """Make it as it was; nobody is to be connected any more but the process `kept`."""
        self.lent = False
        try:
            fit = self._restored(kept)
        except psycopg.Error:
            fit = False
        if not fit:
            self.end()

    def end(self) -> None:
        """Remove the database."""
        if self.pool:
            self.pool.close_all()
            self.pool = None
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
        # psycopg would put the long statement together anew each time.
        query = sql.SQL("PREPARE rests (text, int) AS ") + self._rests()
        self.admin.execute(query.as_string(self.admin))

    def _rests(self) -> sql.Composed:
        queries: list[sql.Composable] = [
            sql.SQL(SESSIONS),
            sql.SQL(SCHEMA).format(count=self._value("SELECT count(*) FROM pg_class")),
        ]
        self.undoing: dict[str, str] = {}
        for table, key in self.keys.items():
            names = {
                "table": sql.Identifier(table),
                "laid": _laid(table),
                "key": sql.SQL(", ").join(map(sql.Identifier, key)),
            }
            count = self._value(sql.SQL("SELECT count(*) FROM {}").format(_laid(table)))
            undoing = sql.SQL(YOUNGER + MISSING if count else YOUNGER).format(**names)
            self.undoing[table] = undoing.as_string(self.admin)
            queries.append(sql.SQL(ROWS).format(text=table, table=names["table"], count=count))
        for name, (last, called) in self.numbers.items():
            self.undoing[name] = sql.SQL(RESET).format(name, last, called).as_string(self.admin)
            queries.append(
                sql.SQL(NUMBER).format(text=name, name=sql.Identifier(name), last=last, called=called)
            )
        return sql.SQL(" UNION ALL ").join(queries)

    def _restored(self, kept: int) -> bool:
        rests = self.admin.execute(f"EXECUTE rests ('{self.xid}', {kept})".encode(), prepare=False).fetchall()
        if {kind for kind, _ in rests} & {"busy", "schema"}:
            return False
        acts = [
            self.undoing[name].replace(XID, f"'{self.xid}'::xid") for kind, name in rests if kind == "left"
        ]
        if acts:
            acts.append("SELECT pg_current_xact_id()::text")
            last = self.admin.execute("".join(acts).encode(), prepare=False)
            while last.nextset():
                pass
            self.xid = last.fetchall()[0][0]
        return True

    def _value(self, query: str | sql.Composed) -> str:
        row = self.admin.execute(query).fetchone()  # type: ignore[call-overload]
        assert row is not None
        return row[0]


def _laid(table: str) -> sql.Identifier:
    return sql.Identifier("as_laid", table)
