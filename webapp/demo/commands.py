"""`zvonok demo`: an empty database becomes the demo school."""

import json
import sys
import time
from datetime import date, datetime

import click

from webapp import clock
from webapp.config import Settings
from webapp.demo.accounts import accounts, table
from webapp.demo.filling import NotEmpty, fill_demo, is_empty
from webapp.demo.school import NAME, TIME_ZONE
from webapp.keeping.opening import Unable, open_data, place
from webapp.migrating import migrate
from webapp.school.models import School

WHOLE = 100


class Moscow:
    """Where the demo school lies, for the clock."""

    timezone = TIME_ZONE


class Shown:
    """Shows how far the work is: a bar on a terminal, else a line for each step. On stderr."""

    def __init__(self) -> None:
        self.step = ""
        self.bar = click.progressbar(
            length=WHOLE, file=sys.stderr, width=30, item_show_func=lambda step: step or ""
        )

    def __call__(self, step: str, done: float) -> None:
        if sys.stderr.isatty():
            self.bar.update(int(done * WHOLE) - self.bar.pos, step)
        elif step != self.step:
            click.echo(f"{int(done * WHOLE):3d} %  {step}", err=True)
        self.step = step


@click.group("demo", invoke_without_command=True, help="Наполнить пустую базу показательной школой.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="День, на который школа будет «сегодня»: 2026-11-18. Иначе сегодняшний день в Москве.",
)
@click.pass_context
def demo(context: click.Context, today: datetime | None) -> None:
    """Fill the empty database, unless a subcommand was asked for."""
    if context.invoked_subcommand is None:
        settings = open_data()
        migrate()
        if not is_empty():
            raise Unable(_not_empty(settings))
        _fill(settings, today.date() if today else clock.today(Moscow()))
        click.echo(table())


@demo.command("accounts", help="Кто и с каким паролем входит в показательную школу.")
@click.option("--json", "as_json", is_flag=True, help="Списком JSON.")
def show_accounts(as_json: bool) -> None:
    """Print the accounts; asks no database."""
    if as_json:
        click.echo(json.dumps([one._asdict() for one in accounts()], ensure_ascii=False, indent=2))
    else:
        click.echo(table())


def prepare(settings: Settings) -> None:
    """For `zvonok serve --demo`: fill the database when it is empty, and say who signs in.

    The database is open and migrated. Another school's database is left alone.
    """
    if is_empty():
        _fill(settings, clock.today(Moscow()))
    if School.select().where(School.name == NAME).exists():
        click.echo(table())
    else:
        click.echo("В базе своя школа: показательная не нужна, данные не тронуты.")


def _fill(settings: Settings, today: date) -> None:
    """Fill and say how long it took. Raises Unable when somebody else was quicker."""
    click.echo(f"Показательная школа на {today:%d.%m.%Y}, меньше минуты:", err=True)
    shown = Shown()
    begun = time.monotonic()
    try:
        fill_demo(today, shown)
    except NotEmpty:
        raise Unable(_not_empty(settings))
    finally:
        if sys.stderr.isatty():
            click.echo(err=True)
    click.echo(f"Готово за {time.monotonic() - begun:.0f} с: {NAME}.", err=True)


def _not_empty(settings: Settings) -> str:
    return (
        f"В базе {place(settings)} уже есть данные, показательная школа наполняет только пустую.\n"
        "Ничего не изменено. Выберите другую папку данных: ZVONOK_DATA=…"
    )
