"""Bells in a CSV file: what is read, and what is told when it cannot be."""

from datetime import time

import pytest

from tests.imports.fet_samples import activity, fet, start
from webapp.imports.bells_file import Ring, belled, read_bells
from webapp.imports.fet_file import read_fet
from webapp.imports.problems import ImportProblem

TWO = (Ring(1, time(8, 30), time(9, 15)), Ring(2, time(9, 25), time(10, 10)))


@pytest.mark.parametrize(
    "text",
    [
        "number,starts,ends\n1,08:30,09:15\n2,09:25,10:10\n",
        "Номер;Начало;Конец\n2;9.25;10.10\n1;8.30;9.15\n",
        "\ufeff№\tначало\tконец\n1\t8:30:00\t9:15\n2\t09:25\t10:10\n\n",
    ],
)
def test_bells_are_read_however_they_are_written(text):
    assert read_bells(text.encode(), "звонки.csv") == TWO


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("номер,начало\n1,08:30\n", "строка 1: нет столбца «конец»"),
        ("номер,начало,конец\n", "нет ни одной строки"),
        ("номер,начало,конец\nпервый,08:30,09:15\n", "строка 2, столбец номер: «первый» — не номер урока"),
        ("номер,начало,конец\n1,25:30,09:15\n", "столбец начало: «25:30» — такого времени нет"),
        ("номер,начало,конец\n1,09:30,09:15\n", "конец 09:15 не позже начала 09:30"),
        ("номер,начало,конец\n1,08:30,09:15\n1,09:25,10:10\n", "номер записан дважды: «1»"),
        (
            "номер,начало,конец\n1,08:30,09:15\n2,09:00,09:45\n",
            "урок 2 начинается раньше, чем кончается урок 1",
        ),
    ],
)
def test_what_is_wrong_is_told(text, told):
    with pytest.raises(ImportProblem) as refusal:
        read_bells(text.encode(), "звонки.csv")
    assert told in str(refusal.value)
    assert str(refusal.value).startswith("Файл звонки.csv")


def test_a_lesson_without_a_bell_is_told():
    data = fet({"7": {"7А": []}}, [activity(1, "7А")], [start(1, hour="3")])
    with pytest.raises(ImportProblem, match="нет звонка для урока 3"):
        belled(read_fet(data, "small.fet"), TWO, "звонки.csv")
