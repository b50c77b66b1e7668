"""A copy of everything, taken while others write, whole or not there at all."""

import json
import resource
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.keeping.places import Place
from webapp.keeping.archive import MANIFEST, whole_file
from webapp.school.models import School

pytestmark = pytest.mark.whole

WRITER = "tests.keeping.mark_writer"


def manifest_of(path: Path) -> dict:
    with tarfile.open(path) as tar:
        file = tar.extractfile(MANIFEST)
        assert file
        return json.load(file)


def test_backup_restored_elsewhere_has_every_row_of_every_table(home: Place, backup: Path, elsewhere: Place):
    result = elsewhere.run("restore", backup)
    assert result.exit_code == 0, result.output
    assert "Ошибок: 0, предупреждений: 0." in result.output
    was, now = home.rows(), elsewhere.rows()
    assert was.keys() == now.keys()
    for table, rows in was.items():
        assert now[table] == rows, table
    assert len(was["mark"]) == 3
    assert len(was["mark_version"]) == 4


def test_backup_brings_secret_and_uploads_back(home: Place, backup: Path, elsewhere: Place):
    elsewhere.run("restore", backup)
    assert (elsewhere.folder / "secret").read_text() == "0123456789abcdef"
    assert (elsewhere.folder / "secret").stat().st_mode & 0o77 == 0
    for name in ("uploads/7/работа.pdf", "uploads/empty"):
        assert (elsewhere.folder / name).read_bytes() == (home.folder / name).read_bytes()


def test_sequences_go_on_where_they_were(home: Place, backup: Path, elsewhere: Place):
    elsewhere.run("restore", backup)
    elsewhere.open()
    there = {school.id for school in School.select()}
    assert School.create(name="Новая школа").id not in there


def test_backup_is_readable_by_its_owner_alone_and_says_what_is_in_it(backup: Path):
    assert backup.stat().st_mode & 0o77 == 0
    manifest = manifest_of(backup)
    assert manifest["rows"]["mark"] == 3
    assert manifest["made_at"].startswith("2026-11-18")
    assert manifest["files"]["uploads/empty"][1] == 0


def test_backup_into_a_folder_is_named_after_its_time(home: Place, tmp_path: Path):
    (tmp_path / "copies").mkdir()
    home.run("backup", tmp_path / "copies")
    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["zvonok-20261118-050500.tar.gz"]


def test_an_earlier_backup_is_never_overwritten(home: Place, backup: Path):
    before = backup.read_bytes()
    result = home.run("backup", backup)
    assert result.exit_code == 1
    assert "уже есть" in result.output
    assert backup.read_bytes() == before


def test_a_missing_folder_is_told_plainly(home: Place, tmp_path: Path):
    result = home.run("backup", tmp_path / "nowhere" / "copy.tar.gz")
    assert result.exit_code == 1
    assert "nowhere нет" in result.output


def test_a_copy_that_breaks_off_leaves_no_file(tmp_path: Path):
    with pytest.raises(RuntimeError), whole_file(tmp_path / "copy") as file:
        file.write(b"half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_a_full_disk_is_told_plainly_and_leaves_nothing(home: Place, tmp_path: Path):
    copies = tmp_path / "copies"
    copies.mkdir()
    done = subprocess.run(
        [Path(sys.executable).with_name("zvonok"), "backup", copies],
        env={**home.environment, "PYTHONDONTWRITEBYTECODE": "1"},  # a cut .pyc would outlive the test
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "Копия не сделана" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(copies.iterdir()) == []


@pytest.mark.server
def test_backup_taken_while_marks_are_given_is_of_one_instant(home: Place, elsewhere: Place, tmp_path: Path):
    """Each mark comes with its version, its change and its receipt: the copy holds all or none of them."""
    writer = subprocess.Popen(
        [sys.executable, "-m", WRITER, home.url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout and writer.stdout.readline() == "ready\n"
        path = tmp_path / "busy.tar.gz"
        assert home.run("backup", path).exit_code == 0
        written, _ = writer.communicate("\n", timeout=60)
    finally:
        writer.kill()
        writer.wait()
    rows = manifest_of(path)["rows"]
    assert 3 < rows["mark"] < 3 + int(written)
    assert rows["mark"] == rows["receipt"] == rows["mark_version"] - 1 == rows["change"] - 1
    result = elsewhere.run("restore", path)
    assert "Ошибок: 0" in result.output, result.output
    assert len(elsewhere.rows()["mark"]) == rows["mark"]
