"""A tally as the preview and the result show it."""

from typing import Any, NamedTuple

from webapp.imports.tally import CHANGED, GONE, STATES, UNCHANGED, Tally
from webapp.imports.uploads import DONE
from webapp.imports.words import DONE_HEADINGS, DONE_LESSONS, HEADINGS, LESSONS, counted, kind_name

_SHORT = 12


class Group(NamedTuple):
    """The things of one kind in one state: heading, how many, the first names, how many more there are."""

    state: str
    heading: str
    number: int
    names: list[str]
    more: int
    done: bool

    def counted(self, number: str) -> str:
        """How many they are, in words around the number as a page writes it."""
        return counted(self.state, number, done=self.done)


class Section(NamedTuple):
    """One kind: its name, what changes by state, how many stay as they are, in words."""

    kind: str
    name: str
    groups: list[Group]
    unchanged: str

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
    numbers = (tally.lessons_made, tally.lessons_deleted, tally.lessons_cancelled)
    lessons = zip((DONE_LESSONS if done else LESSONS).values(), numbers, strict=True)
    return Shown(
        [_section(tally, kind, done=done) for kind in tally.counts],
        tally.names.get(("students", GONE), []),
        [(text, number) for text, number in lessons if number],
        tally.warnings,
        tally.is_unchanged,
    )


def _section(tally: Tally, kind: str, *, done: bool) -> Section:
    groups = []
    headings = DONE_HEADINGS if done else HEADINGS
    for state in STATES:
        number = tally.number(kind, state)
        if number and state != UNCHANGED:
            names = tally.names.get((kind, state), [])
            groups.append(Group(state, headings[state], number, names, number - len(names), done))
    same = tally.number(kind, UNCHANGED)
    unchanged = counted(UNCHANGED, same, done=done) if same else ""
    return Section(kind, kind_name(kind), groups, unchanged)
