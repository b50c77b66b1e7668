"""OneRoster packages that cannot be taken in, and what the secretary reads."""

from pathlib import Path

import pytest

from tests.imports.oneroster_samples import in_folder, in_zip, package_1_1, package_1_2, with_row
from webapp.imports.oneroster_files import read_oneroster, read_oneroster_zip
from webapp.imports.problems import ImportProblem


def refused(files: dict[str, str]) -> str:
    with pytest.raises(ImportProblem) as refusal:
        read_oneroster_zip(in_zip(files), "school.zip")
    return str(refusal.value)


def changed(name: str, old: str, new: str) -> str:
    """What is told when one file of a good package of 1.1 reads otherwise."""
    files = package_1_1()
    assert old in files[name]
    return refused({**files, name: files[name].replace(old, new)})


def test_unknown_role_is_told_as_a_sentence() -> None:
    assert changed("users", "o1,teacher", "o1,techer") == (
        "Файл users.csv, строка 4, столбец role: «techer» — такой роли нет. Ожидается одно из: "
        "administrator, aide, guardian, parent, proctor, relative, student, teacher."
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "enrollments",
            "s1,student",
            "s1,pupil",
            "enrollments.csv, строка 2, столбец role: «pupil» — такой роли нет",
        ),
        (
            "enrollments",
            "o1,s2",
            "o1,s9",
            "строка 3, столбец userSourcedId: «s9» — такой записи нет в users.csv",
        ),
        ("enrollments", "k2,o1", "k9,o1", "столбец classSourcedId: «k9» — такой записи нет в classes.csv"),
        (
            "enrollments",
            "2027-05-31",
            "31.05.2027",
            "столбец endDate: «31.05.2027» — такой даты нет. Ожидается дата",
        ),
        ("enrollments", "2027-05-31", "2026-08-31", "столбец endDate: 2026-08-31 раньше, чем beginDate"),
        ("classes", "scheduled", "lesson", "столбец classType: «lesson» — такого значения нет"),
        ("classes", "k2,,,Физика 7А,7,c1", "k2,,,Физика 7А,7,c7", "«c7» — такой записи нет в courses.csv"),
        ("classes", "o1,y1,\nk2", '"o1","y1,y2",\nk2', "«y2» — такой записи нет в academicSessions.csv"),
        ("users", "m1,7", "m9,7", "столбец agentSourcedIds: «m9» — такой записи нет в users.csv"),
        (
            "users",
            "true,o1,student,petrov",
            "да,o1,student,petrov",
            "столбец enabledUser: «да» — такого значения нет",
        ),
        ("users", "student,petrov", "student,", "строка 2, столбец username: пусто"),
        ("users", "s2,,", "s1,,", "строка 3, столбец sourcedId: «s1» уже есть в строке 2"),
        ("users", "s2,,", "s2,deleted,", "столбец status: «deleted» — такого состояния нет"),
        ("users", ",familyName", ",surname", "users.csv, строка 1: нет столбца «familyName»"),
        ("demographics", "2013-02-01", "2013-02-31", "столбец birthDate: «2013-02-31» — такой даты нет"),
        ("academicSessions", "2026-09-01", "", "строка 2, столбец startDate: пусто"),
        ("manifest", "version,1.1", "version,2.0", "manifest.csv: версия OneRoster: «2.0»"),
        (
            "manifest",
            "users,bulk",
            "users,full",
            "manifest.csv, строка 10, столбец value: «full» — такого способа",
        ),
        ("manifest", "demographics,bulk", "roles,bulk", "roles.csv: файла нет, а в manifest.csv он назван"),
    ],
)
def test_what_is_wrong_is_said_with_file_row_and_column(name: str, old: str, new: str, told: str) -> None:
    assert told in changed(name, old, new)


def test_all_files_are_looked_through_before_anything_is_said() -> None:
    files = package_1_1()
    users = files["users"].replace("o1,teacher", "o1,techer")
    enrollments = with_row(files["enrollments"], "e9,,,k1,o1,nobody,student,,,")
    told = refused({**files, "users": users, "enrollments": enrollments})
    assert "«techer»" in told
    assert "«nobody»" in told


def test_delta_needs_a_status_in_each_row() -> None:
    files = package_1_1()
    delta = files["manifest"].replace("users,bulk", "users,delta")
    assert "столбец status: пусто, а файл передан как delta" in refused({**files, "manifest": delta})


def test_roles_of_1_2_are_checked_by_their_own_list() -> None:
    files = package_1_2()
    told = refused(
        {**files, "roles": files["roles"].replace("secondary,principal", "secondary,administrator")}
    )
    assert "roles.csv, строка 5, столбец role: «administrator» — такой роли нет" in told


def test_file_in_cp1251_is_named(tmp_path: Path) -> None:
    folder = in_folder(tmp_path, package_1_1())
    text = (folder / "users.csv").read_text(encoding="utf-8")
    (folder / "users.csv").write_bytes(text.encode("cp1251"))
    with pytest.raises(
        ImportProblem, match=r"Файл users\.csv, строка 2: файл записан не в UTF-8, похоже, в Windows"
    ):
        read_oneroster(folder)


def test_folder_and_zip_without_the_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "другое.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(ImportProblem, match="нет ни одного файла OneRoster"):
        read_oneroster(tmp_path)
    assert "нет ни одного файла OneRoster" in refused({"другое": "a,b\n"})
    with pytest.raises(ImportProblem, match="такого файла нет"):
        read_oneroster(tmp_path / "нет.zip")


def test_files_spread_over_folders_are_refused() -> None:
    files = package_1_1()
    files["ещё/users"] = files["users"]
    assert "лежат в разных папках" in refused(files)


def test_hostile_zip_is_refused() -> None:
    assert "ведёт за его пределы" in refused({"../users": "sourcedId\n"})
