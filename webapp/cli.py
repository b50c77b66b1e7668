"""The console command `zvonok`."""

import click

from webapp import serving
from webapp.demo.commands import demo
from webapp.imports.commands import imports
from webapp.keeping.commands import backup, migrate, restore, verify


@click.group()
def main() -> None:
    """Zvonok, a school diary and class journal. The data folder is ZVONOK_DATA, or `.data`."""


for command in (serving.serve, demo, imports, migrate, backup, restore, verify):
    main.add_command(command)
