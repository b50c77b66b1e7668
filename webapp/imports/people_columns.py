"""Headings of a list of students and their guardians, as schools word them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.imports.problems import Problems, quoted
from webapp.imports.xlsx_file import Cell, column_letter
from webapp.language import _, lazy
from webapp.names import folded

CLASS, SURNAME, GIVEN_NAME, PATRONYMIC = "class", "surname", "given_name", "patronymic"
FULL_NAME, BIRTH_DATE = "full_name", "birth_date"
PHONE, EMAIL, KINSHIP = "phone", "email", "kinship"

# The columns that must be there.
_MISSING = {
    CLASS: lazy("нет столбца «Класс»"),
    SURNAME: lazy("нет столбца «Фамилия»"),
    GIVEN_NAME: lazy("нет столбца «Имя»"),
    BIRTH_DATE: lazy("нет столбца «Дата рождения»"),
}
_SEARCHED_ROWS = 30
_LONGEST_HEADING = 60

_WORD = re.compile(r"[^\W\d_]+|\d+")
_FOREIGN_GUARDIANS = {
    "mother": ("мать", "матер", "мама", "мамы", "маме"),
    "father": ("отец", "отц", "папа", "папы", "папе"),
    "guardian": ("родител", "представител", "опекун", "попечител"),
}
_FOREIGN_FIELDS = {
    FULL_NAME: ("фио",),
    SURNAME: ("фамили",),
    PATRONYMIC: ("отчеств",),
    PHONE: ("тел", "моб", "сотов", "phone"),
    EMAIL: ("почт", "mail", "email"),
    KINSHIP: ("родств", "приходит", "кем", "степен"),
}
_FOREIGN_CLASS = "класс"
_FOREIGN_LEADER = "руковод"
_FOREIGN_SURNAME = "фамили"
_FOREIGN_NAME = ("имя", "имени")
_FOREIGN_BIRTH = "рожд"
_FOREIGN_BIRTH_SHORT = (["др"], ["д", "р"])
_FOREIGN_ELECTRONIC = "электрон"
_FOREIGN_SIGNS = {"ф.и.о": "фио", "ф. и. о": "фио", "e-mail": "email", "№": " номер "}
_FOREIGN_IGNORED = ("", "n", "номер", "п п", "номер п п", "no", "примечание", "примечания", "комментарий")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, of the student (guardian empty) or of a guardian; name is for messages."""

    index: int
    field: str
    guardian: str = ""
    kind: str = "guardian"
    name: str = ""


def find_heading(rows: Sequence[Sequence[Cell]]) -> tuple[int, int]:
    """The index of the row of headings (a title may stand above), and how many of the student's it has."""
    counts = [
        len({column.field for column in _read(row) if column and not column.guardian})
        for row in rows[:_SEARCHED_ROWS]
    ]
    most = max(counts, default=0)
    return (counts.index(most), most) if most else (0, 0)


def read_heading(rows: Sequence[Sequence[Cell]], at: int, problems: Problems, sheet: str) -> list[Column]:
    """The columns of the table; unknown, repeated and missing ones become problems."""
    columns: dict[tuple[str, str], Column] = {}
    row = at + 1
    for n, (cell, column) in enumerate(zip(rows[at], _read(rows[at]), strict=True)):
        if column is None:
            if _plain(cell) in _FOREIGN_IGNORED and (_plain(cell) or not _is_filled(rows, at, n)):
                continue
            problems.add(*_unknown(cell), row=row, column=column_letter(n), sheet=sheet)
        elif (column.guardian, column.field) in columns:
            what = _("столбец %(name)s повторяется", name=quoted(cell))
            problems.add(what, row=row, column=column_letter(n), sheet=sheet)
        else:
            columns[column.guardian, column.field] = column
    for field, what in _MISSING.items():
        one_cell = field in (SURNAME, GIVEN_NAME) and ("", FULL_NAME) in columns
        if ("", field) not in columns and not one_cell:
            problems.add(what, _("он в строке заголовков"), row=row, sheet=sheet)
    return list(columns.values())


def _unknown(cell: Cell) -> tuple[str, str]:
    """What is said of a column that is none of ours, and what is expected."""
    unnamed = _("у столбца с данными нет заголовка")
    what = _("столбец %(name)s неизвестен", name=quoted(cell)) if _plain(cell) else unnamed
    expected = _(
        "столбец из образца (Класс, Фамилия, Имя, Отчество, Дата рождения, Родитель 1: ФИО, …); "
        "лишние удалите"
    )
    return what, expected


def _read(row: Sequence[Cell]) -> list[Column | None]:
    return [_column(n, cell) for n, cell in enumerate(row)]


def _column(index: int, cell: Cell) -> Column | None:
    words = _WORD.findall(_plain(cell))
    if not words or not isinstance(cell, str) or len(cell) > _LONGEST_HEADING:
        return None
    name = f"{column_letter(index)} {quoted(cell)}"
    number = next((word for word in words if word.isdigit()), "")
    kind = next(
        (kind for kind, starts in _FOREIGN_GUARDIANS.items() if any(w.startswith(starts) for w in words)), ""
    )
    field = _field(words)
    if kind:
        slot = number or ("1" if kind == "guardian" else kind)
        return Column(index, field or FULL_NAME, slot, kind, name)
    if field in (SURNAME, GIVEN_NAME, PATRONYMIC, FULL_NAME):
        return Column(index, field, name=name)
    if words[0] == _FOREIGN_CLASS and len(words) <= 2 and not _begins(words, _FOREIGN_LEADER):
        return Column(index, CLASS, name=name)
    if _begins(words, _FOREIGN_BIRTH) or words in _FOREIGN_BIRTH_SHORT:
        return Column(index, BIRTH_DATE, name=name)
    return None


def _field(words: list[str]) -> str:
    named = any(word in _FOREIGN_NAME for word in words)
    if named and _begins(words, _FOREIGN_SURNAME):
        return FULL_NAME
    for field, starts in _FOREIGN_FIELDS.items():
        if _begins(words, starts):
            return field
    if named:
        return GIVEN_NAME
    return EMAIL if _begins(words, _FOREIGN_ELECTRONIC) else ""


def _begins(words: list[str], starts: str | tuple[str, ...]) -> bool:
    return any(word.startswith(starts) for word in words)


def _plain(cell: Cell) -> str:
    text = folded(str(cell))
    for sign, word in _FOREIGN_SIGNS.items():
        text = text.replace(sign, word)
    return " ".join(re.findall(r"[^\W_]+", text))


def _is_filled(rows: Sequence[Sequence[Cell]], at: int, index: int) -> bool:
    return any(index < len(row) and str(row[index]).strip() for row in rows[at + 1 :])
