"""A write takes effect once, whoever sends it how often, side by side, on both databases."""

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from peewee import OperationalError

from tests.changes.racer import one_school
from webapp.changes import once as once_module
from webapp.changes.log import raise_versions, record
from webapp.changes.models import Change, Receipt, Version
from webapp.changes.once import Busy, KeyReused, Outcome, Refused, fingerprint, once, write_transaction
from webapp.db import database, is_sqlite
from webapp.school.models import School


def renamed(school: int, name: str) -> Outcome:
    """An act as rooms write them: a change of a row, recorded with the scope that shows it."""
    School.update(name=name).where(School.id == school).execute()
    scopes = [f"school:{school}"]
    record(
        "school.renamed", by=1, school=school, what=f"school:{school}", scopes=scopes, after={"name": name}
    )
    return Outcome("/", {"school": school})


@pytest.fixture
def school(empty) -> int:
    return School.create(name="Школа № 12").id


def side_by_side(count: int, write: Callable[[int], object]) -> list[Any]:
    """The answers of that many threads, let go at once; an exception is an answer too."""
    start = threading.Barrier(count)

    def run(number: int) -> object:
        start.wait()
        try:
            return write(number)
        except Exception as error:
            return error
        finally:
            database.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_the_same_key_twice_takes_effect_once_and_gets_the_kept_outcome(empty):
    first = once(1, "key-1", "payload", one_school, school=1)
    second = once(1, "key-1", "payload", one_school, school=1)
    assert first == second
    assert first.ids == {"school": School.get().id}
    assert (School.select().count(), Receipt.select().count()) == (1, 1)


def test_another_key_or_another_user_is_another_write(empty):
    for user, key in ((1, "key-1"), (1, "key-2"), (2, "key-1")):
        once(user, key, "payload", one_school, school=1)
    assert School.select().count() == 3


def test_a_used_key_with_another_payload_is_told_apart(empty):
    once(1, "key-1", "payload", one_school, school=1)
    with pytest.raises(KeyReused):
        once(1, "key-1", "something else", one_school, school=1)
    assert School.select().count() == 1


def test_the_same_key_at_once_from_eight_threads_takes_effect_once(empty):
    answers = side_by_side(8, lambda _: once(1, "key-1", "payload", one_school, school=1))
    assert answers == [Outcome("/schools", {"school": School.get().id})] * 8
    assert (School.select().count(), Receipt.select().count()) == (1, 1)


def test_the_same_key_under_two_schools_locks_still_takes_effect_once(empty):
    answers = side_by_side(8, lambda number: once(1, "key-1", "payload", one_school, school=number % 2))
    assert answers == [Outcome("/schools", {"school": School.get().id})] * 8
    assert Receipt.select().count() == 1


def test_different_keys_from_eight_threads_are_all_there(empty):
    answers = side_by_side(8, lambda n: once(1, f"key-{n}", "payload", one_school, school=1).ids["school"])
    assert sorted(answers) == sorted(school.id for school in School.select())
    assert len(set(answers)) == 8


def test_the_same_keys_at_once_from_four_processes_take_effect_once(empty):
    keys = [f"key-{n}" for n in range(12)]
    url = f"sqlite:///{empty.database}" if is_sqlite() else _address(empty)
    command = [sys.executable, "-m", "tests.changes.racer", url, *keys]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    racers: list[Any] = [subprocess.Popen(command, **pipes) for _ in range(4)]
    try:
        assert [racer.stdout.readline() for racer in racers] == ["ready\n"] * 4
        for racer in racers:
            racer.stdin.write("go\n")
            racer.stdin.flush()
        answers = [racer.communicate(timeout=60)[0].split() for racer in racers]
    finally:
        for racer in racers:
            racer.kill()
            racer.wait()
    assert answers == [answers[0]] * 4
    assert sorted(map(int, answers[0])) == sorted(school.id for school in School.select())
    assert len(set(answers[0])) == 12


def _address(opened) -> str:
    from tests import postgres

    return postgres.dsn(opened.database)


