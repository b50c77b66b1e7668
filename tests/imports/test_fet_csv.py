"""FET's timetable export, alone and against the file it was made from."""

import csv
from collections import defaultdict

import pytest

from tests.imports.real_input import LOM_CSV, LOM_FET
from webapp.imports.fet_csv import COLUMNS, read_fet_csv
from webapp.imports.fet_file import read_fet
from webapp.imports.problems import ImportProblem
from webapp.imports.weekly_timetable import Cell, Part, Timetable

Seen = list[tuple[object, ...]]


def seen(timetable: Timetable, cells: list[Cell]) -> Seen:
    """Cells as a person reads them off the grid."""
    return [
        (
            timetable.days[cell.day].name,
            timetable.hours[cell.hour].name,
            cell.activity.id,
            cell.activity.subject,
            cell.activity.teachers,
            cell.activity.students,
            cell.activity.parts,
            cell.activity.rooms,
        )
        for cell in cells
    ]


def table(*rows: str, heading: str = ",".join(COLUMNS)) -> bytes:
    return "\n".join([heading, *rows, ""]).encode()


def refused(data: bytes) -> str:
    with pytest.raises(ImportProblem) as refusal:
        read_fet_csv(data, "timetable.csv")
    return str(refusal.value)


def test_week_of_every_class_is_the_same_in_file_and_export() -> None:
    file, export = read_fet(LOM_FET.read_bytes(), "a.fet"), read_fet_csv(LOM_CSV.read_bytes(), "a.csv")
    assert {one.name for one in export.classes} == {one.name for one in file.classes}
    for one in file.classes:
        assert seen(file, file.week_of_class(one.name)) == seen(export, export.week_of_class(one.name)), (
            one.name
        )


def test_week_of_every_teacher_is_the_same_in_file_and_export() -> None:
    file, export = read_fet(LOM_FET.read_bytes(), "a.fet"), read_fet_csv(LOM_CSV.read_bytes(), "a.csv")
    assert set(export.teachers) == set(file.teachers)
    for name in file.teachers:
        assert seen(file, file.week_of_teacher(name)) == seen(export, export.week_of_teacher(name)), name


def test_file_agrees_with_the_rows_of_the_export_read_plainly() -> None:
    file = read_fet(LOM_FET.read_bytes(), "a.fet")
    expected: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    with LOM_CSV.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            for teacher in row["Teachers"].split("+"):
                expected[teacher].add(
                    (row["Day"], row["Hour"], row["Subject"], row["Students Sets"], row["Room"])
                )
    assert len(expected) == 32
    for teacher, rows in expected.items():
        cells = file.week_of_teacher(teacher)
        assert len(cells) == len(rows)
        assert rows == {
            (
                file.days[cell.day].name,
                file.hours[cell.hour].name,
                cell.activity.subject,
                "+".join(cell.activity.students),
                "+".join(cell.activity.rooms),
            )
            for cell in cells
        }


def test_export_of_lom_is_counted() -> None:
    counts = read_fet_csv(LOM_CSV.read_bytes(), "a.csv").counts()
    assert (counts["classes"], counts["teachers"], counts["activities"], counts["lesson_periods"]) == (
        17,
        32,
        448,
        544,
    )


def test_semicolons_quotes_and_other_order_of_columns_are_read() -> None:
    heading = '"Day";"Hour";"Activity Id";"Teachers";"Subject";"Students Sets";"Room"'
    data = table('"Среда";"2 урок";"5";"Иванова+Петров";"Труд, 1 ч.";"7А";"3+4"', heading=heading)
    timetable = read_fet_csv(data, "a.csv")
    only = timetable.activities[0]
    assert (only.teachers, only.rooms, only.subject) == (("Иванова", "Петров"), ("3", "4"), "Труд, 1 ч.")
    assert timetable.days[0].weekday == 3


