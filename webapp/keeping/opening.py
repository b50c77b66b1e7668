"""Opening the data for a command: a base that answers, or the reason in plain words."""

from urllib.parse import urlsplit

import click
from peewee import DatabaseError, InterfaceError

from webapp import db
from webapp.config import Settings, read_settings


class Unable(click.ClickException):
    """Why a command cannot do its work, in words for the operator; ends the command with exit code 1."""

    def show(self, file: object = None) -> None:
        """Say it on stderr, without click's English prefix."""
        click.echo(self.message, err=True)


def open_data(settings: Settings | None = None) -> Settings:
    """Point the tables at the settings' database (those of the environment unless given), connected.

    Raises Unable when nothing answers there, SystemExit for settings that make no sense.
    """
    settings = settings or read_settings()
    db.use(settings.database_url)
    try:
        db.database.connect(reuse_if_open=True)
        db.database.execute_sql("SELECT 1 FROM sqlite_master" if db.is_sqlite() else "SELECT 1")
    except (DatabaseError, InterfaceError, UnicodeError) as error:
        raise Unable(_reason(settings, str(error)))
    return settings


def place(settings: Settings) -> str:
    """Where the database is, without the password: for messages."""
    if settings.database_url.startswith("sqlite:///"):
        return settings.database_url.removeprefix("sqlite:///")
    parts = urlsplit(settings.database_url)
    return f"{parts.hostname or 'localhost'}:{parts.port or 5432}{parts.path}"


def _reason(settings: Settings, words: str) -> str:
    if settings.database_url.startswith("sqlite:///"):
        return (
            f"Базу {place(settings)} не открыть ({_first_line(words)}). Верните её из копии: zvonok restore."
        )
    return (
        f"PostgreSQL по адресу из DATABASE_URL ({place(settings)}) не отвечает: {_first_line(words)}.\n"
        "Проверьте, что сервер базы работает, а имя, пароль и название базы верны."
    )


def _first_line(words: str) -> str:
    return (words.strip().splitlines() or ["причина неизвестна"])[0].strip().rstrip(".")
