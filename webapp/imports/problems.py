"""What is wrong with a file, said so that a school's secretary can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from webapp.language import _

SHOWN = 50
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, or worth a look, in a file. what and expected have no full stop.

    row counts from 1 as a spreadsheet does; element names an XML element or an activity; expected continues
    the word «Ожидается».
    """

    file: str
    what: str
    expected: str = ""
    row: int | None = None
    column: str = ""
    element: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        place = [_("Файл %(name)s", name=self.file)]
        if self.sheet:
            place.append(_("лист «%(name)s»", name=self.sheet))
        if self.row is not None:
            place.append(_("строка %(number)s", number=self.row))
        if self.column:
            place.append(_("столбец %(name)s", name=self.column))
        if self.element:
            place.append(self.element)
        text = f"{', '.join(place)}: {self.what.rstrip('.')}."
        if not self.expected:
            return text
        wanted = _("Ожидается %(expected)s.", expected=self.expected.rstrip("."))
        return f"{text} {wanted}"


class ImportProblem(Exception):
    """The file cannot be taken in. problems holds at most SHOWN of them, more counts the rest."""

    def __init__(self, problems: Iterable[Problem], more: int = 0) -> None:
        self.problems = tuple(problems)
        self.more = more
        super().__init__(self.problems, more)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """A sentence or two on each problem, and how many more there are."""
        lines = [str(problem) for problem in self.problems]
        return [*lines, _("И ещё ошибок: %(number)s.", number=self.more)] if self.more else lines


class Problems:
    """Gathers what is wrong with a file (add) and what is odd in it (warn), so that all is told at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []
        self.odd: list[Problem] = []
        self.more = 0

    def add(
        self,
        what: str,
        expected: str = "",
        *,
        row: int | None = None,
        column: str = "",
        element: str = "",
        file: str = "",
        sheet: str = "",
    ) -> None:
        """Note an error; past SHOWN they are only counted."""
        if len(self.found) >= SHOWN:
            self.more += 1
            return
        self.found.append(Problem(file or self.file, what, expected, row, column, element, sheet))

    def warn(
        self,
        what: str,
        expected: str = "",
        *,
        row: int | None = None,
        column: str = "",
        element: str = "",
        file: str = "",
        sheet: str = "",
    ) -> None:
        """Note something that does not stop the import; past SHOWN they are left out."""
        if len(self.odd) < SHOWN:
            self.odd.append(Problem(file or self.file, what, expected, row, column, element, sheet))

    def stop_if_any(self) -> None:
        """Raises ImportProblem when errors were added."""
        if self.found:
            raise ImportProblem(self.found, self.more)

    def stop(
        self, what: str, expected: str = "", *, row: int | None = None, element: str = ""
    ) -> ImportProblem:
        """The exception to raise when nothing further can be read."""
        self.add(what, expected, row=row, element=element)
        return ImportProblem(self.found, self.more)


def quoted(value: object) -> str:
    """The value as found, in quotation marks, cut when long."""
    text = " ".join(str(value).split())
    return _("«%(value)s»", value=text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def listed(values: Iterable[object], limit: int = 8) -> str:
    """The values in quotation marks with commas between; the first few when there are many."""
    texts = [quoted(value) for value in values]
    shown, rest = ", ".join(texts[:limit]), len(texts) - limit
    return _("%(list)s и ещё %(number)s", list=shown, number=rest) if rest > 0 else shown


def either(values: Iterable[str]) -> str:
    """The values with «или» between."""
    return reduce(lambda one, other: _("%(one)s или %(other)s", one=one, other=other), values)