def test_an_act_that_raises_leaves_no_receipt_no_change_no_version(school):
    def failing() -> Outcome:
        renamed(school, "Лицей")
        raise Refused("Так нельзя.", "name")

    with pytest.raises(Refused):
        once(1, "key-1", "payload", failing, school=school)
    assert [table.select().count() for table in (Receipt, Change, Version)] == [0, 0, 0]
    assert School.get().name == "Школа № 12"
    once(1, "key-1", "payload", lambda: renamed(school, "Гимназия"), school=school)
    assert School.get().name == "Гимназия"


def test_a_crash_in_the_act_lets_the_lock_go(school):
    with pytest.raises(ZeroDivisionError):
        once(1, "key-1", "payload", lambda: Outcome(str(1 // 0), {}), school=school)
    assert side_by_side(1, lambda _: renamed_once(school, "key-2")) == [Outcome("/", {"school": school})]


def renamed_once(school: int, key: str, name: str = "Гимназия") -> Outcome:
    return once(1, key, "payload", lambda: renamed(school, name), school=school)


def test_versions_rise_with_the_change_and_a_replay_raises_none(school):
    renamed_once(school, "key-1", "А")
    renamed_once(school, "key-1", "А")
    renamed_once(school, "key-2", "Б")
    version = Version.get()
    assert (version.scope, version.week, version.n) == (f"school:{school}", "*", 2)
    assert Change.select().count() == 2


def test_eight_threads_raise_one_version_eight_times(school):
    side_by_side(8, lambda number: renamed_once(school, f"key-{number}", f"Школа {number}"))
    assert Version.get(Version.scope == f"school:{school}").n == 8


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


def test_the_limit_holds_against_another_process_too(empty, monkeypatch):
    if not is_sqlite():
        pytest.skip("PostgreSQL knows no file lock")
    from filelock import FileLock

    monkeypatch.setattr(once_module, "WAIT_SECONDS", 0.2)
    with FileLock(str(empty.database).removesuffix(".db") + ".write-lock"), pytest.raises(Busy):
        once(1, "key-1", "payload", one_school, school=1)
    assert once(1, "key-1", "payload", one_school, school=1).ids


def test_an_act_opens_no_transaction_of_its_own(school):
    def nested() -> Outcome:
        return renamed_once(school, "inner")

    with pytest.raises(RuntimeError, match="no transaction of its own"):
        once(1, "outer", "payload", nested, school=school)
    assert Receipt.select().count() == 0


def test_a_row_beside_all_rules_is_written_under_load_without_waiting_for_a_school(school):
    def entry(number: int) -> object:
        with write_transaction(None):
            raise_versions([f"user:{number}"])
        return renamed_once(school, f"key-{number}", str(number))

    assert side_by_side(12, entry) == [Outcome("/", {"school": school})] * 12
    assert Version.select().where(Version.scope.startswith("user:")).count() == 12


def test_fingerprints_know_url_and_fields_but_neither_token_nor_key_nor_order():
    plain = fingerprint("/a", [("x", "1"), ("y", "2")])
    assert fingerprint("/a", [("y", "2"), ("csrf_token", "t"), ("x", "1"), ("key", "k")]) == plain
    assert fingerprint("/b", [("x", "1"), ("y", "2")]) != plain
    assert fingerprint("/a", [("x", "1"), ("y", "2"), ("y", "2")]) != plain
    assert fingerprint("/a", [("x", "1"), ("y", "3")]) != plain


def _beside(statement: str, *values: object) -> None:
    """Run a statement on a connection of its own and commit it."""

    def run() -> None:
        database.execute_sql(statement, values)
        database.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def test_a_serialization_failure_runs_the_act_again(school):
    if is_sqlite():
        pytest.skip("SQLite has one writer at a time")
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


def test_a_write_overtaken_every_time_gives_up_with_the_databases_word(school):
    if is_sqlite():
        pytest.skip("SQLite has one writer at a time")
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


def test_a_deadlock_of_two_schools_writes_is_sorted_out(empty):
    if is_sqlite():
        pytest.skip("SQLite has one writer at a time")
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
