"""`zvonok serve`: granian over the application."""

import os
import sys
from pathlib import Path

import click

from webapp import db
from webapp.config import read_settings
from webapp.migrating import migrate

WORKERS, THREADS = 2, 32


@click.command()
@click.option("--demo", "with_demo", is_flag=True, help="Fill an empty database with the demo school first.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
def serve(with_demo: bool, host: str) -> None:
    """Serve on PORT (8000). Brings the schema up to date first."""
    settings = read_settings()
    db.use(settings.database_url)
    migrate()
    if with_demo:
        from webapp.demo.commands import prepare

        prepare(settings)
    db.database.close_all()
    command = [
        *("--interface", "wsgi", "--host", host, "--port", str(settings.port)),
        *("--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
        *("--respawn-failed-workers", "--no-ws", "--factory", "--log-level", "warning"),
        *("--workers-kill-timeout", "5", "webapp:create_app"),
    ]
    sys.stdout.flush()
    os.execv(str(Path(sys.executable).with_name("granian")), ["granian", *command])
