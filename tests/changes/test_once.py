"""A write takes effect once, whoever sends it how often, side by side, on both databases."""

import subprocess
import sys
from typing import Any

import pytest

from tests import postgres
from tests.changes.acts import one_school, renamed, renamed_once, side_by_side
from webapp.changes.models import Change, Receipt, Version
from webapp.changes.once import KeyReused, Outcome, Refused, fingerprint, once
from webapp.db import is_sqlite
from webapp.school.models import School


@pytest.fixture
def school(empty) -> int:
    return School.create(name="Школа № 12").id


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
    command = [sys.executable, "-m", "tests.changes.racer", "4", url, *keys]
    racers: Any = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert racers.stdout.readline() == "ready\n"
        answers = [line.split() for line in racers.communicate("go\n", timeout=60)[0].splitlines()]
    finally:
        racers.kill()
        racers.wait()
    assert answers == [answers[0]] * 4
    assert sorted(map(int, answers[0])) == sorted(school.id for school in School.select())
    assert len(set(answers[0])) == 12


def _address(opened) -> str:
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


def test_an_act_opens_no_transaction_of_its_own(school):
    def nested() -> Outcome:
        return renamed_once(school, "inner")

    with pytest.raises(RuntimeError, match="no transaction of its own"):
        once(1, "outer", "payload", nested, school=school)
    assert Receipt.select().count() == 0


def test_fingerprints_know_url_and_fields_but_neither_token_nor_key_nor_order():
    plain = fingerprint("/a", [("x", "1"), ("y", "2")])
    assert fingerprint("/a", [("y", "2"), ("csrf_token", "t"), ("x", "1"), ("key", "k")]) == plain
    assert fingerprint("/b", [("x", "1"), ("y", "2")]) != plain
    assert fingerprint("/a", [("x", "1"), ("y", "2"), ("y", "2")]) != plain
    assert fingerprint("/a", [("x", "1"), ("y", "3")]) != plain
