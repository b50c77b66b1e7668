"""Where data lies, and the console command run over it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from click.testing import CliRunner, Result

from tests import postgres
from webapp import db
from webapp.cli import main


@dataclass
class Place:
    """A data folder and the database that belongs to it."""

    folder: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        """What points the program here."""
        return {"ZVONOK_DATA": str(self.folder), "DATABASE_URL": self.url}

    def run(self, *words: str | Path) -> Result:
        """`zvonok …` in this process; closes what it opened."""
        try:
            return CliRunner(env=self.environment).invoke(main, [str(word) for word in words])
        finally:
            db.database.close_all()

    def open(self) -> Any:
        """Point the tables here."""
        opened = db.use(self.url)
        opened.connect(reuse_if_open=True)
        return opened

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, in an order of its own."""
        opened = self.open()
        tables = [table for table in opened.get_tables() if not table.startswith("sqlite_")]
        read = {t: opened.execute_sql(f'SELECT * FROM "{t}"').fetchall() for t in tables}
        opened.close_all()
        return {table: sorted(map(tuple, rows), key=repr) for table, rows in read.items()}


def place_of_cast(folder: Path) -> Place:
    """The place whose database is the one that is open."""
    folder.mkdir()
    name = db.database.obj.database
    return Place(folder, f"sqlite:///{name}" if db.is_sqlite() else postgres.dsn(name))


def empty_place(folder: Path, like: Place) -> Place:
    """An empty folder, and an empty database of the same engine."""
    folder.mkdir()
    if like.url.startswith("sqlite"):
        return Place(folder, f"sqlite:///{folder / 'zvonok.db'}")
    return Place(folder, postgres.create_from_template(f"test_{uuid4().hex[:12]}"))


def forget(place: Place) -> None:
    """Drop the place's database, where it is not a file of the folder."""
    if place.url.startswith("postgres"):
        postgres.drop(place.url.rpartition("/")[2])
