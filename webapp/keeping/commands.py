"""`zvonok migrate`, `backup`, `restore`, `verify`, `worker`: for whoever keeps the server."""

import sys
from pathlib import Path

import click

from webapp import db, migrating, worker_switch
from webapp.config import read_settings
from webapp.keeping.backing_up import back_up
from webapp.keeping.holding import hold
from webapp.keeping.opening import open_data, place
from webapp.keeping.restoring import restore as bring_back
from webapp.keeping.verifying import verify as look_at_everything

FILE = click.Path(path_type=Path)


class Stages:
    """Says on stderr what is being done; on a terminal with the percentage done."""

    def __init__(self) -> None:
        self.shown = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self.shown:
            click.echo(
                f"{'' if not self.shown or not _terminal() else chr(10)}{stage}…",
                err=True,
                nl=not _terminal(),
            )
            self.shown = stage
        if total and _terminal():
            click.echo(f"\r{stage}… {100 * done // total} %", err=True, nl=False)

    def end(self) -> None:
        """End the last line."""
        if self.shown and _terminal():
            click.echo(err=True)


def _terminal() -> bool:
    return sys.stderr.isatty()


@click.command(help="Привести схему базы в соответствие с программой. Строки остаются.")
def migrate() -> None:
    """Apply the migrations that are pending."""
    open_data()
    applied = migrating.migrate()
    for name in applied:
        click.echo(f"применена {name}")
    click.echo(f"Применено миграций: {len(applied)}." if applied else "Схема уже соответствует программе.")


@click.command(help="Сделать копию всего в файл PATH (.tar.gz) или в папку PATH, не останавливая сервер.")
@click.argument("path", type=FILE)
def backup(path: Path) -> None:
    """Copy database, secret and uploads."""
    settings, stages = open_data(), Stages()
    file, manifest = back_up(settings, path, stages)
    stages.end()
    megabytes = file.stat().st_size / (1 << 20)
    click.echo(f"Копия: {file} ({megabytes:.1f} МБ, строк: {sum(manifest.rows.values())}).")
    click.echo("В ней персональные данные и ключ сеансов: храните её там, куда нет чужого доступа.")


@click.command(
    help="Восстановить копию PATH в пустую папку данных (и в пустую базу, если задан DATABASE_URL)."
)
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Там уже есть данные: отложить их в сторону.")
def restore(path: Path, replace: bool) -> None:
    """Bring a backup back, then verify it."""
    settings, stages = read_settings(), Stages()
    with hold(settings.data_folder):
        if settings.database_url.startswith("sqlite:///"):
            db.use(settings.database_url)
        else:
            open_data(settings)
        restored = bring_back(settings, path, replace=replace, progress=stages)
    stages.end()
    click.echo(f"Восстановлено: {place(settings)}, копия от {restored.manifest.made_at}.")
    if restored.aside:
        click.echo(f"Прежние данные отложены: {restored.aside}")
    _report()


@click.command(help="Проверить целостность данных. Код выхода 1, если есть ошибки.")
def verify() -> None:
    """Look at the whole database."""
    open_data()
    _report()


@click.command(help="Отключить (off) или вернуть (on) работу без сети на всех устройствах.")
@click.argument("state", type=click.Choice(["off", "on"]))
def worker(state: str) -> None:
    """The kill switch: for a service worker that was shipped broken."""
    worker_switch.turn(read_settings().data_folder, off=state == "off")
    if state == "off":
        click.echo(
            "Работа без сети отключена: устройства перейдут на обычные страницы, когда зайдут на сайт."
        )
        click.echo("То, что ждёт отправки, на них остаётся. Вернуть: zvonok worker on")
    else:
        click.echo("Работа без сети снова включена.")


def _report() -> None:
    """Print each check with its findings. Raises SystemExit(1) when there are errors."""
    errors = warnings = 0
    with db.database.connection_context():
        for checked in look_at_everything():
            click.echo(f"{checked.title}: {'см. ниже' if checked.findings else 'в порядке'}")
            for finding in checked.findings:
                click.echo(f"  {'ОШИБКА' if finding.is_error else 'предупреждение'}. {finding.text}")
                errors += finding.is_error
                warnings += not finding.is_error
    click.echo(f"Ошибок: {errors}, предупреждений: {warnings}.")
    if errors:
        raise SystemExit(1)
