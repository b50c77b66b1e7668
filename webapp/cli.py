"""The console command `zvonok`."""

from importlib import import_module

import click

# name: the module that holds the command, and its name there; imported when asked for
COMMANDS = {
    "serve": "webapp.serving:serve",
    "demo": "webapp.demo.commands:demo",
    "import": "webapp.imports.commands:imports",
    "operator": "webapp.office.commands:operator",
    "access": "webapp.office.commands:access",
    "migrate": "webapp.keeping.commands:migrate",
    "backup": "webapp.keeping.commands:backup",
    "restore": "webapp.keeping.commands:restore",
    "verify": "webapp.keeping.commands:verify",
    "worker": "webapp.keeping.commands:worker",
}


class Commands(click.Group):
    """The commands, in the order in which an office meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        return getattr(import_module(module), name)


@click.command(cls=Commands)
def main() -> None:
    """Звонок — школьный дневник и журнал. Папка данных: ZVONOK_DATA, иначе .data."""
