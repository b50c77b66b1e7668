"""A tally as the preview and the result show it."""

from typing import Any, NamedTuple

from webapp.imports.tally import CHANGED, GONE, STATES, UNCHANGED, Tally
from webapp.imports.uploads import DONE
from webapp.imports.words import DONE_LESSONS, DONE_STATES, LESSONS, kind_name
from webapp.imports.words import STATES as PLANNED

_SHORT = 12


class Group(NamedTuple):
    """The things of one kind in one state: word, how many, the first names, how many more there are."""

    state: str
    word: str
    number: int
    names: list[str]
    more: int


class Section(NamedTuple):
    """One kind: its name, what changes by state, how many stay as they are."""

    kind: str
    name: str
    groups: list[Group]
    unchanged: int

    @property
    def has_names(self) -> bool:
        """Whether there is anything to unfold."""
        return any(group.names for group in self.groups)

    @property
    def is_open(self) -> bool:
        """Whether it stands unfolded: what changes or is gone, unless it is long."""
        telling = [group for group in self.groups if group.state in (CHANGED, GONE)]
        return bool(telling) and sum(len(group.names) for group in self.groups) <= _SHORT


class Shown(NamedTuple):
    """The whole; leaving is who leaves the school, lessons are (words, number)."""

    sections: list[Section]
    leaving: list[str]
    lessons: list[tuple[str, int]]
    warnings: list[str]
    is_unchanged: bool


def shown(state: dict[str, Any]) -> Shown | None:
    """What there is to show of an upload's state; None before the preview is made."""
    if "tally" not in state:
        return None
    tally = Tally.of_kept(state["tally"])
    done = state["stage"] == DONE
    words = DONE_STATES if done else PLANNED
    numbers = (tally.lessons_made, tally.lessons_deleted, tally.lessons_cancelled)
    lessons = zip((DONE_LESSONS if done else LESSONS).values(), numbers, strict=True)
    return Shown(
        [_section(tally, kind, words) for kind in tally.counts],
        tally.names.get(("students", GONE), []),
        [(text, number) for text, number in lessons if number],
        tally.warnings,
        tally.is_unchanged,
    )


def _section(tally: Tally, kind: str, words: dict[str, str]) -> Section:
    groups = []
    for state in STATES:
        number = tally.number(kind, state)
        if number and state != UNCHANGED:
            names = tally.names.get((kind, state), [])
            groups.append(Group(state, words[state], number, names, number - len(names)))
    return Section(kind, kind_name(kind), groups, tally.number(kind, UNCHANGED))
