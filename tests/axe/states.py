"""The states of pages that are looked at: every page of the application as those who may see it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from playwright.sync_api import Page

from tests.access_table import EVERYBODY, RULES
from tests.test_access import Route, routes

# One of each role; None is signed out. Whose view is the fullest stands first.
ROLES = ("orlova", "kuznetsova", "kim", "gromova", "masha", "tikhaya", "sokolov", "belova", "nina", None)
# Their content depends on who asks; other pages differ by role in a button at most.
OF_EACH_ROLE = {"/", "/more", "/lately"}


@dataclass(frozen=True)
class State:
    """A page as a member of the cast sees it; opened is what is done on it before it is looked at."""

    member: str | None
    url: str
    opened: Callable[[Page], None] | None = None

    def __str__(self) -> str:
        act = f", {self.opened.__name__.replace('_', ' ')}" if self.opened else ""
        return f"{self.url} as {self.member or 'nobody'}{act}"


def pages(app: Flask, values: dict[str, Any], *, whole: bool) -> Iterator[State]:
    """Every GET route, filled with the table's values; as each role if whole, else as one that may see it.

    Some answer with no page: who visits them sees that.
    """
    for route in routes(app, values):
        if route.method == "GET":
            members = list(_viewers(route))
            everyone = whole or route.path in OF_EACH_ROLE
            yield from (State(member, route.url) for member in (members if everyone else members[:1]))


def _viewers(route: Route) -> Iterable[str | None]:
    if route.rule == "anyone":
        return [None]
    found = [role for role in ROLES if role in RULES[route.rule].allowed]
    return found or sorted(RULES[route.rule].allowed & EVERYBODY)[:1]
