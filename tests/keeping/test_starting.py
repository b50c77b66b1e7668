"""`zvonok serve` starts, or says in plain words why not."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.browsers import free_port
from webapp import db, serving
from webapp.cli import main
from webapp.keeping.holding import hold


@pytest.fixture(autouse=True)
def not_served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(serving, "_run", lambda host, port: None)
    monkeypatch.setattr(serving, "_when_orphaned", lambda parent, end: None)
    monkeypatch.setenv("ZVONOK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PORT", str(free_port()))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def refusal() -> str:
    """What `zvonok serve` says when it does not start."""
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    return result.output


def test_the_data_folder_is_made_and_the_schema_laid(tmp_path: Path):
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 0, result.output
    assert "http://127.0.0.1:" in result.output
    assert {"zvonok.db", "secret"} <= {file.name for file in (tmp_path / "data").iterdir()}
    assert (tmp_path / "data").stat().st_mode & 0o77 == 0
    assert (tmp_path / "data" / "secret").stat().st_mode & 0o77 == 0


def test_a_taken_port_is_told(monkeypatch: pytest.MonkeyPatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("PORT", str(port := other.getsockname()[1]))
        assert f"Порт {port} занят" in refusal()


@pytest.mark.parametrize("port", ["eight", "0", "70000", "-1"])
def test_a_port_that_is_none_is_told(port: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORT", port)
    assert f"указано «{port}»" in refusal()


def test_a_second_server_on_the_same_folder_is_refused(tmp_path: Path):
    (tmp_path / "data").mkdir()
    with hold(tmp_path / "data"):
        assert "уже работает другой «Звонок»" in refusal()


def test_an_sqlite_with_the_wal_reset_bug_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(db, "OLDEST_SQLITE", (99, 1, 2))
    assert "до 99.1.2" in (said := refusal())
    assert "WAL-reset" in said


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 51, 2)])
def test_every_version_before_3_51_3_is_too_old(version: tuple[int, int, int]):
    with pytest.raises(SystemExit, match=r"слишком стар"):
        db.check_sqlite(version)


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 52, 0), (4, 0, 0)])
def test_a_mended_version_is_taken(version: tuple[int, int, int]):
    db.check_sqlite(version)


def test_an_unreachable_postgres_is_told_without_the_password(monkeypatch: pytest.MonkeyPatch):
    port = free_port()
    monkeypatch.setenv("DATABASE_URL", f"postgresql://zvonok:s3cret@127.0.0.1:{port}/school")
    said = refusal()
    assert f"127.0.0.1:{port}/school" in said
    assert "не отвечает" in said
    assert "s3cret" not in said


def test_a_database_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://root@localhost/school")
    assert "начинается с postgresql://" in refusal()


def test_a_folder_that_cannot_be_made_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ZVONOK_DATA", str(tmp_path / "file" / "data"))
    assert "не создать" in refusal()


def test_a_file_that_is_no_database_is_told(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "zvonok.db").write_bytes(b"\0garbage" * 5000)
    assert "zvonok restore" in refusal()
