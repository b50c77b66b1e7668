"""Which students sets of a FET file are the school's classes.

FET knows years, groups and subgroups, and leaves it to the school what they stand for: in one file the year
«7А» is the class and its groups are halves, in another the year «9» is a parallel, its groups «9 а», «9 б»
are the classes and their subgroups halves. A set is taken for a class

1. when nothing lies below it;
2. when its name reads as a grade with a letter and no name below it does — and not when it is the other way
   round;
3. when the names do not decide: when it has lessons of its own at least as many hours a week as the busiest
   set below it, for a class is those who sit together in most of their lessons.

Of the sets below one that is not a class, those that read as classes come first, then the busier ones, and
each is a class only if it brings students who are in none yet: so an elective made of parts of classes
stays a part, and classes that share a subgroup are both classes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from webapp.imports.class_name import has_cyrillic, parse_class_name
from webapp.imports.problems import Problems, listed, quoted
from webapp.imports.weekly_timetable import Part, StudentsSet, TimetableClass
from webapp.language import _


@dataclass(frozen=True, slots=True)
class Node:
    """A year, group or subgroup with what lies in it."""

    name: str
    below: tuple["Node", ...] = ()

    def walk(self) -> Iterator["Node"]:
        """The set itself and all below it."""
        yield self
        for node in self.below:
            yield from node.walk()


class Students:
    """The students sets of a file.

    hours: how many hours a week of lessons each set has under its own name.
    """

    def __init__(self, years: Iterable[Node], hours: Mapping[str, int], problems: Problems) -> None:
        self.years = tuple(years)
        self._hours = hours
        self._problems = problems
        self._atoms: dict[str, frozenset[str]] = {}
        for year in self.years:
            self._gather(year)
        self._order = {name: n for n, name in enumerate(self._atoms)}
        self._by_hours: list[str] = []
        found = self._classes()
        self._classes_atoms = {name: self._atoms[name] for name in sorted(found, key=self._order.__getitem__)}
        if self._by_hours:
            what = _(
                "классы определены по числу уроков, не по названиям (%(names)s); проверьте их",
                names=listed(self._by_hours),
            )
            problems.warn(what)

    def __contains__(self, name: str) -> bool:
        return name in self._atoms

    def classes(self) -> tuple[TimetableClass, ...]:
        """The classes in the file's order."""
        russian = has_cyrillic(self._atoms)
        classes = []
        for name in self._classes_atoms:
            parsed = parse_class_name(name, to_cyrillic=russian)
            classes.append(
                TimetableClass(name, parsed.title if parsed else name, parsed.grade if parsed else None)
            )
        return tuple(classes)

    def sets(self) -> tuple[StudentsSet, ...]:
        """Every students set with what it comes to in classes, in the file's order."""
        return tuple(StudentsSet(name, self.parts([name])) for name in self._atoms)

    def parts(self, names: Iterable[str]) -> tuple[Part, ...]:
        """The classes that the sets concern together, wholly or in part, in the file's order."""
        together = frozenset[str]().union(*(self._atoms.get(name, frozenset()) for name in names))
        return tuple(
            Part(name, atoms <= together) for name, atoms in self._classes_atoms.items() if atoms & together
        )

    def _gather(self, node: Node) -> frozenset[str]:
        self._atoms.setdefault(node.name, frozenset())
        below = [self._gather(child) for child in node.below]
        atoms = frozenset[str]().union(*below) if below else frozenset([node.name])
        self._atoms[node.name] |= atoms
        return self._atoms[node.name]

    def _classes(self) -> list[str]:
        classes: list[str] = []
        taken: set[str] = set()
        for year in self.years:
            self._take(year, classes, taken)
        return classes

    def _take(self, node: Node, classes: list[str], taken: set[str]) -> None:
        if self._atoms[node.name] <= taken:
            return
        if self._is_class(node):
            classes.append(node.name)
            taken |= self._atoms[node.name]
            return
        named = [child for child in node.below if _reads_as_class(child) or _has_class_below(child)]
        for child in sorted(
            node.below, key=lambda child: (child not in named, -self._hours.get(child.name, 0))
        ):
            if named and child not in named and not self._atoms[child.name] <= taken:
                what = _(
                    "группа %(name)s не похожа на класс, но её учеников нет ни в одном классе: "
                    "она станет отдельным классом",
                    name=quoted(child.name),
                )
                self._problems.warn(what)
            self._take(child, classes, taken)

    def _is_class(self, node: Node) -> bool:
        if not node.below:
            return True
        reads, below = _reads_as_class(node), _has_class_below(node)
        if reads != below:
            return reads
        busiest = max(self._hours.get(lower.name, 0) for child in node.below for lower in child.walk())
        is_class = self._hours.get(node.name, 0) >= busiest
        if not (reads and is_class):
            self._by_hours.append(node.name)
        return is_class


def _reads_as_class(node: Node) -> bool:
    return parse_class_name(node.name) is not None


def _has_class_below(node: Node) -> bool:
    return any(_reads_as_class(lower) for child in node.below for lower in child.walk())
