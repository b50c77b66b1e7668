"""FET's own file: what is read, and what is said when it cannot be."""

from datetime import time

import pytest

from tests.imports.fet_samples import Sets, activity, fet, room, small, start
from tests.imports.real_input import LOM_FET
from webapp.imports.fet_file import read_fet
from webapp.imports.problems import ImportProblem
from webapp.imports.weekly_timetable import Part, Timetable


@pytest.fixture(scope="module")
def lom() -> Timetable:
    return read_fet(LOM_FET.read_bytes(), LOM_FET.name)


def refused(data: bytes) -> str:
    with pytest.raises(ImportProblem) as refusal:
        read_fet(data, "расписание.fet")
    return str(refusal.value)


def test_lom_high_school_is_counted_as_fet_counts_it(lom: Timetable) -> None:
    assert lom.counts() == {
        "classes": 17,
        "teachers": 32,
        "subjects": 36,
        "rooms": 29,
        "activities": 448,
        "lesson_periods": 544,
    }
    assert not lom.warnings


def test_groups_of_lom_are_its_classes(lom: Timetable) -> None:
    titles = "8А 8Б 9А 9Б 9В 10А 10Б 10В 11А 11Б 11В 11Г 12А 12Б 12В 12Г 12Д"
    assert [one.title for one in lom.classes] == titles.split()
    assert {one.grade for one in lom.classes} == {8, 9, 10, 11, 12}


def test_times_as_names_of_hours_become_bells(lom: Timetable) -> None:
    assert lom.has_bells
    assert [hour.number for hour in lom.hours] == [1, 2, 3, 4, 5, 6, 7]
    assert (lom.hours[0].starts, lom.hours[0].ends) == (time(7, 30), time(8, 15))
    assert (lom.hours[6].starts, lom.hours[6].ends) == (time(12, 30), time(13, 15))
    assert [(day.weekday, day.weeks) for day in lom.days] == [(n, "every") for n in range(1, 6)]


def test_year_group_and_subgroup_come_to_classes_and_parts(lom: Timetable) -> None:
    sets = {one.name: one.parts for one in lom.students_sets}
    assert sets["9"] == (Part("9 а", True), Part("9 б", True), Part("9 в", True))
    assert sets["9 б"] == (Part("9 б", True),)
    assert sets["9 б историци1"] == (Part("9 б", False),)
    assert sets["8 а целия клас"] == (Part("8 а", True),)
    both = next(one for one in lom.activities if one.students == ("9 б историци2", "9 в историци2"))
    assert both.parts == (Part("9 б", False), Part("9 в", False))


def test_long_activity_fills_every_hour_it_lasts(lom: Timetable) -> None:
    first = lom.activities[0]
    assert (first.id, first.subject, first.teachers, first.tags) == (
        1,
        "Английски",
        ("Ст.Караиванова",),
        ("Тежък1",),
    )
    cells = [cell for cell in lom.week_of_class("8 б") if cell.activity.id == 1]
    assert [(lom.days[cell.day].name, lom.hours[cell.hour].name) for cell in cells] == [
        ("Сряда", hour) for hour in ("10:05", "10:55", "11:45", "12:30")
    ]


@pytest.mark.parametrize("version", ["5.0.0", "5.48.2", "6.21.0", "7.10.5"])
def test_versions_five_to_seven_are_read(version: str) -> None:
    data = small().replace(b"6.8.5", version.encode())
    assert len(read_fet(data, "a.fet").classes) == 2


def test_byte_order_mark_is_allowed() -> None:
    assert read_fet(b"\xef\xbb\xbf" + small(), "a.fet") == read_fet(small(), "a.fet")


def test_file_of_old_fet_with_bare_names_and_doctype_is_read() -> None:
    text = small().decode().replace('<fet version="6.8.5">', '<!DOCTYPE FET><FET version="5.4.0">')
    text = text.replace("</fet>", "</FET>").replace("<Mode>Official</Mode>", "")
    for tag in ("Day", "Hour"):
        text = text.replace(f"<{tag}><Name>", "<Name>").replace(f"</Name></{tag}>", "</Name>")
    text = text.replace("PreferredStartingTime", "PreferredTime")
    assert read_fet(text.encode(), "a.fet") == read_fet(small(), "a.fet")


def test_file_of_new_fet_with_day_and_hour_is_read() -> None:
    text = small().decode().replace("Preferred_Day", "Day").replace("Preferred_Hour", "Hour")
    assert read_fet(text.encode(), "a.fet") == read_fet(small(), "a.fet")


def test_rooms_come_from_their_constraint_and_real_ones_for_a_virtual() -> None:
    lessons = [activity(1, "7А", "Иванова"), activity(2, "7Б", "Петров")]
    places = [room(1, "101"), room(2, "Любой спортзал", ["Зал 1", "Зал 2"])]
    timetable = read_fet(fet({"7А": {}, "7Б": {}}, lessons, [start(1), start(2)], places=places), "a.fet")
    assert [one.rooms for one in timetable.activities] == [("101",), ("Зал 1", "Зал 2")]


def test_inactive_activity_needs_no_place_and_is_not_counted() -> None:
    lessons = [activity(1, "7А"), activity(2, "7А", active="false")]
    timetable = read_fet(fet({"7А": {}}, lessons, [start(1)]), "a.fet")
    assert timetable.counts()["activities"] == 1
    assert [one.active for one in timetable.activities] == [True, False]


def test_activity_without_teacher_or_students_is_read() -> None:
    timetable = read_fet(
        fet({"7А": {}}, [activity(1, "7А"), activity(2, [], "Петров")], [start(1), start(2)]), "a"
    )
    assert [one.teachers for one in timetable.activities] == [(), ("Петров",)]
    assert timetable.activities[1].parts == ()


