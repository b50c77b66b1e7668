"""A backup is checked before it replaces anything; what was there is kept."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cast import Cast
from tests.keeping.places import Place
from webapp import db, migrating
from webapp.keeping.archive import MANIFEST
from webapp.keeping.holding import hold
from webapp.school.models import School

pytestmark = pytest.mark.whole

Members = dict[str, bytes]


def rewritten(backup: Path, change: Callable[[Members], object]) -> Path:
    """The backup with its members changed."""
    with tarfile.open(backup) as tar:
        members = {info.name: tar.extractfile(info).read() for info in tar}  # type: ignore[union-attr]
    change(members)
    with tarfile.open(path := backup.with_name("changed.tar.gz"), "w:gz") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def in_manifest(**fields: object) -> Callable[[Members], object]:
    """Changes fields of the manifest."""

    def change(members: Members) -> None:
        manifest = json.loads(members[MANIFEST])
        members[MANIFEST] = json.dumps({**manifest, **fields}).encode()

    return change


DAMAGES: dict[str, tuple[Callable[[Members], object], str]] = {
    "a changed upload": (lambda m: m.update({"uploads/empty": b"x"}), "uploads/empty не сходится"),
    "a missing upload": (lambda m: m.pop("uploads/empty"), "uploads/empty не сходится"),
    "a changed secret": (lambda m: m.update(secret=b"f" * 16), "secret не сходится"),
    "no manifest": (lambda m: m.pop(MANIFEST), "в ней нет описи"),
    "a path out of the folder": (lambda m: m.update({"uploads/../../x": b"x"}), "посторонний файл"),
    "a strange file": (lambda m: m.update({"evil.py": b"x"}), "посторонний файл"),
    "another format": (in_manifest(format=2), "другой версией"),
    "a newer schema": (in_manifest(migrations=["9999_future"]), "более новой версией"),
    "too few rows": (in_manifest(rows={"mark": 4}), "в таблице mark строк 3, а по описи 4"),
    "another engine": (in_manifest(engine="oracle"), "снята с базы oracle"),
}


ON_BOTH = ("too few rows", "another engine")


@pytest.mark.parametrize(
    ("damage", "cast"),
    [*((name, "sqlite") for name in DAMAGES), *((name, "postgres") for name in ON_BOTH)],
    indirect=["cast"],
)
def test_a_damaged_copy_is_refused_and_nothing_changes(
    damage: str, home: Place, backup: Path, elsewhere: Place
):
    change, text = DAMAGES[damage]
    before = elsewhere.rows()
    result = elsewhere.run("restore", rewritten(backup, change))
    assert result.exit_code == 1
    assert text.casefold() in result.output.casefold()
    assert elsewhere.rows() == before == {}
    assert not (elsewhere.folder / "uploads").exists()
    assert [file.name for file in elsewhere.folder.iterdir() if "restor" in file.name] == []


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
@pytest.mark.parametrize("content", [b"", b"not an archive", None])
def test_a_file_that_is_no_backup_is_refused(
    content: bytes | None, home: Place, backup: Path, elsewhere: Place
):
    backup.write_bytes(backup.read_bytes()[:-5000] if content is None else content)
    result = elsewhere.run("restore", backup)
    assert result.exit_code == 1
    assert "не прочесть" in result.output or "неполна" in result.output
    assert not (elsewhere.folder / "zvonok.db").exists()


def test_data_that_is_there_is_not_replaced_unasked(home: Place, backup: Path):
    before = home.rows()
    result = home.run("restore", backup)
    assert result.exit_code == 1
    assert "--replace" in result.output
    assert home.rows() == before


def test_replace_keeps_what_was_there_aside(home: Place, backup: Path):
    home.open()
    School.create(name="После копии")
    db.database.close_all()
    (home.folder / "secret").write_text("another")
    result = home.run("restore", backup, "--replace")
    assert result.exit_code == 0, result.output
    home.open()
    assert not School.select().where(School.name == "После копии").exists()
    aside = home.folder / "before_restore_20261118_050500"
    assert (aside / "secret").read_text() == "another"
    assert (aside / "uploads" / "empty").exists()
    assert str(aside) in result.output
    if not db.is_sqlite():
        kept = db.database.execute_sql("SELECT name FROM before_restore_20261118_050500.school ORDER BY id")
        assert ("После копии",) in kept.fetchall()
        return
    file = next(aside.glob("*.db"))
    old = Place(home.folder, f"sqlite:///{file}")
    assert any("После копии" in row for row in old.rows()["school"])


def test_a_restored_database_can_be_backed_up_and_restored_again(home: Place, backup: Path, tmp_path: Path):
    """On PostgreSQL the schema kept aside is no part of the next backup."""
    before = home.rows()
    assert home.run("restore", backup, "--replace").exit_code == 0
    again = tmp_path / "again.tar.gz"
    assert home.run("backup", again).exit_code == 0
    (home.folder / "before_restore_20261118_050500").rename(tmp_path / "aside")
    if not db.is_sqlite():
        home.open().execute_sql("ALTER SCHEMA before_restore_20261118_050500 RENAME TO before_restore_1")
        db.database.close_all()
    result = home.run("restore", again, "--replace")
    assert result.exit_code == 0, result.output
    assert home.rows() == before


def test_a_migrated_but_empty_database_may_be_replaced(home: Place, backup: Path, elsewhere: Place):
    assert elsewhere.run("migrate").exit_code == 0
    result = elsewhere.run("restore", backup)
    assert result.exit_code == 0, result.output
    assert elsewhere.rows() == home.rows()


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_a_database_beyond_repair_is_replaced_and_kept(home: Place, backup: Path, elsewhere: Place):
    (elsewhere.folder / "zvonok.db").write_bytes(b"\0garbage" * 5000)
    assert "zvonok restore" in elsewhere.run("verify").output
    assert elsewhere.run("restore", backup).exit_code == 1
    result = elsewhere.run("restore", backup, "--replace")
    assert result.exit_code == 0, result.output
    assert elsewhere.rows() == home.rows()
    assert next(elsewhere.folder.glob("before_restore_*/zvonok.db")).read_bytes().startswith(b"\0garbage")


def test_a_folder_in_which_a_server_works_is_left_alone(home: Place, backup: Path, elsewhere: Place):
    with hold(elsewhere.folder, alone=False):
        result = elsewhere.run("restore", backup)
    assert result.exit_code == 1
    assert "уже работает" in result.output
    assert elsewhere.rows() == {}


def test_a_program_older_than_its_database_refuses_to_touch_it(home: Place):
    home.open().execute_sql(
        "INSERT INTO schema_migration (name, applied) VALUES ('9999_future', '2027-01-01')"
    )
    db.database.close_all()
    assert "более новая версия" in home.run("migrate").output
    assert "9999_future" in home.run("verify").output


def test_migrate_says_what_it_applied(elsewhere: Place):
    first, second = elsewhere.run("migrate"), elsewhere.run("migrate")
    elsewhere.open()
    assert all(name in first.output for name in migrating.names())
    assert "уже соответствует" in second.output


def test_the_cast_is_unharmed_by_verification(cast: Cast, home: Place):
    before = home.rows()
    assert home.run("verify").exit_code == 0
    assert home.rows() == before
