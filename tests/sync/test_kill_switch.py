"""The kill switch: what a broken worker is replaced by, and that pages register none meanwhile."""

import pytest
from click.testing import CliRunner

from webapp import worker_switch
from webapp.cli import main


@pytest.fixture
def off(app):
    """The switch is off, as `zvonok worker off` leaves it."""
    folder = app.config["ZVONOK"].data_folder
    worker_switch.turn(folder, off=True)
    yield folder
    worker_switch.turn(folder, off=False)


def worker(visit, **headers):
    return visit(None).get("/worker.js", headers=headers)


def test_while_it_is_off_the_worker_is_one_that_ends_itself(visit, built, off):
    answer = worker(visit)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")
    for word in ("skipWaiting", "unregister", "caches.delete", "navigate"):
        assert word in answer.text
    assert "fetch" not in answer.text
    assert "indexedDB" not in answer.text
    assert len(answer.text) < 1000


def test_a_browser_that_holds_the_other_worker_gets_the_one_that_ends_it(visit, built, off):
    killing = worker(visit)
    worker_switch.turn(off, off=False)
    usual = worker(visit)
    assert usual.text != killing.text
    assert worker(visit, **{"If-None-Match": killing.headers["ETag"]}).status_code == 200
    assert worker(visit, **{"If-None-Match": usual.headers["ETag"]}).status_code == 304


def test_pages_say_that_there_is_no_worker_to_register(visit, cast, off):
    assert 'data-worker="off"' in visit("orlova").get("/password").text
    worker_switch.turn(off, off=False)
    assert "data-worker" not in visit("orlova").get("/password").text


def test_a_page_that_a_browser_holds_is_told_anew_when_the_switch_is_turned(visit, cast, app):
    mother, url = visit("orlova"), f"/students/{cast.students['masha']}/absences/"
    tag = {"If-None-Match": mother.get(url).headers["ETag"]}
    assert mother.get(url, headers=tag).status_code == 304
    folder = app.config["ZVONOK"].data_folder
    worker_switch.turn(folder, off=True)
    try:
        assert mother.get(url, headers=tag).status_code == 200
    finally:
        worker_switch.turn(folder, off=False)


def test_the_command_turns_it_twice_without_harm(tmp_path):
    for state, there in (("off", True), ("off", True), ("on", False), ("on", False)):
        done = CliRunner().invoke(main, ["worker", state], env={"ZVONOK_DATA": str(tmp_path)})
        assert done.exit_code == 0
        assert "Работа без сети" in done.output
        assert (tmp_path / "worker-off").exists() == there
