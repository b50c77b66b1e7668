"""Who guesses passwords is slowed down, and nobody else; entries are kept while others write."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from webapp.changes.log import record
from webapp.changes.once import Outcome, Refused, once
from webapp.db import database
from webapp.people import signing_in
from webapp.people.models import SignIn
from webapp.people.signing_in import MANY, WRONG, sign_in


def refusal(login: str, password: str = "wrong", address: str = "203.0.113.5") -> str:
    with pytest.raises(Refused) as refused:
        sign_in(login, password, address=address)
    return refused.value.message


def refused_before(number: int, login: str, address: str, at) -> None:
    """Tries of the last minutes, as the table keeps them (without hashing each)."""
    SignIn.insert_many(
        [{"at": at, "login": login, "accepted": False, "address": address, "agent": ""}] * number
    ).execute()


@pytest.fixture
def now():
    from webapp import clock

    return clock.now()


def test_ten_wrong_tries_from_one_address_stop_this_login_there_only(cast, now):
    refused_before(10, "orlova", "203.0.113.5", now)
    assert refusal("orlova", "parol-2026") == MANY
    assert sign_in("orlova", "parol-2026", address="198.51.100.7").id == cast.users["orlova"]
    assert sign_in("orlov", "parol-2026", address="203.0.113.5").id == cast.users["orlov"]


def test_a_login_guessed_from_many_addresses_stops_everywhere(cast, now):
    for number in range(10):
        refused_before(5, "orlova", f"203.0.113.{number}", now)
    assert refusal("orlova", "parol-2026", "198.51.100.7") == MANY


def test_an_address_that_tries_many_logins_is_stopped(cast, now):
    for number in range(signing_in.OF_ADDRESS):
        refused_before(1, f"login{number}", "203.0.113.5", now)
    assert refusal("orlova", "parol-2026") == MANY
    assert sign_in("orlova", "parol-2026", address="198.51.100.7")


def test_tries_that_were_stopped_do_not_make_the_wait_longer(cast, now, at):
    refused_before(10, "orlova", "203.0.113.5", now)
    at("2026-11-18T08:19:59+03:00")
    assert refusal("orlova", "parol-2026") == MANY
    assert SignIn.select().count() == 10
    at("2026-11-18T08:20:01+03:00")
    assert sign_in("orlova", "parol-2026", address="203.0.113.5")


def test_an_unknown_login_and_a_wrong_password_are_told_in_the_same_words(cast):
    assert refusal("no-such-login") == refusal("orlova") == WRONG


def test_every_try_is_kept_with_its_address(cast):
    refusal("orlova")
    sign_in("orlova", "parol-2026", address="203.0.113.5", agent="Firefox" * 100)
    kept = list(SignIn.select().order_by(SignIn.id))
    assert [(x.accepted, x.address, x.user_id) for x in kept] == [
        (False, "203.0.113.5", cast.users["orlova"]),
        (True, "203.0.113.5", cast.users["orlova"]),
    ]
    assert len(kept[1].agent) == 300


def test_entries_are_kept_while_eight_others_write(cast):
    start = threading.Barrier(12)

    def noted(number: int) -> Outcome:
        record("test.noted", by=number, school=1, what="test:1", scopes=["school:1"])
        return Outcome("/", {})

    def work(number: int) -> None:
        start.wait()
        try:
            for turn in range(10):
                if number < 8:
                    once(number, f"key-{number}-{turn}", "p", lambda: noted(number), school=1)
                else:
                    sign_in("orlova", "parol-2026", address=f"203.0.113.{number}")
        finally:
            database.close()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(work, range(12)))
    assert SignIn.select().where(SignIn.accepted).count() == 40
