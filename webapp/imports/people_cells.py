"""Single cells of a list of people: names, dates of birth, contacts."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta

from email_validator import EmailNotValidError, validate_email

from webapp.imports.class_name import ClassName, cyrillic, parse_class_name
from webapp.imports.phones import parse_phone, split_phones
from webapp.imports.problems import quoted
from webapp.imports.xlsx_file import Cell
from webapp.language import _, lazy
from webapp.names import folded

YOUNGEST, OLDEST = 5, 21
A_DATE = lazy("дата вида 01.02.2015")

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_FOREIGN_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:\s*г\.?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_FOREIGN_LETTER = re.compile("[а-яё]")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_NAME = re.compile(r"[^\W\d_]+(?:[-'’ .]+[^\W\d_]+)*\.?")
_FOREIGN_PARTICLES = ("оглы", "оглу", "кызы", "гызы", "улы", "уулу")
_FOREIGN_KINDS = {
    "mother": ("мать", "мама"),
    "father": ("отец", "папа"),
    "guardian": (
        "опекун",
        "попечител",
        "представител",
        "бабушк",
        "дедушк",
        "родител",
        "тет",
        "дяд",
        "брат",
        "сестр",
    ),
}


class CellProblem(Exception):
    """A cell that cannot be taken; what and expected are as in Problem."""

    def __init__(self, what: str, expected: str = "") -> None:
        super().__init__(what, expected)
        self.what = what
        self.expected = expected


def text_of(cell: Cell) -> str:
    """The cell as one line, blanks single, invisible signs dropped; a whole number without fraction."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(unicodedata.normalize("NFC", str(cell)).translate(_INVISIBLE).split())


def read_class(cell: Cell) -> ClassName:
    """The class. Raises CellProblem."""
    name = parse_class_name(text_of(cell))
    if name is None:
        what = _("%(found)s — такого класса нет", found=quoted(text_of(cell)))
        raise CellProblem(what, _("номер и буква, например 7А"))
    return name


def read_name(cell: Cell) -> str:
    """A surname, a given name or a patronymic, its capitals put right. Raises CellProblem."""
    text = text_of(cell)
    if text and not _NAME.fullmatch(text):
        raise CellProblem(_("%(found)s не похоже на имя", found=quoted(text)), _("текст из букв и дефиса"))
    return " ".join(_capitals(_one_alphabet(word)) for word in text.split())


def read_full_name(cell: Cell) -> tuple[str, str, str]:
    """Surname, given name and patronymic (may be empty) from one cell. Raises CellProblem."""
    words = read_name(cell).split()
    if len(words) == 1:
        what = _("%(found)s — здесь одно слово", found=quoted(text_of(cell)))
        raise CellProblem(what, _("Фамилия Имя Отчество"))
    return (words[0], words[1], " ".join(words[2:])) if words else ("", "", "")


def read_birth_date(cell: Cell, today: date) -> date:
    """The date of birth of a student. Raises CellProblem for no date and for an unlikely age."""
    found = _date(cell)
    if found is None:
        raise CellProblem(_("%(found)s — такой даты нет", found=quoted(text_of(cell))), A_DATE)
    if found > today:
        what = _("%(date)s ещё не наступило", date=f"{found:%d.%m.%Y}")
        raise CellProblem(what, _("дата рождения ученика"))
    age = today.year - found.year - ((today.month, today.day) < (found.month, found.day))
    if not YOUNGEST <= age <= OLDEST:
        what = _("%(date)s — возраст %(age)s", date=f"{found:%d.%m.%Y}", age=age)
        expected = _(
            "дата рождения ученика от %(youngest)s до %(oldest)s лет", youngest=YOUNGEST, oldest=OLDEST
        )
        raise CellProblem(what, expected)
    return found


def read_phones(cell: Cell) -> tuple[str, ...]:
    """The numbers as +79161234567. Raises CellProblem."""
    return _all(cell, split_phones(_keep_lines(cell)), parse_phone, _no_phone)


def read_emails(cell: Cell) -> tuple[str, ...]:
    """The addresses in lower case. Raises CellProblem."""
    pieces = list(filter(None, re.split(r"[,;\s]+", text_of(cell))))
    return _all(cell, pieces, _email, _no_email)


def read_kind(cell: Cell) -> str:
    """mother, father or guardian, by a word such as «мать». Raises CellProblem."""
    text = folded(text_of(cell))
    for kind, starts in _FOREIGN_KINDS.items():
        if text.startswith(starts):
            return kind
    what = _("%(found)s — такого родства нет", found=quoted(text_of(cell)))
    raise CellProblem(what, _("одно из: мать, отец, опекун"))


def _no_phone(found: str) -> CellProblem:
    what = _("%(found)s не похоже на номер телефона", found=quoted(found))
    return CellProblem(what, _("номер вида +7 916 123-45-67"))


def _no_email(found: str) -> CellProblem:
    what = _("%(found)s не похоже на адрес почты", found=quoted(found))
    return CellProblem(what, _("адрес вида name@example.ru"))


def _all(
    cell: Cell, pieces: list[str], parse: Callable[[str], str | None], problem: Callable[[str], CellProblem]
) -> tuple[str, ...]:
    found = [parse(piece) for piece in pieces]
    if None in found or (text_of(cell) and not found):
        raise problem(pieces[found.index(None)] if found else text_of(cell))
    return tuple(dict.fromkeys(one for one in found if one))


def _keep_lines(cell: Cell) -> Cell:
    return cell.translate(_INVISIBLE) if isinstance(cell, str) else cell


def _email(text: str) -> str | None:
    try:
        return validate_email(text, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return None


def _date(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _EXCEL_EPOCH + timedelta(days=int(cell)) if int(cell) in _SERIALS else None
    text = text_of(cell)
    day_first, iso = _FOREIGN_DAY_FIRST.fullmatch(text), _ISO.fullmatch(text)
    if day_first:
        day, month, year = map(int, day_first.groups())
    elif iso:
        year, month, day = map(int, iso.groups())
    else:
        return _date(int(text)) if text.isascii() and text.isdigit() and len(text) == 5 else None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _one_alphabet(word: str) -> str:
    """A Russian word into which a Latin letter slipped, in Russian letters alone."""
    return cyrillic(word) if _FOREIGN_LETTER.search(word.casefold()) else word


def _capitals(word: str) -> str:
    if folded(word) in _FOREIGN_PARTICLES:
        return word.lower()
    return word.title() if word.islower() or (word.isupper() and len(word) > 1) else word
