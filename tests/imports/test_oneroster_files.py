"""OneRoster packages of 1.1 and 1.2 that are as they should be, and what is made of them."""

import csv
from datetime import date
from pathlib import Path

from tests.imports.oneroster_samples import (
    ROLES_HEADING,
    in_folder,
    in_zip,
    manifest,
    package_1_1,
    package_1_2,
    with_row,
)
from tests.imports.real_input import ONEROSTER
from webapp.imports.oneroster_files import read_oneroster, read_oneroster_zip
from webapp.imports.oneroster_roster import HeldRole, Roster, Tie


def read(files: dict[str, str]) -> Roster:
    return read_oneroster_zip(in_zip(files), "school.zip")


def roles(roster: Roster) -> dict[str, list[str]]:
    return {person.id: [role.kind for role in person.roles] for person in roster.people}


def told(roster: Roster) -> str:
    return "\n".join(map(str, roster.warnings))


def test_sample_school_comes_in_whole() -> None:
    roster = read_oneroster(ONEROSTER)
    assert roster.counts() == {
        "orgs": 1,
        "sessions": 4,
        "courses": 2,
        "classes": 5,
        "users": 20,
        "students": 18,
        "teachers": 2,
        "guardians": 0,
        "enrollments": 30,
    }
    with (ONEROSTER / "enrollments.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(one.person_id, one.class_id, one.role) for one in roster.enrolments] == [
        (row["userSourcedId"], row["classSourcedId"], row["role"]) for row in rows
    ]


def test_enrolment_decides_who_teaches_in_the_sample() -> None:
    roster = read_oneroster(ONEROSTER)
    assert [number for number, kinds in roles(roster).items() if kinds == ["teacher"]] == ["us0001", "us0002"]
    assert "людей: 2 («us0001», «us0002»); взята роль из enrollments.csv" in told(roster)


def test_unknown_line_of_the_manifest_is_told_with_its_row() -> None:
    assert "manifest.csv, строка 10: строка «fiel.demographics» неизвестна" in told(read_oneroster(ONEROSTER))


def test_folder_and_zip_give_the_same(tmp_path: Path) -> None:
    files = package_1_1()
    from_folder = read_oneroster(in_folder(tmp_path, files))
    zipped = tmp_path / "school.zip"
    zipped.write_bytes(in_zip(files, "выгрузка/"))
    assert from_folder == read_oneroster(zipped) == read(files)


def test_people_of_1_1_are_read() -> None:
    roster = read(package_1_1())
    student, _, teacher, mother = roster.people
    assert (student.surname, student.given_name, student.patronymic) == ("Петров", "Пётр", "Ильич")
    assert (student.email, student.birth_date, student.grades) == (
        "p.petrov@school.example",
        date(2013, 2, 1),
        ("7",),
    )
    assert teacher.phone == "+79161234567"
    assert mother.phone == "+79267654321"
    assert roles(roster) == {"s1": ["student"], "s2": ["student"], "t1": ["teacher"], "m1": ["guardian"]}
    assert roster.ties == (Tie("m1", "s1"),)
    assert not roster.warnings


def test_classes_courses_and_enrolments_are_read() -> None:
    roster = read(package_1_1())
    assert [(one.title, one.homeroom, one.course_id) for one in roster.classes] == [
        ("7А", True, "c0"),
        ("Физика 7А", False, "c1"),
    ]
    first, _, last = roster.enrolments
    assert (first.role, first.starts, first.ends) == ("student", date(2026, 9, 1), date(2027, 5, 31))
    assert (last.role, last.primary, last.starts) == ("teacher", True, None)
    assert roster.sessions[0].ends == date(2027, 5, 31)


def test_roles_of_1_2_come_from_their_own_file() -> None:
    roster = read(package_1_2())
    assert roles(roster) == {
        "s1": ["student"],
        "s2": ["student"],
        "t1": ["teacher", "head"],
        "m1": ["guardian"],
    }
    assert roster.people[2].roles[0] == HeldRole("teacher", "o1", date(2026, 9, 1), date(2027, 8, 31))
    assert roster.people[0].org_ids == ("o1",)
    assert not roster.warnings


