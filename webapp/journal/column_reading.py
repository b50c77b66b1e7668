"""A column of marks as it is copied from a spreadsheet: who gets what, and what cannot be understood.

static/js/column_reading.js reads it in the same way on a device without a network; both are tried with the
examples of tests/journal/columns.py.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from webapp.absence.models import ABSENT, EXCUSED, ILL, LATE, PRESENT
from webapp.absence.registering import word
from webapp.language import _
from webapp.marks.scales import Scale
from webapp.names import folded

# As registers are written; the signs of the reader's own language are understood beside them.
FOREIGN_KINDS = {"н": ABSENT, "оп": LATE, "у": EXCUSED, "б": ILL, "был": PRESENT}
_APART = re.compile(r"[\s,;/]+")
_FRACTION = re.compile(r"\d[,.]\d")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_INITIAL = re.compile(r"\.(?=\S)")


class Pupil(NamedTuple):
    """Who stands on the list: surname, given name and patronymic, folded."""

    id: int
    words: tuple[str, ...]


class Pasted(NamedTuple):
    """A line of the column. number counts from 1; pupil is None where nobody was found.

    values are marks on the scale, kind is that of a register's entry; error: why the line cannot be given.
    """

    number: int
    text: str
    pupil: Pupil | None = None
    values: tuple[str, ...] = ()
    kind: str = ""
    error: str = ""

    @property
    def writes(self) -> int:
        """How many writes it makes."""
        return len(self.values) + bool(self.kind)


class _Words(NamedTuple):
    """What a cell of marks may say, folded: the register's kinds and the scale's values by their words."""

    kinds: dict[str, str]
    values: dict[str, str]
    scale: Scale

    @property
    def all(self) -> set[str]:
        """Every word."""
        return self.kinds.keys() | self.values.keys()


class _Row(NamedTuple):
    """A line's cells: its number, its text, the words of a name, the cells of marks."""

    number: int
    text: str
    name: tuple[str, ...]
    cells: tuple[str, ...]


def pupil_of(student_id: int, full_name: str) -> Pupil:
    """The pupil by the full name as it is written."""
    return Pupil(student_id, tuple(folded(full_name).split()))


def read_column(text: str, pupils: list[Pupil], scale: Scale, first: int = 0) -> list[Pasted]:
    """Lines of the column, of names where it has names, else by the list's order from the place first on."""
    words = _words(scale)
    rows = list(_rows(text, words.all))
    if any(row.name and (row.cells or _found(row.name, pupils)) for row in rows):
        found = list(_by_name(rows, pupils, words))
    else:
        found = [_in_place(row, row.number - 1 + first, pupils, words) for row in rows]
    return [line for line in found if line.text or line.pupil]


def _words(scale: Scale) -> _Words:
    kinds = FOREIGN_KINDS | {folded(word(kind)): kind for kind in FOREIGN_KINDS.values()}
    return _Words(kinds, {folded(said): value for value in scale.values for said in (value, _(value))}, scale)


def _rows(text: str, known: set[str]) -> Iterator[_Row]:
    lines = re.split(r"\r\n|\r|\n", text.rstrip())
    for number, line in enumerate(lines if text.strip() else [], 1):
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        names = [cell for cell in cells if _is_name(cell, known)]
        rest = tuple(cell for cell in cells if cell and cell not in names)
        name = tuple(folded(_INITIAL.sub(". ", " ".join(names))).split())
        yield _Row(number, " ".join(filter(None, cells)), name, rest)


def _is_name(cell: str, known: set[str]) -> bool:
    return any(_LETTERS.search(word) and word not in known for word in _APART.split(folded(cell)))


def _in_place(row: _Row, place: int, pupils: list[Pupil], words: _Words) -> Pasted:
    pupil = pupils[place] if place < len(pupils) else None
    line = Pasted(row.number, row.text, pupil)
    if pupil is None:
        return line._replace(error=_("Строка лишняя: ученики в списке кончились.") if row.text else "")
    return _valued(line, (*row.cells, *([row.text] if row.name else [])), words)


def _by_name(rows: list[_Row], pupils: list[Pupil], words: _Words) -> Iterator[Pasted]:
    found = {row.number: _found(row.name, pupils) for row in rows if row.name}
    first_of: dict[int, int] = {}
    for row in rows:
        few, line = found.get(row.number, []), Pasted(row.number, row.text)
        if len(few) == 1:
            before = first_of.setdefault(few[0].id, row.number)
            line = line._replace(pupil=few[0])
            is_first = before == row.number
            yield _valued(line, row.cells, words) if is_first else line._replace(error=_twice(before))
        elif few:
            yield line._replace(error=_("Таких учеников несколько: допишите имя."))
        elif row.name:
            yield line._replace(error=_("Такого ученика в списке этого урока нет."))
        elif row.text:
            yield line._replace(error=_("В строке нет фамилии, а в других есть."))


def _twice(before: int) -> str:
    return _(
        "Этот ученик уже есть в строке %(before)s. Оценки одного ученика — в одной ячейке: «5, 4».",
        before=before,
    )


def _found(name: tuple[str, ...], pupils: list[Pupil]) -> list[Pupil]:
    """Whose name begins so; one whose whole name it is goes before the others."""
    found = [pupil for pupil in pupils if _begins(pupil.words, name)]
    whole = [pupil for pupil in found if pupil.words == name]
    return whole if len(whole) == 1 else found


def _begins(whole: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return len(name) <= len(whole) and all(
        full == word or (word.endswith(".") and full.startswith(word[:-1]))
        for full, word in zip(whole, name, strict=False)
    )


def _valued(line: Pasted, cells: tuple[str, ...], words: _Words) -> Pasted:
    """The line with what its cell of marks says."""
    if len(cells) > 1:
        return line._replace(error=_("В строке больше одного столбца оценок: скопируйте один."))
    cell = folded(cells[0]) if cells else ""
    if _FRACTION.search(cell):
        said = _("«%(cell)s» — дробь или две оценки? Две пишут так: «5; 4».", cell=cell)
        return line._replace(error=said)
    written = [one for one in _APART.split(cell) if one]
    if strange := [one for one in written if one not in words.all]:
        scale = words.scale.name
        said = _("«%(word)s»: на шкале «%(scale)s» такой оценки нет.", word=strange[0], scale=scale)
        return line._replace(error=said)
    kinds = [words.kinds[one] for one in written if one in words.kinds]
    if len(kinds) > 1:
        return line._replace(error=_("В ячейке больше одной отметки о посещении."))
    values = tuple(words.values[one] for one in written if one in words.values)
    return line._replace(values=values, kind=kinds[0] if kinds else "")
