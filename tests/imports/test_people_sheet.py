"""The office's own list: what a person types into Excel, and who comes out of it."""

from datetime import date

import pytest

from tests.imports.people_samples import CHILD, HEADINGS, MOTHER, TODAY, Value, child, workbook
from webapp.imports.people_sheet import PeopleSheet, SheetGuardian, read_people, template
from webapp.imports.people_template import FOREIGN_EXAMPLE as EXAMPLE
from webapp.imports.people_template import FOREIGN_HEADINGS as TEMPLATE_HEADINGS
from webapp.imports.xlsx_file import read_sheets


def read(*rows: list[Value], **how: object) -> PeopleSheet:
    return read_people(workbook(*rows, **how), "список.xlsx", TODAY)  # type: ignore[arg-type]


def names(sheet: PeopleSheet) -> list[str]:
    return [f"{one.surname} {one.given_name} {one.patronymic}".strip() for one in sheet.guardians]


def told(sheet: PeopleSheet) -> str:
    return "\n".join(map(str, sheet.warnings))


def test_row_becomes_a_student_with_guardians() -> None:
    father = ("Петров Илья Иванович", "8 (926) 765-43-21", None)
    sheet = read([*CHILD, *MOTHER, *father])
    student = sheet.students[0]
    assert (student.surname, student.given_name, student.patronymic) == ("Петров", "Пётр", "Ильич")
    assert (student.class_name.title, student.birth_date, student.row) == ("7А", date(2013, 2, 1), 2)
    assert sheet.guardians == (
        SheetGuardian("Петрова", "Мария", "Олеговна", ("+79161234567",), ("maria@example.org",), (2,)),
        SheetGuardian("Петров", "Илья", "Иванович", ("+79267654321",), (), (2,)),
    )
    assert [(tie.guardian, tie.kind) for tie in student.guardians] == [(0, "guardian"), (1, "guardian")]
    assert sheet.counts() == {"classes": 1, "students": 1, "guardians": 2, "ties": 2}
    assert not sheet.warnings


@pytest.mark.parametrize(
    "phone",
    [
        *(79161234567.0, 89161234567, 9161234567, "9161234567", "7916\u00a01234567", "+79161234567.0"),
        *("8 916 123-45-67", "+7 (916) 123 45 67", "8-916-123-45-67 доб. 12"),
    ],
)
def test_phone_is_read_however_it_was_typed(phone: Value) -> None:
    assert read([*CHILD, "Петрова Мария", phone]).guardians[0].phones == ("+79161234567",)


@pytest.mark.parametrize("between", [", ", "; ", "\n", " / ", " и "])
def test_several_phones_are_all_kept(between: str) -> None:
    phones = f"8 916 123-45-67{between}8 926 765-43-21"
    assert read([*CHILD, "Петрова Мария", phones]).guardians[0].phones == ("+79161234567", "+79267654321")


def test_phone_of_another_country_is_kept() -> None:
    assert read([*CHILD, "Петрова Мария", "+375 29 123-45-67"]).guardians[0].phones == ("+375291234567",)


@pytest.mark.parametrize(
    "born",
    [
        *(date(2013, 2, 1), 41306, 41306.0, "41306", "2013-02-01", "2013-02-01 00:00:00"),
        *("01.02.2013", "1.2.2013", "01.02.2013 г.", "01/02/2013", "01-02-2013", " 01.02.2013\u00a0"),
    ],
)
def test_date_is_read_however_it_was_typed(born: Value) -> None:
    assert read(child("Пётр", born=born)).students[0].birth_date == date(2013, 2, 1)


