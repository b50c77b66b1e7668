"""Bytes of a file into text: UTF-8 or a clear word about what it is instead."""

import codecs
import unicodedata
from pathlib import Path

from webapp.imports.problems import ImportProblem, Problem

LARGEST = 64 * 1024 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE_CSV = "кодировка UTF-8: в Excel выберите «Сохранить как» → «CSV UTF-8»"


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """The whole file.

    Raises ImportProblem when it is not there, cannot be read or is larger than largest bytes.
    """
    try:
        if not path.is_file():
            raise ImportProblem([Problem(path.name, "такого файла нет")])
        check_size(path.stat().st_size, path.name, largest)
        return path.read_bytes()
    except OSError as error:
        raise ImportProblem([Problem(path.name, f"файл не открывается ({error.strerror})")]) from error


def check_size(size: int, file: str, largest: int) -> None:
    """Raises ImportProblem when the file is empty or larger than largest bytes."""
    if size == 0:
        raise ImportProblem([Problem(file, "файл пуст")])
    if size > largest:
        limit = f"файл не больше {largest // 1024 // 1024} МБ"
        raise ImportProblem([Problem(file, f"файл слишком большой, {size // 1024 // 1024} МБ", limit)])


def utf8(data: bytes, file: str, expected: str = _SAVE_CSV) -> str:
    """The text in NFC, without a byte order mark. Raises ImportProblem when the bytes are not UTF-8."""
    if data.startswith(_UTF16):
        raise ImportProblem([Problem(file, "файл записан в кодировке UTF-16", expected)])
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise ImportProblem([_not_utf8(data, file, expected, error)]) from error
    if "\0" in text:
        raise ImportProblem([Problem(file, "это не текстовый файл: в нём есть двоичные данные")])
    return unicodedata.normalize("NFC", text)


def _not_utf8(data: bytes, file: str, expected: str, error: UnicodeDecodeError) -> Problem:
    if error.end == len(data) and error.reason == "unexpected end of data":
        return Problem(file, "файл обрывается на середине буквы: он сохранён или скопирован не целиком")
    row = data.count(b"\n", 0, error.start) + 1
    looks = ", похоже, в Windows-1251" if _looks_like_cp1251(data) else ""
    return Problem(file, f"файл записан не в UTF-8{looks}", expected, row=row)


def _looks_like_cp1251(data: bytes) -> bool:
    foreign = [char for char in data[:100_000].decode("cp1251", errors="replace") if ord(char) > 127]
    letters = sum("А" <= char <= "я" or char in "Ёё№«»—–" for char in foreign)
    return bool(foreign) and letters / len(foreign) > 0.8
