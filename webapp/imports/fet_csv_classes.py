"""Classes made out from names of students sets alone, where a file does not say what the sets consist of."""

from collections.abc import Iterable

from webapp.imports.class_name import has_cyrillic, parse_class_name, parse_grade
from webapp.imports.problems import Problems, listed
from webapp.imports.weekly_timetable import Part, StudentsSet, TimetableClass
from webapp.language import _


class NamedClasses:
    """The classes among the names: those that read as one and are not a numbered half (7А1) of another."""

    def __init__(self, names: Iterable[str], problems: Problems) -> None:
        self._names = tuple(names)
        russian = has_cyrillic(self._names)
        parsed = {name: parse_class_name(name, to_cyrillic=russian) for name in self._names}
        keys = {name: found.key for name, found in parsed.items() if found}
        self._whole = [
            name for name, key in keys.items() if key.rstrip("0123456789") not in set(keys.values()) - {key}
        ]
        others = [name for name in self._names if name not in self._whole and self._class_of(name) is None]
        alone = [name for name in others if parse_grade(name) is None]
        if alone:
            what = _(
                "не похожи на класс, но и не часть класса: %(names)s; станут отдельными классами",
                names=listed(alone),
            )
            problems.warn(what)
        self.classes = tuple(
            TimetableClass(name, found.title if found else name, found.grade if found else None)
            for name, found in parsed.items()
            if name in self._whole or name in alone
        )
        self._alone = set(alone)

    def sets(self) -> tuple[StudentsSet, ...]:
        """Every name with the classes it concerns."""
        return tuple(StudentsSet(name, self.parts([name])) for name in self._names)

    def parts(self, names: Iterable[str]) -> tuple[Part, ...]:
        """The classes that the sets concern together, in the file's order."""
        found: dict[str, bool] = {}
        for name in names:
            for part in self._parts(name):
                found[part.school_class] = part.whole or found.get(part.school_class, False)
        return tuple(Part(one.name, found[one.name]) for one in self.classes if one.name in found)

    def _parts(self, name: str) -> list[Part]:
        if name in self._whole or name in self._alone:
            return [Part(name, True)]
        owner = self._class_of(name)
        if owner is not None:
            return [Part(owner, False)]
        grade = parse_grade(name)
        return [Part(one.name, True) for one in self.classes if one.grade == grade]

    def _class_of(self, name: str) -> str | None:
        """The class whose name the set's name begins with, the longest of them."""
        owners = [
            one for one in self._whole if name.startswith(one) and not name[len(one) : len(one) + 1].isalpha()
        ]
        return max(owners, key=len, default=None)
