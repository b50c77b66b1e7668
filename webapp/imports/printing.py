"""What an import came to, in words for the command line."""

import json
import sys
from collections.abc import Mapping

import click

from webapp.imports.tally import STATES, UNCHANGED, Tally
from webapp.imports.words import DONE_HEADINGS, DONE_LESSONS, HEADINGS, LESSONS, counted, kind_name


def say(tally: Tally, counts: Mapping[str, int], *, as_json: bool, dry: bool) -> None:
    """Print the counts of the file and what changed, or would change, by the import."""
    if as_json:
        dried = {"dry_run": True} if dry else {}
        click.echo(json.dumps({**counts, **tally.as_json(), **dried}, ensure_ascii=False))
        return
    click.echo(_heading(tally, dry))
    headings = HEADINGS if dry else DONE_HEADINGS
    for kind, counter in tally.counts.items():
        states = [counted(state, counter[state], done=not dry) for state in STATES if counter[state]]
        click.echo(f"  {kind_name(kind)}: {', '.join(states)}")
        for state in STATES:
            if state != UNCHANGED and (names := tally.names.get((kind, state))):
                click.echo(f"    {headings[state]} {_listed(names, counter[state])}")
    numbers = (tally.lessons_made, tally.lessons_deleted, tally.lessons_cancelled)
    for text, number in zip((LESSONS if dry else DONE_LESSONS).values(), numbers, strict=True):
        if number:
            click.echo(f"  {text}: {number}")
    for warning in tally.warnings:
        click.echo(f"  ! {warning}")


def _heading(tally: Tally, dry: bool) -> str:
    if tally.is_unchanged:
        return "Ничего не изменится." if dry else "Ничего не изменилось."
    return "Будет принято (сейчас ничего не записано):" if dry else "Принято:"


def _listed(names: list[str], count: int, most: int = 8) -> str:
    shown = names[:most]
    rest = count - len(shown)
    return "; ".join(shown) + (f"; и ещё {rest}" if rest > 0 else "")


class Bar:
    """A line that says how far a work is, on standard error."""

    def __init__(self, what: str) -> None:
        self._what, self._shown = what, -1

    def __call__(self, done: int, total: int) -> None:
        percent = done * 100 // max(total, 1)
        if sys.stderr.isatty() and percent != self._shown:
            click.echo(f"\r{self._what}: {percent} %", nl=done >= total, err=True)
            self._shown = percent
