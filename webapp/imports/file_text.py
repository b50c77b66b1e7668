"""Bytes of a file into text: UTF-8 or a clear word about what it is instead."""

import codecs
import re
import unicodedata
from pathlib import Path

from webapp.imports.problems import ImportProblem, Problem
from webapp.language import _, lazy

LARGEST = 64 * 1024 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE_CSV = lazy("кодировка UTF-8: в Excel выберите «Сохранить как» → «CSV UTF-8»")
_FOREIGN_SIGNS = re.compile("[А-яЁё№«»—–]")


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """The whole file.

    Raises ImportProblem when it is not there, cannot be read or is larger than largest bytes.
    """
    try:
        if not path.is_file():
            raise ImportProblem([Problem(path.name, _("такого файла нет"))])
        check_size(path.stat().st_size, path.name, largest)
        return path.read_bytes()
    except OSError as error:
        what = _("файл не открывается (%(why)s)", why=error.strerror)
        raise ImportProblem([Problem(path.name, what)]) from error


def check_size(size: int, file: str, largest: int) -> None:
    """Raises ImportProblem when the file is empty or larger than largest bytes."""
    if size == 0:
        raise ImportProblem([Problem(file, _("файл пуст"))])
    if size > largest:
        limit = _("файл не больше %(number)s МБ", number=largest // 1024 // 1024)
        what = _("файл слишком большой, %(number)s МБ", number=size // 1024 // 1024)
        raise ImportProblem([Problem(file, what, limit)])


def utf8(data: bytes, file: str, expected: str = _SAVE_CSV) -> str:
    """The text in NFC, without a byte order mark. Raises ImportProblem when the bytes are not UTF-8."""
    if data.startswith(_UTF16):
        raise ImportProblem([Problem(file, _("файл записан в кодировке UTF-16"), expected)])
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise ImportProblem([_not_utf8(data, file, expected, error)]) from error
    if "\0" in text:
        raise ImportProblem([Problem(file, _("это не текстовый файл: в нём есть двоичные данные"))])
    return unicodedata.normalize("NFC", text)


def _not_utf8(data: bytes, file: str, expected: str, error: UnicodeDecodeError) -> Problem:
    if error.end == len(data) and error.reason == "unexpected end of data":
        return Problem(file, _("файл обрывается на середине буквы: он сохранён или скопирован не целиком"))
    row = data.count(b"\n", 0, error.start) + 1
    cp1251 = _looks_like_cp1251(data)
    what = _("файл записан не в UTF-8, похоже, в Windows-1251") if cp1251 else _("файл записан не в UTF-8")
    return Problem(file, what, expected, row=row)


def _looks_like_cp1251(data: bytes) -> bool:
    foreign = [char for char in data[:100_000].decode("cp1251", errors="replace") if ord(char) > 127]
    letters = sum(bool(_FOREIGN_SIGNS.match(char)) for char in foreign)
    return bool(foreign) and letters / len(foreign) > 0.8
