"""`zvonok import …` as it is typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.imports.everything import everything, url
from tests.imports.fet_samples import small
from tests.imports.oneroster_samples import in_zip, package_1_1
from tests.imports.people_samples import child, workbook
from tests.imports.real_input import ONEROSTER
from tests.imports.refused_files import Refused, each_refused
from webapp.imports.commands import imports
from webapp.imports.xlsx_file import read_sheets
from webapp.people.models import Student, User
from webapp.school.models import Bell, School

pytestmark = pytest.mark.whole

YEAR = ("--from", "2026-09-01", "--to", "2027-05-31")
HOW = {"timetable": ("fet", "--school", "Школа № 12", *YEAR), "people": ("people", "--school", "Школа № 12")}


@pytest.fixture
def zvonok(cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Type a command over the cast's database."""
    monkeypatch.setenv("ZVONOK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", url())

    def typed(*words: object) -> Result:
        return CliRunner().invoke(imports, [str(word) for word in words])

    return typed


def kept(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@each_refused
def test_a_wrong_file_is_told_and_not_one_row_changes(zvonok, tmp_path, refused: Refused):
    before = everything()
    said = zvonok(*HOW.get(refused.kind, ("oneroster",)), kept(tmp_path, refused.name, refused.data))
    assert said.exit_code == 1
    assert all(words in said.stderr for words in refused.told), said.stderr
    assert said.stderr.rstrip().endswith("Ничего не изменено.")
    assert "Traceback" not in said.output
    assert everything() == before


def test_what_is_refused_while_it_is_taken_changes_nothing(zvonok, tmp_path):
    zvonok("oneroster", kept(tmp_path, "a.zip", in_zip(package_1_1())))
    before = everything()
    files = package_1_1()
    files["orgs"] = files["orgs"].replace("Школа № 7", "Лицей")
    said = zvonok("oneroster", kept(tmp_path, "b.zip", in_zip(files)))
    assert (said.exit_code, everything() == before) == (1, True)
    assert "номер школы «Школа № 7»" in said.stderr


def test_oneroster_prints_its_counts_as_json(zvonok):
    said = json.loads(zvonok("oneroster", ONEROSTER, "--json").stdout)
    assert (said["users"], said["enrollments"], said["unchanged"]) == (20, 30, False)
    assert said["kinds"]["enrollments"] == {"new": 30, "changed": 0, "unchanged": 0, "gone": 0}
    assert json.loads(zvonok("oneroster", ONEROSTER, "--json").stdout)["unchanged"] is True


@pytest.mark.parametrize(
    ("words", "name", "data"),
    [
        (HOW["timetable"], "small.fet", small()),
        (HOW["people"], "list.xlsx", workbook(child("Пётр"))),
        (("oneroster",), "roster.zip", in_zip(package_1_1())),
    ],
    ids=["fet", "people", "oneroster"],
)
def test_a_dry_run_tells_what_the_deed_does_and_changes_nothing(zvonok, tmp_path, words, name, data):
    path, before = kept(tmp_path, name, data), everything()
    dry = json.loads(zvonok(*words, path, "--dry-run", "--json").stdout)
    assert everything() == before
    assert dry.pop("dry_run") is True
    assert json.loads(zvonok(*words, path, "--json").stdout) == dry
    assert not dry["unchanged"]


def test_a_new_school_is_made_by_its_name(zvonok, tmp_path):
    said = zvonok("people", kept(tmp_path, "a.xlsx", workbook(child("Пётр"))), "--school", "Новая")
    assert said.exit_code == 0
    assert Student.select().join(School).where(School.name == "Новая").count() == 1
    assert "Ученики: новых 1" in said.stdout
    assert "7А: Петров Пётр Ильич" in said.stdout


def test_of_a_partial_list_nobody_leaves(zvonok, tmp_path, cast):
    path = kept(tmp_path, "a.xlsx", workbook(child("Новый")))
    assert "нет в файле 3" in zvonok(*HOW["people"], path, "--dry-run").stdout
    zvonok(*HOW["people"], path, "--partial")
    assert User.get_by_id(cast.users["masha"]).ended_on is None


def test_bells_come_with_a_timetable(zvonok, tmp_path):
    rows = "\n".join(f"{n},{7 + n:02}:00,{7 + n:02}:40" for n in range(1, 7))
    bells = kept(tmp_path, "bells.csv", f"номер,начало,конец\n{rows}\n".encode())
    path = kept(tmp_path, "small.fet", small())
    assert zvonok("fet", path, "--school", "Новая", *YEAR, "--bells", bells).exit_code == 0
    assert Bell.select().where(Bell.ends == "08:40").count() == 1
    broken = kept(tmp_path, "bells.csv", b"a,b\n1,2\n")
    said = zvonok("fet", path, "--school", "Новая", *YEAR, "--bells", broken)
    assert (said.exit_code, "нет столбца «номер»" in said.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--from", "2027-09-01", "--to", "2027-05-31"), "последний день раньше первого"),
        ((*YEAR, "--country", "XX"), "праздники страны 'XX' неизвестны"),
    ],
)
def test_wrong_options_are_told(zvonok, tmp_path, words, told):
    said = zvonok("fet", kept(tmp_path, "a.fet", small()), "--school", "Новая", *words)
    assert said.exit_code == 2
    assert told in said.stderr
    assert not School.select().where(School.name == "Новая").exists()


def test_the_template_is_written_once(zvonok, tmp_path):
    path = tmp_path / "list.xlsx"
    assert zvonok("template", path).exit_code == 0
    assert read_sheets(path.read_bytes(), path.name)[0].rows[0][0] == "Класс"
    again = zvonok("template", path)
    assert (again.exit_code, "уже есть" in again.stderr) == (1, True)
