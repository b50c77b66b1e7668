"""`zvonok import …`: files from elsewhere, on the command line."""

import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from webapp import clock, db
from webapp.changes.once import Busy, Refused
from webapp.config import read_settings
from webapp.imports.bells_file import belled, read_bells
from webapp.imports.countries import zone_of
from webapp.imports.file_text import read_bytes
from webapp.imports.oneroster_files import read_oneroster
from webapp.imports.people_sheet import read_people, template
from webapp.imports.printing import Bar, say
from webapp.imports.problems import ImportProblem
from webapp.imports.reading_timetable import read_timetable
from webapp.imports.taking_people import take_people
from webapp.imports.taking_roster import take_roster
from webapp.imports.taking_timetable import take_timetable
from webapp.imports.tally import Tally
from webapp.imports.trying import applied, tried
from webapp.imports.weekly_timetable import Timetable
from webapp.migrating import migrate
from webapp.school.holidays import public_holidays
from webapp.school.models import School

_PATH: Any = click.Path(exists=True, path_type=Path)
_FILE: Any = click.Path(exists=True, dir_okay=False, path_type=Path)
_DATE = click.DateTime(["%Y-%m-%d"])
_NOTHING = "Ничего не изменено."


@click.group("import")
def imports() -> None:
    """Загрузить из файлов расписание, людей и классы."""


def _day(context: click.Context, parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def _outcome(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that all imports have; problems are said as sentences, and then nothing is changed."""

    @click.option("--json", "as_json", is_flag=True, help="Вывести счётчики в JSON.")
    @click.option("--dry-run", "dry", is_flag=True, help="Показать, что изменится, и ничего не менять.")
    @wraps(command)
    def said(**options: Any) -> None:
        try:
            command(**options)
        except (ImportProblem, Refused) as problem:
            click.echo(f"{getattr(problem, 'message', problem)}\n{_NOTHING}", err=True)
            sys.exit(1)
        except Busy:
            click.echo(f"База занята другой записью. Повторите через минуту.\n{_NOTHING}", err=True)
            sys.exit(1)

    return said


@imports.command()
@click.argument("file", type=_FILE)
@click.option("--school", "school_name", required=True, help="Название школы; новая заводится.")
@click.option("--from", "first", required=True, type=_DATE, callback=_day, help="Первый день, 2026-09-01.")
@click.option("--to", "last", required=True, type=_DATE, callback=_day, help="Последний день.")
@click.option("--country", help="Чьи праздники, код ISO 3166; у новой школы RU.")
@click.option("--bells", type=_FILE, help="Звонки, CSV: номер,начало,конец.")
@_outcome
def fet(
    file: Path, school_name: str, first: date, last: date, country: str | None, bells: Path | None,
    as_json: bool, dry: bool,
) -> None:  # fmt: skip
    """Загрузить расписание: файл FET (.fet) или его выгрузку (.csv)."""
    _check(first, last, country)
    timetable = _timetable(file, bells)

    def take() -> Tally:
        school = _school(school_name, country)
        bar = None if as_json else Bar("Уроки")
        return take_timetable(
            timetable, school, first, last, bells=bells is not None, country=country, progress=bar
        )

    _run(take, timetable.counts(), school_name, as_json=as_json, dry=dry)


@imports.command()
@click.argument("path", type=_PATH)
@click.option("--school", "school_name", help="Школа, о которой пакет, как бы он её ни называл.")
@click.option("--country", default="RU", show_default=True, help="Страна новых школ, код ISO 3166.")
@_outcome
def oneroster(path: Path, school_name: str | None, country: str, as_json: bool, dry: bool) -> None:
    """Загрузить пакет OneRoster 1.1 или 1.2: папку или zip."""
    today = clock.now().date()
    _check(today, today, country)
    roster = read_oneroster(path)

    def take() -> Tally:
        school = _school(school_name, country) if school_name else None
        bar = None if as_json else Bar("Люди")
        return take_roster(roster, school=school, country=country, progress=bar)

    named = school_name or next((org.name for org in roster.orgs if org.kind.casefold() == "school"), "")
    _run(take, roster.counts(), named, as_json=as_json, dry=dry)


@imports.command()
@click.argument("file", type=_FILE)
@click.option("--school", "school_name", required=True, help="Название школы; новая заводится.")
@click.option("--on", type=_DATE, callback=_day, help="С какого дня действует; иначе с сегодняшнего.")
@click.option("--partial", is_flag=True, help="В файле не все: кого в нём нет, тот остаётся.")
@_outcome
def people(file: Path, school_name: str, on: date | None, partial: bool, as_json: bool, dry: bool) -> None:
    """Загрузить список учеников и представителей, файл Excel по шаблону."""
    sheet = read_people(read_bytes(file), file.name, clock.now().date())

    def take() -> Tally:
        school = _school(school_name, None)
        bar = None if as_json else Bar("Ученики")
        return take_people(sheet, school, on=on or clock.today(school), whole=not partial, progress=bar)

    _run(take, sheet.counts(), school_name, as_json=as_json, dry=dry)


@imports.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def people_template(file: Path) -> None:
    """Записать пустой список учеников и представителей, файл Excel."""
    if file.exists():
        click.echo(f"Файл {file} уже есть. Укажите другое имя.", err=True)
        sys.exit(1)
    try:
        file.write_bytes(template())
    except OSError as error:
        click.echo(f"Файл {file} не записать: {error.strerror}.", err=True)
        sys.exit(1)
    click.echo(f"Шаблон записан: {file}")


def _check(first: date, last: date, country: str | None) -> None:
    if last < first:
        raise click.BadParameter("последний день раньше первого", param_hint="--to")
    try:
        public_holidays(country or "RU", first, last)
    except ValueError as unknown:
        raise click.BadParameter(str(unknown), param_hint="--country") from None


def _timetable(file: Path, bells: Path | None) -> Timetable:
    timetable = read_timetable(read_bytes(file), file.name)
    if bells is None:
        return timetable
    return belled(timetable, read_bells(read_bytes(bells), bells.name), bells.name)


def _school(name: str, country: str | None) -> School:
    """The school of this name; made when it is new."""
    place = {"country": country or "RU", "timezone": zone_of(country or "RU")}
    return School.get_or_create(name=name, defaults=place)[0]


def _run(
    take: Callable[[], Tally], counts: Mapping[str, int], school_name: str, *, as_json: bool, dry: bool
) -> None:
    """Run the import in one transaction on the settings' database, and say what it came to."""
    db.use(read_settings().database_url)
    migrate()
    with db.database.connection_context():
        school = School.get_or_none(name=school_name)
        tally = (tried if dry else applied)(take, school.id if school else 0)
    say(tally, counts, as_json=as_json, dry=dry)
