"""Writes that wait for each other, overtake each other, stand in each other's way."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from filelock import FileLock
from peewee import OperationalError

from tests.changes.acts import one_school, renamed, renamed_once, side_by_side
from webapp.changes import once as once_module
from webapp.changes.log import raise_versions
from webapp.changes.models import Change, Receipt, Version
from webapp.changes.once import Busy, Outcome, once, write_transaction
from webapp.db import database
from webapp.school.models import School


@pytest.fixture
def school(empty) -> int:
    return School.create(name="Школа № 12").id


def test_a_write_that_waits_past_the_limit_is_told_to_come_again(school, monkeypatch):
    monkeypatch.setattr(once_module, "WAIT_SECONDS", 0.3)
    entered, done = threading.Event(), threading.Event()

    def slow() -> Outcome:
        entered.set()
        done.wait(30)
        return renamed(school, "Медленная")

    with ThreadPoolExecutor(1) as pool:
        slow_write = pool.submit(lambda: (once(1, "slow", "p", slow, school=school), database.close())[0])
        assert entered.wait(30)
        with pytest.raises(Busy):
            renamed_once(school, "quick")
        done.set()
        assert slow_write.result() == Outcome("/", {"school": school})
    assert School.get().name == "Медленная"
    assert renamed_once(school, "quick").ids == {"school": school}


# PostgreSQL knows no file lock.
@pytest.mark.parametrize("empty", ["sqlite"], indirect=True)
def test_the_limit_holds_against_another_process_too(empty, monkeypatch):
    monkeypatch.setattr(once_module, "WAIT_SECONDS", 0.2)
    with FileLock(str(empty.database).removesuffix(".db") + ".write-lock"), pytest.raises(Busy):
        once(1, "key-1", "payload", one_school, school=1)
    assert once(1, "key-1", "payload", one_school, school=1).ids


def test_a_row_beside_all_rules_is_written_under_load_without_waiting_for_a_school(school):
    def entry(number: int) -> object:
        with write_transaction(None):
            raise_versions([f"user:{number}"])
        return renamed_once(school, f"key-{number}", str(number))

    assert side_by_side(12, entry) == [Outcome("/", {"school": school})] * 12
    assert Version.select().where(Version.scope.startswith("user:")).count() == 12


def _beside(statement: str, *values: object) -> None:
    """Run a statement on a connection of its own and commit it."""

    def run() -> None:
        database.execute_sql(statement, values)
        database.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


# SQLite has one writer at a time.
@pytest.mark.parametrize("empty", ["postgres"], indirect=True)
def test_a_serialization_failure_runs_the_act_again(school):
    database.execute_sql("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    runs = []

    def overtaken() -> Outcome:
        runs.append(School.get_by_id(school).name)
        if len(runs) == 1:
            _beside("UPDATE school SET name = %s WHERE id = %s", "Обогнали", school)
        return renamed(school, runs[-1] + "!")

    once(1, "key-1", "payload", overtaken, school=school)
    assert runs == ["Школа № 12", "Обогнали"]
    assert School.get().name == "Обогнали!"
    assert (Change.select().count(), Receipt.select().count(), Version.get().n) == (1, 1, 1)


# SQLite has one writer at a time.
@pytest.mark.parametrize("empty", ["postgres"], indirect=True)
def test_a_write_overtaken_every_time_gives_up_with_the_databases_word(school):
    database.execute_sql("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    runs = []

    def overtaken() -> Outcome:
        runs.append(School.get_by_id(school).name)
        _beside("UPDATE school SET name = name || '.' WHERE id = %s", school)
        return renamed(school, "мимо")

    with pytest.raises(OperationalError, match="could not serialize"):
        once(1, "key-1", "payload", overtaken, school=school)
    assert len(runs) == 4
    assert Receipt.select().count() == 0


# SQLite has one writer at a time.
@pytest.mark.parametrize("empty", ["postgres"], indirect=True)
def test_a_deadlock_of_two_schools_writes_is_sorted_out(empty):
    ids = [School.create(name=name).id for name in ("А", "Б")]
    met = threading.Barrier(2)

    def crossing(number: int) -> Outcome:
        first_run: list[bool] = []

        def act() -> Outcome:
            order = ids if number == 0 else ids[::-1]
            renamed(order[0], f"первая {number}")
            if not first_run:
                first_run.append(True)
                met.wait(10)
            renamed(order[1], f"вторая {number}")
            return Outcome("/", {})

        return once(1, f"key-{number}", "payload", act, school=number)

    assert side_by_side(2, crossing) == [Outcome("/", {})] * 2
    assert (Receipt.select().count(), Change.select().count()) == (2, 4)
