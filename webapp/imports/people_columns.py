"""Headings of a list of students and their guardians, as schools word them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.imports.problems import Problems, quoted
from webapp.imports.xlsx_file import Cell, column_letter
from webapp.names import folded

CLASS, SURNAME, GIVEN_NAME, PATRONYMIC = "class", "surname", "given_name", "patronymic"
FULL_NAME, BIRTH_DATE = "full_name", "birth_date"
PHONE, EMAIL, KINSHIP = "phone", "email", "kinship"

TITLES = {
    CLASS: "Класс",
    SURNAME: "Фамилия",
    GIVEN_NAME: "Имя",
    PATRONYMIC: "Отчество",
    BIRTH_DATE: "Дата рождения",
}
_NEEDED = (CLASS, SURNAME, GIVEN_NAME, BIRTH_DATE)
_SEARCHED_ROWS = 30
_LONGEST_HEADING = 60

_WORD = re.compile(r"[^\W\d_]+|\d+")
_GUARDIANS = {
    "mother": ("мать", "матер", "мама", "мамы", "маме"),
    "father": ("отец", "отц", "папа", "папы", "папе"),
    "guardian": ("родител", "представител", "опекун", "попечител"),
}
_FIELDS = {
    FULL_NAME: ("фио",),
    SURNAME: ("фамили",),
    PATRONYMIC: ("отчеств",),
    PHONE: ("тел", "моб", "сотов", "phone"),
    EMAIL: ("почт", "mail", "email"),
    KINSHIP: ("родств", "приходит", "кем", "степен"),
}
_IGNORED = ("", "n", "номер", "п п", "номер п п", "no", "примечание", "примечания", "комментарий")


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
            if _plain(cell) in _IGNORED and (_plain(cell) or not _is_filled(rows, at, n)):
                continue
            what = (
                f"столбец {quoted(cell)} неизвестен" if _plain(cell) else "у столбца с данными нет заголовка"
            )
            expected = (
                f"столбец из образца ({', '.join(TITLES.values())}, Родитель 1: ФИО, …); лишние удалите"
            )
            problems.add(what, expected, row=row, column=column_letter(n), sheet=sheet)
        elif (column.guardian, column.field) in columns:
            problems.add(f"столбец {quoted(cell)} повторяется", row=row, column=column_letter(n), sheet=sheet)
        else:
            columns[column.guardian, column.field] = column
    for field in _NEEDED:
        one_cell = field in (SURNAME, GIVEN_NAME) and ("", FULL_NAME) in columns
        if ("", field) not in columns and not one_cell:
            problems.add(
                f"нет столбца {quoted(TITLES[field])}", "он в строке заголовков", row=row, sheet=sheet
            )
    return list(columns.values())


def _read(row: Sequence[Cell]) -> list[Column | None]:
    return [_column(n, cell) for n, cell in enumerate(row)]


def _column(index: int, cell: Cell) -> Column | None:
    words = _WORD.findall(_plain(cell))
    if not words or not isinstance(cell, str) or len(cell) > _LONGEST_HEADING:
        return None
    name = f"{column_letter(index)} {quoted(cell)}"
    number = next((word for word in words if word.isdigit()), "")
    kind = next((kind for kind, starts in _GUARDIANS.items() if any(w.startswith(starts) for w in words)), "")
    field = _field(words)
    if kind:
        slot = number or ("1" if kind == "guardian" else kind)
        return Column(index, field or FULL_NAME, slot, kind, name)
    if field in (SURNAME, GIVEN_NAME, PATRONYMIC, FULL_NAME):
        return Column(index, field, name=name)
    if words[0] == "класс" and len(words) <= 2 and not any(word.startswith("руковод") for word in words):
        return Column(index, CLASS, name=name)
    if any(word.startswith("рожд") for word in words) or words in (["др"], ["д", "р"]):
        return Column(index, BIRTH_DATE, name=name)
    return None


def _field(words: list[str]) -> str:
    if any(word.startswith("фамили") for word in words) and any(word in ("имя", "имени") for word in words):
        return FULL_NAME
    for field, starts in _FIELDS.items():
        if any(word.startswith(starts) for word in words):
            return field
    if any(word in ("имя", "имени") for word in words):
        return GIVEN_NAME
    return EMAIL if any(word.startswith("электрон") for word in words) else ""


def _plain(cell: Cell) -> str:
    text = folded(str(cell)).replace("ф.и.о", "фио").replace("ф. и. о", "фио").replace("e-mail", "email")
    return " ".join(re.findall(r"[^\W_]+", text.replace("№", " номер ")))


def _is_filled(rows: Sequence[Sequence[Cell]], at: int, index: int) -> bool:
    return any(index < len(row) and str(row[index]).strip() for row in rows[at + 1 :])
