"""Databases for tests: each takes a copy of a template, which is made once a worker."""

import pickle
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests import postgres
from tests.cast import Cast, make_cast
from tests.lending import Lent
from webapp import db
from webapp.migrating import migrate

ENGINES = ("sqlite", "postgres")


class Templates:
    """An empty and a peopled database of each engine, from which every test takes a copy."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.made: dict[tuple[str, bool], tuple[str, bytes]] = {}
        self.lent: dict[bool, Lent] = {}

    def copy(self, engine: str, peopled: bool) -> tuple[str, Cast | None]:
        """The URL of a fresh copy, and the cast in it."""
        source, cast = self.template(engine, peopled)
        name = f"test_{uuid4().hex[:12]}"
        if engine == "postgres":
            return postgres.create_from_template(name, source), pickle.loads(cast)
        target = self.folder / f"{name}.db"
        shutil.copy(source, target)
        return f"sqlite:///{target}", pickle.loads(cast)

    @contextmanager
    def lend(self, engine: str, peopled: bool) -> Iterator[tuple[Any, Cast | None]]:
        """A fresh copy for one test and the cast in it; it is opened, and closed and gone in the end."""
        if engine == "sqlite":
            url, people = self.copy(engine, peopled)
            with _opened(url) as opened:
                yield opened, people
            Path(url.removeprefix("sqlite:///")).unlink(missing_ok=True)
            return
        source, cast = self.template(engine, peopled)
        lent = self.lent.setdefault(peopled, Lent(source))
        try:
            yield lent.open(), pickle.loads(cast)
        finally:
            lent.close()

    def template(self, engine: str, peopled: bool) -> tuple[str, bytes]:
        """The file or database to copy, and the pickled cast in it."""
        if (engine, peopled) not in self.made:
            self.made[engine, peopled] = self._make(engine, peopled)
        return self.made[engine, peopled]

    def end(self) -> None:
        """Remove what is lent; the folder is the caller's."""
        for lent in self.lent.values():
            lent.end()

    def _make(self, engine: str, peopled: bool) -> tuple[str, bytes]:
        name = f"template_{uuid4().hex[:12]}"
        source = str(self.folder / f"{name}.db") if engine == "sqlite" else name
        url = f"sqlite:///{source}" if engine == "sqlite" else postgres.create_from_template(name)
        opened = db.use(url)
        migrate()
        with opened.connection_context():
            cast = make_cast() if peopled else None
        if engine == "sqlite":
            opened.connect(reuse_if_open=True)
            opened.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        opened.close_all()
        return source, pickle.dumps(cast)


@contextmanager
def _opened(url: str) -> Iterator[Any]:
    opened = db.use(url)
    opened.connect(reuse_if_open=True)
    try:
        yield opened
    finally:
        opened.close_all()
