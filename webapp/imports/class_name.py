"""Names of classes: «7А», «7 а», «7-А», «7 "А"» and «VII А» are one class, also with a Latin A."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

HIGHEST_GRADE = 12

_FOREIGN_LETTERS = "АВСЕНКМОРТХУасеорху"
_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXYaceopxy", _FOREIGN_LETTERS)
_FOREIGN_TEN = "Х"
_FOREIGN_SMALL = re.compile("[а-я]")
_ROMAN = {roman: n for n, roman in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}
_QUOTES = re.compile(r"[«»\"“”„'`’‘()]")
_FOREIGN_WORDS = re.compile(
    r"(?<![^\W\d_])(классы?|клас|кл|class|grade|form|gr|year)(?![^\W\d_])\.?", re.IGNORECASE
)
# A Roman grade needs a gap before the letter or two numerals, or «Хор» and «IT» would be classes.
_FOREIGN_NAME = re.compile(
    r"(?:(?P<grade>\d{1,2})[\s._/–—-]*|(?P<spaced>[IVXХ]{1,4})[\s._/–—-]+|(?P<roman>[IVXХ]{2,4})(?=[^\W\d_]\Z))"
    r"(?P<letter>[^\W\d_]{1,2}\d?)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(\d{1,2})\s*[_./–—-]\s*(\d{1,2})")
_GRADE = re.compile(r"(\d{1,2})")


@dataclass(frozen=True, slots=True)
class ClassName:
    """A class's grade (0 to 12) and capital letter; where classes are numbered, «-1» for a letter."""

    grade: int
    letter: str

    @property
    def title(self) -> str:
        """The name as shown: 7А, 10-1."""
        return f"{self.grade}{self.letter}"

    @property
    def key(self) -> str:
        """The same for names that look the same: for comparing, not for showing."""
        return cyrillic(self.title)


def cyrillic(text: str) -> str:
    """The text with the Latin letters that look like Cyrillic ones replaced by these."""
    return text.translate(_TO_CYRILLIC)


def has_cyrillic(texts: Iterable[str]) -> bool:
    """Whether any of the texts has a Russian letter; an Ё alone does not count."""
    return any(_FOREIGN_SMALL.search(text.casefold()) for text in texts)


def parse_class_name(text: str, *, to_cyrillic: bool = True) -> ClassName | None:
    """The class that the text names, or None when it does not read as a grade with a letter.

    to_cyrillic: whether a Latin letter that looks like a Cyrillic one is a slip of the keyboard.
    """
    plain = " ".join(_FOREIGN_WORDS.sub(" ", _QUOTES.sub(" ", text)).split())
    numbered = _NUMBERED.fullmatch(plain)
    match = numbered or _FOREIGN_NAME.fullmatch(plain)
    if not match:
        return None
    *grades, letter = match.groups()
    grade = _grade(next(filter(None, grades)))
    if grade is None or grade > HIGHEST_GRADE:
        return None
    letter = f"-{int(letter)}" if numbered else letter.upper()
    return ClassName(grade, cyrillic(letter) if to_cyrillic else letter)


def class_key(name: str) -> str:
    """What names of one class have in common, also where a name does not read as a grade with a letter."""
    parsed = parse_class_name(name)
    return parsed.key if parsed else cyrillic(" ".join(name.upper().split()))


def parse_grade(text: str) -> int | None:
    """The grade when the text names a whole parallel and no class: «9», «9 класс», «IX»; else None."""
    plain = " ".join(_FOREIGN_WORDS.sub(" ", _QUOTES.sub(" ", text)).split())
    if not _GRADE.fullmatch(plain) and plain.upper() not in _ROMAN:
        return None
    grade = _grade(plain)
    return grade if grade is not None and grade <= HIGHEST_GRADE else None


def _grade(text: str) -> int | None:
    return int(text) if text.isdigit() else _ROMAN.get(text.upper().replace(_FOREIGN_TEN, "X"))
