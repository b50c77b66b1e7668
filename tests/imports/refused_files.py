"""Files that must be refused with a sentence: of each, its kind, its name, its bytes, what is said."""

from datetime import date
from typing import NamedTuple

import pytest

from tests.imports.fet_samples import small
from tests.imports.oneroster_samples import in_zip, package_1_1
from tests.imports.people_samples import child, workbook
from tests.imports.real_input import LOM_CSV, LOM_FET


class Refused(NamedTuple):
    """A file of a kind (timetable, roster, people) and the words that tell what is wrong and where."""

    kind: str
    name: str
    data: bytes
    told: tuple[str, ...]


def _csv_without(column: str) -> bytes:
    text = LOM_CSV.read_text(encoding="utf-8-sig")
    return text.replace(column, "Предметы", 1).encode()


def _unknown_role() -> bytes:
    files = package_1_1()
    files["users"] = files["users"].replace("o1,teacher", "o1,wizard")
    return in_zip(files)


_HOSTILE = '<!DOCTYPE fet [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

FILES = {
    "truncated": Refused(
        "timetable", "lom.fet", LOM_FET.read_bytes()[:200_000], ("Файл lom.fet", "обрывается")
    ),
    "wrong encoding": Refused(
        "timetable", "школа.fet", small().decode().encode("cp1251"), ("Файл школа.fet", "не в UTF-8")
    ),
    "not FET": Refused(
        "timetable", "страница.fet", b"<html><body>FET</body></html>", ("Файл страница.fet", "не файл FET")
    ),
    "hostile": Refused(
        "timetable",
        "злой.fet",
        small().decode().replace("<fet ", f"{_HOSTILE}<fet ", 1).encode(),
        ("Файл злой.fet", "определения DTD или сущностей"),
    ),
    "missing column": Refused(
        "timetable", "lom.csv", _csv_without("Subject"), ("Файл lom.csv, строка 1", "нет столбца «Subject»")
    ),
    "unknown role": Refused(
        "roster",
        "oneroster.zip",
        _unknown_role(),
        ("Файл users.csv, строка 4, столбец role", "«wizard» — такой роли нет", "одно из"),
    ),
    "wrong date": Refused(
        "people",
        "список.xlsx",
        workbook(child("Пётр"), child("Анна", born="31.02.2013")),
        ("Файл список.xlsx, строка 3, столбец", "«31.02.2013» — такой даты нет", "дата вида 01.02.2015"),
    ),
    "future date": Refused(
        "people",
        "список.xlsx",
        workbook(child("Пётр", born=date(2031, 2, 1))),
        ("Файл список.xlsx, строка 2", "ещё не наступило"),
    ),
}
each_refused = pytest.mark.parametrize("refused", FILES.values(), ids=FILES.keys())
