"""`zvonok import …`: files from elsewhere, on the command line."""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from webapp import db
from webapp.changes.once import write_transaction
from webapp.config import read_settings
from webapp.imports.problems import ImportProblem
from webapp.imports.reading_timetable import read_timetable
from webapp.imports.taking_timetable import take_timetable
from webapp.imports.tally import Tally
from webapp.migrating import migrate
from webapp.school.models import School

ZONES = {"RU": "Europe/Moscow", "BG": "Europe/Sofia", "BY": "Europe/Minsk", "KZ": "Asia/Almaty"}


@click.group("import")
def imports() -> None:
    """Take in files: a timetable of FET, people and classes."""


def _day(context: click.Context, parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


_DATE = click.DateTime(["%Y-%m-%d"])


@imports.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--school", "school_name", required=True, help="The school's name; made when it is new.")
@click.option("--from", "first", required=True, type=_DATE, callback=_day, help="The first day, 2026-09-01.")
@click.option("--to", "last", required=True, type=_DATE, callback=_day, help="The last day of lessons.")
@click.option("--country", default="RU", show_default=True, help="Whose public holidays, ISO 3166.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def fet(file: Path, school_name: str, first: date, last: date, country: str, as_json: bool) -> None:
    """Take in a timetable: FET's file (.fet) or its timetable export (.csv)."""
    if last < first:
        raise click.BadParameter("последний день раньше первого", param_hint="--to")
    timetable = _or_stop(lambda: read_timetable(file.read_bytes(), file.name))

    def take() -> Tally:
        school, _ = School.get_or_create(
            name=school_name, defaults={"country": country, "timezone": ZONES.get(country, "Europe/Moscow")}
        )
        return take_timetable(timetable, school, first, last, progress=None if as_json else _progress)

    _say(_write(take), timetable.counts(), as_json)


def _or_stop(read: Callable[[], Any]) -> Any:
    """What the reader returns; its problems are printed, and nothing is changed."""
    try:
        return read()
    except ImportProblem as problem:
        click.echo(f"{problem}\nНичего не изменено.", err=True)
        sys.exit(1)


def _write(take: Callable[[], Tally]) -> Tally:
    """Run the import in one transaction on the settings' database."""
    db.use(read_settings().database_url)
    migrate()
    with db.database.connection_context():
        school = 0

        def act() -> Tally:
            with write_transaction(school):
                return take()

        return _or_stop(act)


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and (done % 10 == 0 or done == total):
        click.echo(f"\rУроки: {done * 100 // max(total, 1)} %", nl=done == total, err=True)


def _say(tally: Tally, counts: dict[str, int], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({**counts, **tally.as_json()}, ensure_ascii=False))
        return
    click.echo("Ничего не изменилось." if tally.is_unchanged else "Принято:")
    for kind, counter in tally.counts.items():
        click.echo(f"  {kind}: " + ", ".join(f"{state} {number}" for state, number in counter.items()))
    for warning in tally.warnings:
        click.echo(f"  ! {warning}")