def test_names_lose_stray_blanks_and_keep_their_letters() -> None:
    row: list[Value] = [" 7 «а» ", "\u00a0КОРОЛЁВА  ", "алёна", "Игоревна\u200b", date(2013, 2, 1)]
    student = read(row).students[0]
    assert (student.surname, student.given_name, student.patronymic) == ("Королёва", "Алёна", "Игоревна")
    assert student.class_name.title == "7А"


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("Салтыков-щедрин", "Салтыков-щедрин"),
        ("САЛТЫКОВ-ЩЕДРИН", "Салтыков-Щедрин"),
        ("О'Коннор", "О'Коннор"),
        ("Ивaнoв", "Иванов"),
        ("Smith", "Smith"),
        ("де Сильва", "Де Сильва"),
    ],
)
def test_surname_keeps_its_form(typed: str, read_as: str) -> None:
    assert read(child("Пётр", surname=typed)).students[0].surname == read_as


def test_patronymic_may_be_missing_or_have_a_particle() -> None:
    sheet = read(child("Али", patronymic="Гасан ОГЛЫ"), child("Анна", patronymic=None))
    assert [one.patronymic for one in sheet.students] == ["Гасан оглы", ""]


def test_classes_typed_in_many_ways_are_one() -> None:
    ways = ["7А", "7 а", "7-А", '7 "А"', "7A", "VII А"]
    sheet = read(*(child(f"Имя{'абвгде'[n]}", school_class=way) for n, way in enumerate(ways)))
    assert [one.title for one in sheet.classes()] == ["7А"]


def test_twins_are_two_students() -> None:
    sheet = read(child("Пётр", *MOTHER), child("Павел", *MOTHER))
    assert [one.given_name for one in sheet.students] == ["Пётр", "Павел"]
    assert names(sheet) == ["Петрова Мария Олеговна"]
    assert sheet.guardians[0].rows == (2, 3)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Петрова Мария Олеговна", "89161234567"), ("Петрова Мария Олеговна", "+7 916 123 45 67")),
        (("Петрова Мария", "89161234567"), ("Петрова Мария Олеговна", "89161234567")),
        (("Королёва Алёна", "89161234567"), ("КОРОЛЕВА АЛЕНА", "89161234567")),
        (("Петрова Мария", None, "M@example.org"), ("Петрова Мария", None, "m@example.org")),
        (("Петрова Мария", "89161234567", "m@example.org"), ("Петрова Мария", None, "m@example.org")),
    ],
)
def test_guardian_with_the_same_contact_and_name_is_one(
    first: tuple[Value, ...], second: tuple[Value, ...]
) -> None:
    sheet = read(child("Пётр", *first), child("Анна", *second, surname="Сидорова"))
    assert len(sheet.guardians) == 1
    assert sheet.guardians[0].patronymic in ("", "Олеговна")


def test_guardian_with_the_same_name_alone_is_not_one() -> None:
    sheet = read(
        child("Пётр", "Петрова Мария Олеговна"), child("Анна", "Петрова Мария Олеговна", surname="Петрова")
    )
    assert len(sheet.guardians) == 2


def test_guardian_with_the_same_phone_and_another_name_is_not_one_and_is_told() -> None:
    sheet = read(child("Пётр", "Петрова Мария", "89161234567"), child("Анна", "Котова Ирина", "89161234567"))
    assert len(sheet.guardians) == 2
    assert "+79161234567 указан у разных людей: «Петрова Мария, строка 2», «Котова Ирина, строка 3»" in told(
        sheet
    )


def test_parents_may_share_the_phone_of_the_family() -> None:
    parents = ("Петрова Мария", "89161234567", None, "Петров Илья", "89161234567", None)
    sheet = read(child("Пётр", *parents), child("Павел", *parents))
    assert names(sheet) == ["Петрова Мария", "Петров Илья"]
    assert not sheet.warnings


def test_namesakes_with_different_patronymics_stay_apart() -> None:
    sheet = read(
        child("Пётр", "Петрова Мария Олеговна", "89161234567"),
        child("Анна", "Петрова Мария Ивановна", "89161234567"),
        child("Олег", "Петрова Мария", "89161234567"),
    )
    assert len(sheet.guardians) == 2