def test_sets_find_their_classes_by_name() -> None:
    rows = [
        f"{n},Понедельник,{n},{name},Физика,Учитель {n},,,"
        for n, name in enumerate(["7 А", "7 Б", "8А", "7 А англ", "7", "8А1", "Хор"], start=1)
    ]
    timetable = read_fet_csv(table(*rows), "a.csv")
    assert [one.title for one in timetable.classes] == ["7А", "7Б", "8А", "Хор"]
    parts = {one.name: one.parts for one in timetable.students_sets}
    assert parts["7 А англ"] == (Part("7 А", False),)
    assert parts["7"] == (Part("7 А", True), Part("7 Б", True))
    assert parts["8А1"] == (Part("8А", False),)
    assert "«Хор»" in str(timetable.warnings[0])


def test_two_weeks_are_told_by_two_days_of_one_name() -> None:
    rows = [
        f"{n},{day},1,7А,Физика,Иванов,,," for n, day in enumerate(["Вт 2", "Пн 2", "Пн 1", "Вт 1"], start=1)
    ]
    timetable = read_fet_csv(table(*rows), "a.csv")
    assert [(day.name, day.weeks) for day in timetable.days] == [
        ("Пн 1", "A"),
        ("Вт 1", "A"),
        ("Пн 2", "B"),
        ("Вт 2", "B"),
    ]


GOOD = "1,Понедельник,1,7А,Физика,Иванов,,,"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            table(GOOD, heading=",".join(COLUMNS).replace("Teachers", "Кто")),
            "строка 1: нет столбца «Teachers»",
        ),
        (table(GOOD, "2,Понедельник,2,7А,Физика"), "строка 3: в строке значений: 5, а столбцов: 9"),
        (table(GOOD, "2,Масленица,2,7А,Физика,Иванов,,,"), "строка 3, столбец Day: «Масленица» — такого дня"),
        (table(GOOD, "x,Понедельник,2,7А,Физика,Иванов,,,"), "строка 3, столбец Activity Id: «x» — не номер"),
        (table(GOOD, GOOD), "строка 3, столбец Hour: занятие 1 уже стоит в этом часе в строке 2"),
        (table(GOOD, "2,Понедельник,1,7Б,Химия,Иванов,,,"), "учитель «Иванов» стоит сразу в двух"),
        (table(GOOD, "2,Понедельник,1,7А,Химия,Петров,,,"), "класс «7А» стоит сразу в двух"),
        (
            table(GOOD, "1,Понедельник,2,7А,Химия,Иванов,,,"),
            "строка 3, столбец Subject: «Химия», а в строке 2",
        ),
        (
            table(GOOD, "2,Понедельник,2,7А,Химия,Иванов,,,", "1,Понедельник,3,7А,Физика,Иванов,,,"),
            "часы занятия 1 идут не подряд: «1», «3»",
        ),
        (table(GOOD, '2,"Понедельник,2,7А,Химия,Иванов,,,'), "не разбирается"),
        (table(), "в файле нет ни одной строки с данными"),
        (b"", "файл пуст"),
        (table(GOOD).decode().encode("cp1251"), "не в UTF-8, похоже, в Windows-1251"),
        (table(GOOD).decode().encode("utf-16"), "в кодировке UTF-16"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(data: bytes, told: str) -> None:
    assert told in refused(data)


def test_known_days_and_hours_say_what_is_unknown() -> None:
    with pytest.raises(ImportProblem, match="«Понедельник» — такого дня нет"):
        read_fet_csv(table(GOOD), "a.csv", days=["Вторник"], hours=["1"])
    with pytest.raises(ImportProblem, match="«1» — такого часа нет"):
        read_fet_csv(table(GOOD), "a.csv", days=["Понедельник"], hours=["2"])


def test_fifty_problems_are_told_and_the_rest_counted() -> None:
    rows = [f"x{n},Понедельник,1,7А,Физика,Иванов,,," for n in range(70)]
    with pytest.raises(ImportProblem) as refusal:
        read_fet_csv(table(*rows), "a.csv")
    assert (len(refusal.value.problems), refusal.value.more) == (50, 20)
    assert str(refusal.value).endswith("И ещё ошибок: 20.")