@pytest.mark.parametrize("wish", [start(2, weight="95"), start(2, active="false"), ""])
def test_activity_without_a_firm_place_is_named(wish: str) -> None:
    lessons = [activity(1, "7А"), activity(2, "7А", "Петров", subject="Физика")]
    told = refused(fet({"7А": {}}, lessons, [start(1), wish]))
    assert "занятие 2 (Физика, 7А): занятие не размещено" in told
    assert "занятие 1 " not in told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (fet({"7А": {}}, [activity(1, "7А")], [start(1, "Среда", "9")]), "«9» — такого часа нет"),
        (fet({"7А": {}}, [activity(1, "7А")], [start(1, "Праздник")]), "«Праздник» — такого дня нет"),
        (fet({"7А": {}}, [activity(1, "7А")], [start(1), start(1, hour="2")]), "два разных места"),
        (fet({"7А": {}}, [activity(1, "7А", duration=3)], [start(1, hour="5")]), "не помещается в день"),
        (fet({"7А": {}}, [activity(1, "8А")], [start(1)]), "«8А» нигде не объявлено"),
        (fet({"7А": {}}, [activity(1, "7А", "Сидоров")], [start(1)]), "«Сидоров» нигде не объявлено"),
        (fet({"7А": {}}, [activity(1, "7А", duration="два")], [start(1)]), "нет номера или длительности"),
        (fet({"7А": {}}, [activity(1, "7А"), activity(1, "7А")], [start(1)]), "занятие 1 записано дважды"),
        (fet({"7А": {}}, [], []), "Activities_List: список пуст"),
        (fet({"7А": {}}, [activity(1, "7А")], [start(1)], hours=[]), "Hours_List: список пуст"),
        (small().replace(b"Official", b"Mornings_Afternoons"), "в режиме «Mornings_Afternoons»"),
        (small().replace(b'"6.8.5"', b'"4.3.1"'), "версия FET: «4.3.1». Ожидается версия от 5 до 7"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, told: str) -> None:
    assert told in refused(data)


def test_teacher_or_class_in_two_places_at_once_is_refused() -> None:
    lessons = [activity(1, "7А", "Иванова"), activity(2, "7Б", "Иванова"), activity(3, "7А", "Петров")]
    told = refused(fet({"7А": {}, "7Б": {}}, lessons, [start(1), start(2), start(3)]))
    assert "учитель «Иванова» стоит сразу в двух занятиях (Понедельник, 1)" in told
    assert "класс «7А» стоит сразу в двух занятиях" in told


def test_halves_of_a_class_may_learn_at_once_but_not_beside_the_whole() -> None:
    years: Sets = {"7А": {"7А девочки": [], "7А мальчики": []}}
    halves = [activity(1, "7А девочки", "Иванова"), activity(2, "7А мальчики", "Петров"), activity(3, "7А")]
    assert read_fet(fet(years, halves, [start(1), start(2), start(3, hour="2")]), "a.fet")
    assert "класс «7А» стоит" in refused(fet(years, halves, [start(1), start(2, hour="2"), start(3)]))


def test_two_weeks_of_days_become_a_and_b() -> None:
    days = ["Понедельник 1", "Вторник 1", "Понедельник 2", "Вторник 2"]
    timetable = read_fet(fet({"7А": {}}, [activity(1, "7А")], [start(1, days[2])], days=days), "a.fet")
    assert [(day.weekday, day.weeks) for day in timetable.days] == [(1, "A"), (2, "A"), (1, "B"), (2, "B")]


def test_days_without_weekdays_are_taken_in_order_with_a_warning() -> None:
    timetable = read_fet(fet({"7А": {}}, [activity(1, "7А")], [start(1, "Д1")], days=["Д1", "Д2"]), "a.fet")
    assert [day.weekday for day in timetable.days] == [1, 2]
    assert "дни взяты по порядку" in str(timetable.warnings[0])


@pytest.mark.parametrize(
    ("names", "numbers", "starts"),
    [
        (["1 урок", "2 урок", "3 урок"], [1, 2, 3], None),
        (["0", "1", "2"], [0, 1, 2], None),
        (["Утро", "День", "Вечер"], [1, 2, 3], None),
        (
            ["0 урок 07:50", "1 урок 08:30", "2 урок 09:25"],
            [0, 1, 2],
            [time(7, 50), time(8, 30), time(9, 25)],
        ),
        (
            ["13.30 - 14.10", "14.20 - 15.00", "15.10 - 15.50"],
            [1, 2, 3],
            [time(13, 30), time(14, 20), time(15, 10)],
        ),
    ],
)
def test_hours_give_numbers_and_bells_where_they_name_them(
    names: list[str], numbers: list[int], starts: list[time] | None
) -> None:
    timetable = read_fet(
        fet({"7А": {}}, [activity(1, "7А")], [start(1, hour=names[0])], hours=names), "a.fet"
    )
    assert [hour.number for hour in timetable.hours] == numbers
    assert [hour.starts for hour in timetable.hours if hour.starts] == (starts or [])
    assert timetable.has_bells is bool(starts)


def test_lesson_ends_when_named_or_before_the_next_begins() -> None:
    names = ["08:00-08:40", "08:50", "09:20"]
    timetable = read_fet(fet({"7А": {}}, [activity(1, "7А")], [start(1, hour="08:50")], hours=names), "a.fet")
    assert [hour.ends for hour in timetable.hours] == [time(8, 40), time(9, 20), time(10, 5)]