def test_father_without_contacts_is_one_within_a_family() -> None:
    father = ("Петров Илья Иванович", None, None)
    sheet = read(child("Пётр", *MOTHER, *father), child("Павел", *MOTHER, *father))
    assert names(sheet) == ["Петрова Мария Олеговна", "Петров Илья Иванович"]
    assert sheet.students[0].guardians == sheet.students[1].guardians


def test_guardian_written_twice_for_a_child_is_told() -> None:
    sheet = read(child("Пётр", *MOTHER, *MOTHER))
    assert len(sheet.students[0].guardians) == 1
    assert "строка 2: Петрова Мария записан дважды" in told(sheet)


def test_headings_are_known_in_any_order_and_wording() -> None:
    headings = [
        "№ п/п",
        "Мама ФИО",
        "Телефон мамы",
        "ОТЧЕСТВО ",
        "имя ученика",
        "Фамилия  ученика",
        "Дата рожд.",
        "класс:",
        "E-mail матери",
        "Отец (ФИО)",
        "Моб. тел. отца",
        "Примечание",
    ]
    row: list[Value] = [1, "Петрова Мария", 89161234567, "Ильич", "Пётр", "Петров", "01.02.2013", "7а"]
    sheet = read([*row, "m@example.org", "Петров Илья", "89267654321", "аллергия"], headings=headings)
    assert names(sheet) == ["Петрова Мария", "Петров Илья"]
    assert [tie.kind for tie in sheet.students[0].guardians] == ["mother", "father"]
    assert sheet.guardians[0].emails == ("m@example.org",)


def test_guardian_in_three_cells_and_student_in_one_are_read() -> None:
    headings = ["ФИО ученика", "Класс", "Дата рождения", "Родитель 1: фамилия", "Родитель 1: имя"]
    headings += ["Родитель 1: отчество", "Телефон родителя 1", "Родитель 1: кем приходится"]
    row: list[Value] = [
        "Петров Пётр Ильич",
        "7А",
        date(2013, 2, 1),
        "Петрова",
        "Мария",
        "Олеговна",
        9161234567,
    ]
    sheet = read([*row, "Мать"], headings=headings)
    assert sheet.students[0].patronymic == "Ильич"
    assert names(sheet) == ["Петрова Мария Олеговна"]
    assert sheet.students[0].guardians[0].kind == "mother"


def test_title_above_blank_rows_below_and_repeated_headings_do_no_harm() -> None:
    blank: list[Value] = [" ", "\u00a0", None]
    sheet = read(child("Пётр"), blank, list(HEADINGS), child("Анна"), blank, blank, title="Список школы № 7")
    assert [one.row for one in sheet.students] == [4, 7]


def test_sheet_of_each_class_is_read_and_other_sheets_left_alone() -> None:
    more = [("8Б", [HEADINGS, child("Анна", school_class="8Б")]), ("Заметки", [["что", "сделать"]])]
    sheet = read(child("Пётр"), more_sheets=more)
    assert [one.class_name.title for one in sheet.students] == ["7А", "8Б"]


def test_template_filled_in_is_read_without_its_example() -> None:
    sheets = {sheet.name: sheet.rows for sheet in read_sheets(template(), "образец.xlsx")}
    assert sheets["Ученики"][0] == list(TEMPLATE_HEADINGS)
    assert sheets["Ученики"][1] == list(EXAMPLE)
    assert "Строка-образец" in {row[0] for row in sheets["Как заполнять"]}
    row: list[Value] = [*CHILD, "Петрова Мария", "мать", "8 916 123-45-67"]
    sheet = read(list(EXAMPLE), row, headings=TEMPLATE_HEADINGS)
    assert [one.given_name for one in sheet.students] == ["Пётр"]
    assert sheet.students[0].guardians[0].kind == "mother"
    assert names(sheet) == ["Петрова Мария"]
    assert "строка 2: строка-образец пропущена" in told(sheet)