def test_enrolment_decides_in_1_2_too_and_other_roles_stay() -> None:
    swapped = package_1_2()["roles"].replace("t1,primary,teacher", "t1,primary,student")
    roster = read(package_1_2(roles=swapped))
    assert roles(roster)["t1"] == ["teacher", "head"]
    assert "roles.csv и в enrollments.csv различается, людей: 1 («t1»)" in told(roster)


def test_who_learns_and_teaches_has_both_roles_and_is_told() -> None:
    extra = with_row(package_1_1()["enrollments"], "e4,,,k2,o1,s1,teacher,,,")
    roster = read(package_1_1(enrollments=extra))
    assert sorted(roles(roster)["s1"]) == ["student", "teacher"]
    assert "и учатся, и учат, людей: 1 («s1»)" in told(roster)


def test_word_for_a_role_decides_what_opens() -> None:
    words = (
        "relative guardian aide counselor proctor principal siteAdministrator districtAdministrator ext:tutor"
    )
    rows = [f"x{n},,,m1,secondary,{word},,,o1," for n, word in enumerate(words.split())]
    files = package_1_2(roles=ROLES_HEADING + "\n".join(rows) + "\n")
    roster = read(files)
    assert roles(roster)["m1"] == ["guardian", "guardian", "head", "operator"]
    for word in ("aide", "counselor", "proctor", "districtAdministrator", "ext:tutor"):
        assert f"роли {word} здесь нет" in told(roster)


def test_enrolment_that_makes_no_member_is_kept_without_a_role() -> None:
    extra = with_row(package_1_1()["enrollments"], "e4,,,k2,o1,m1,proctor,,,")
    roster = read(package_1_1(enrollments=extra))
    assert roster.enrolments[-1].role == ""
    assert "роль не учитель и не ученик, записей: 1 («e4»)" in told(roster)


def test_deleted_records_are_marked_and_not_counted() -> None:
    gone = package_1_1()["users"].replace("s2,,,true", "s2,tobedeleted,2026-11-01T00:00:00.000Z,true")
    roster = read(package_1_1(users=gone))
    assert [person.deleted for person in roster.people] == [False, True, False, False]
    assert roster.counts()["users"] == 3


def test_delta_may_refer_to_what_came_before() -> None:
    heading = package_1_1()["enrollments"].splitlines()[0]
    row = "e9,active,2026-11-01T00:00:00.000Z,k9,o1,s9,student,,,"
    files = {"enrollments": f"{heading}\n{row}\n"}
    absent = "file.users,absent\nfile.orgs,absent\n"
    roster = read({**files, "manifest": manifest(files, "1.1", "delta", absent)})
    assert roster.modes["enrollments"] == "delta"
    assert roster.enrolments[0].person_id == "s9"


def test_more_columns_other_order_and_a_byte_order_mark_are_fine() -> None:
    orgs = "\ufefftype,metadata.note,name,sourcedId\nschool,да,Школа № 7,o1\n"
    assert read(package_1_1(orgs=orgs)).orgs[0].name == "Школа № 7"


def test_file_that_the_manifest_calls_absent_is_left_out_with_a_warning() -> None:
    files = package_1_1()
    roster = read(
        {**files, "manifest": files["manifest"].replace("demographics,bulk", "demographics,absent")}
    )
    assert roster.people[0].birth_date is None
    assert "demographics.csv: в manifest.csv сказано, что файла нет" in told(roster)


def test_file_that_the_manifest_does_not_name_is_read_with_a_warning() -> None:
    files = package_1_1()
    roster = read({**files, "manifest": files["manifest"].replace("file.demographics,bulk\n", "")})
    assert roster.people[0].birth_date == date(2013, 2, 1)
    assert "demographics.csv: файл не назван в manifest.csv" in told(roster)


def test_package_without_manifest_is_read_with_a_warning() -> None:
    files = package_1_2()
    del files["manifest"]
    roster = read(files)
    assert roster.version == "1.2"
    assert "manifest.csv: файла нет" in told(roster)


def test_files_of_no_use_are_told_and_left_alone() -> None:
    assert "results.csv: файл не читается" in told(read(package_1_1(results="что угодно")))


def test_phone_that_is_none_is_left_out_with_a_warning() -> None:
    users = package_1_1()["users"].replace("8 916 123-45-67", "спросить у секретаря")
    roster = read(package_1_1(users=users))
    assert roster.people[2].phone == ""
    assert "users.csv, строка 4, столбец sms: «спросить у секретаря»" in told(roster)
