"""The cast with one of everything, in a data folder of its own, outside of a test run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from flask import Flask

from tests.access_table import arguments
from tests.cast import Cast, make_cast
from webapp import create_app, db
from webapp.config import read_settings
from webapp.migrating import migrate


class Peopled(NamedTuple):
    """values are those of the table of access."""

    folder: Path
    cast: Cast
    values: dict[str, Any]
    app: Flask


@contextmanager
def peopled() -> Iterator[Peopled]:
    """Gone in the end."""
    with TemporaryDirectory(prefix="zvonok-pages-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'zvonok.db'}"
        opened = db.use(url)
        migrate()
        with opened.connection_context():
            cast = make_cast()
            values = arguments(cast)
        opened.close_all()
        app = create_app(read_settings(folder, url))
        yield Peopled(folder, cast, values, app)
        db.database.close_all()
