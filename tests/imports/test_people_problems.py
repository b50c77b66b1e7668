"""What the office reads when its list cannot be taken in."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter

from tests.imports.people_samples import HEADINGS, TODAY, Value, child, workbook
from webapp.imports.people_sheet import read_people, template
from webapp.imports.problems import ImportProblem


def refused(data: bytes) -> str:
    with pytest.raises(ImportProblem) as refusal:
        read_people(data, "список.xlsx", TODAY)
    return str(refusal.value)


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook with its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("born", "told"),
    [
        ("31.02.2015", "«31.02.2015» — такой даты нет. Ожидается дата вида 01.02.2015"),
        ("01.02.15", "«01.02.15» — такой даты нет"),
        ("весна", "«весна» — такой даты нет"),
        (date(2095, 2, 1), "01.02.2095 ещё не наступило"),
        (date(2023, 11, 1), "01.11.2023 — возраст 3. Ожидается дата рождения ученика от 5 до 21"),
        ("18.11.1996", "18.11.1996 — возраст 30"),
        (12, "«12» — такой даты нет"),
        (None, "пусто. Ожидается дата рождения"),
    ],
)
def test_wrong_date_is_told_with_row_and_column(born: Value, told: str) -> None:
    message = refused(workbook(child("Пётр"), child("Анна", born=born)))
    assert message.startswith("Файл список.xlsx, строка 3, столбец E «Дата рождения»: ")
    assert told in message


def test_date_that_was_no_date_of_a_leap_year_is_told() -> None:
    assert "«29.02.2013» — такой даты нет" in refused(workbook(child("Пётр", born="29.02.2013")))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (child("Пётр", school_class="седьмой"), "столбец A «Класс»: «седьмой» — такого класса нет"),
        (child("Пётр", school_class="13А"), "столбец A «Класс»: «13А» — такого класса нет"),
        (child("Пётр", school_class=7), "столбец A «Класс»: «7» — такого класса нет"),
        (child("Пётр", school_class=None), "столбец A «Класс»: пусто"),
        (child("Пётр", surname=""), "столбец B «Фамилия»: пусто"),
        (child("Пётр1"), "столбец C «Имя»: «Пётр1» не похоже на имя"),
        (child("Пётр", "Мария"), "столбец F «Родитель 1: ФИО»: «Мария» — здесь одно слово"),
        (child("Пётр", "Петрова Мария", "123"), "столбец G «Родитель 1: телефон»: «123» не похоже на номер"),
        (child("Пётр", "Петрова Мария", "89161234567, нет"), "«нет» не похоже на номер телефона"),
        (child("Пётр", "Петрова Мария", None, "maria@"), "столбец H «Родитель 1: почта»: «maria@» не похоже"),
        (child("Пётр", None, "89161234567"), "столбец F «Родитель 1: ФИО»: родитель указан без имени"),
    ],
)
def test_wrong_cell_is_told_with_row_and_column(row: list[Value], told: str) -> None:
    message = refused(workbook(row))
    assert message.startswith("Файл список.xlsx, строка 2, ")
    assert told in message


def test_child_listed_twice_is_told_with_both_rows() -> None:
    rows = child("Алёна"), child("Павел"), child("АЛЕНА", school_class="8Б")
    assert "строка 4: Петров Алена уже есть в строке 2" in refused(workbook(*rows))


def test_all_rows_are_looked_through() -> None:
    message = refused(workbook(child("Пётр", born="31.02.2015"), child("Анна", school_class="13А")))
    assert "строка 2, столбец E" in message
    assert "строка 3, столбец A" in message


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        (["Класс", "Фамилия", "Имя", "Отчество"], "строка 1: нет столбца «Дата рождения»"),
        (["Фамилия", "Имя", "Дата рождения"], "нет столбца «Класс»"),
        ([*HEADINGS, "Адрес"], "строка 1, столбец L: столбец «Адрес» неизвестен"),
        ([*HEADINGS, "Телефон"], "столбец «Телефон» неизвестен"),
        ([*HEADINGS, "Классный руководитель"], "столбец «Классный руководитель» неизвестен"),
        ([*HEADINGS, "имя"], "столбец «имя» повторяется"),
        (["Номер", "Кто"], "в книге нет строки заголовков"),
    ],
)
def test_missing_unknown_and_repeated_columns_are_told(headings: list[str], told: str) -> None:
    assert told in refused(workbook(child("Пётр"), headings=headings))


def test_filled_column_without_heading_is_told() -> None:
    row = [*child("Пётр"), *[None] * 6, "аллергия"]
    assert "столбец L: у столбца с данными нет заголовка" in refused(workbook(row, headings=[*HEADINGS, ""]))


def test_sheet_is_named_when_there_are_several() -> None:
    more = [("8Б", [HEADINGS, child("Анна", born="31.02.2015")])]
    assert "лист «8Б», строка 2, столбец E" in refused(workbook(child("Пётр"), more_sheets=more))


def test_list_without_students_is_refused() -> None:
    assert "нет ни одного ученика" in refused(workbook())
    assert "нет ни одного ученика" in refused(template())


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "файл пуст"),
        ("Класс;Фамилия".encode("cp1251"), "это не книга Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "старый формат .xls или книга, закрытая паролем"),
        (workbook(child("Пётр"))[:-200], "архив ZIP повреждён"),
        (b"PK\x03\x04" + b"\0" * 90, "архив ZIP повреждён"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, told: str) -> None:
    assert told in refused(data)


def test_zip_that_is_no_workbook_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("users.csv", "a")
    assert "архив ZIP, но не книга Excel" in refused(buffer.getvalue())


def test_bomb_is_refused() -> None:
    def swollen(name: str, part: bytes) -> bytes:
        return part + b" " * 30_000_000 if name == "xl/worksheets/sheet1.xml" else part

    assert "подозрительно сильно" in refused(repacked(workbook(child("Пётр")), swollen))


def test_cell_in_the_last_corner_does_not_take_all_memory() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_string(1_048_575, 16_383, "!")
    assert "ячейки дальше строки 20000" in refused(buffer.getvalue())


def test_part_with_entities_is_refused() -> None:
    def laughing(name: str, part: bytes) -> bytes:
        doctype = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        return part.replace(b"<worksheet", doctype + b"<worksheet", 1) if "sheet1" in name else part

    assert "небезопасна" in refused(repacked(workbook(child("Пётр")), laughing))


def test_part_in_an_encoding_that_nobody_knows_is_refused() -> None:
    def renamed(name: str, part: bytes) -> bytes:
        return part.replace(b"UTF-8", b"UTN-8", 1)

    assert "книга Excel повреждена" in refused(repacked(workbook(child("Пётр")), renamed))


def test_broken_part_is_refused() -> None:
    def cut(name: str, part: bytes) -> bytes:
        return part[: len(part) // 2] if name == "xl/workbook.xml" else part

    assert "книга Excel повреждена" in refused(repacked(workbook(child("Пётр")), cut))
