"""The continuous copy: litestream beside writers, with the configuration that the documentation gives."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keeping.places import Place
from tests.keeping.test_serving import eventually
from webapp import db
from webapp.config import ROOT

pytestmark = [pytest.mark.server, pytest.mark.parametrize("cast", ["sqlite"], indirect=True)]
CONFIG = ROOT / "docs" / "litestream.yml"
LITESTREAM = Path(sys.executable).with_name("litestream")


@pytest.fixture
def here(home: Place) -> Place:
    """The cast's place, its database in the folder as in service."""
    file = home.folder / "zvonok.db"
    db.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.database.close_all()
    shutil.move(home.url.removeprefix("sqlite:///"), file)
    return Place(home.folder, f"sqlite:///{file}")


@pytest.fixture
def environment(here: Place, tmp_path: Path) -> dict[str, str]:
    """What the configuration asks for."""
    return {**os.environ, "ZVONOK_DATA": str(here.folder), "ZVONOK_REPLICA": str(tmp_path / "replica")}


@pytest.fixture
def litestream(environment: dict[str, str], tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """litestream, replicating."""
    with (tmp_path / "litestream.txt").open("wb") as said:
        process = subprocess.Popen(
            [LITESTREAM, "replicate", "-config", CONFIG], env=environment, stdout=said, stderr=said
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def test_litestream_restores_every_row_written_beside_it(here, environment, litestream, elsewhere, tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.keeping.mark_writer", here.url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert writer.stdout and writer.stdout.readline() == "ready\n"
        assert eventually(lambda: any(file.is_file() for file in (tmp_path / "replica").rglob("*")))
        written, _ = writer.communicate("\n", timeout=60)
    finally:
        writer.kill()
        writer.wait()
    litestream.send_signal(signal.SIGINT)
    assert litestream.wait(60) == 0
    command = [LITESTREAM, "restore", "-config", CONFIG, "-o", elsewhere.folder / "zvonok.db"]
    subprocess.run([*command, here.folder / "zvonok.db"], env=environment, check=True, capture_output=True)
    was, now = here.rows(), elsewhere.rows()
    assert len(was["mark"]) == 3 + int(written)
    assert was == now
    result = elsewhere.run("verify")
    assert "Ошибок: 0, предупреждений: 0." in result.output


def test_a_backup_beside_litestream_is_restored_as_well(here, litestream, elsewhere, tmp_path):
    assert eventually(lambda: any(file.is_file() for file in (tmp_path / "replica").rglob("*")))
    assert here.run("backup", tmp_path / "copy.tar.gz").exit_code == 0
    result = elsewhere.run("restore", tmp_path / "copy.tar.gz")
    assert result.exit_code == 0, result.output
