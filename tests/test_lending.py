"""A borrowed PostgreSQL database is for the next test as it was for the first, whatever was done to it."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from tests.copies import Templates
from tests.lending import Lent

ROW = "jsonb_populate_record(s, jsonb_build_object('id', id + 100, 'name', name || 'X'))"
NEXT = "SELECT nextval('lesson_id_seq'), nextval('change_id_seq')"
RENAMED = "UPDATE school SET name = name || 'X'"


def everything(connection: psycopg.Connection) -> list[str]:
    """All rows of all tables, in no order."""
    found = connection.execute("SELECT schema_to_xml('public', true, true, '')::text").fetchone()
    assert found is not None
    return sorted(found[0].split("\n\n"))


@pytest.fixture(scope="module")
def lent(templates: Templates) -> Iterator[Lent]:
    found = Lent(templates.template("postgres", peopled=True)[0])
    yield found
    found.end()


@pytest.fixture
def left(lent: Lent) -> Callable[[str], tuple[list[str], list[str]]]:
    """left("…") is what stood in the database before somebody did that to it, and what the next one finds."""

    def do(act: str) -> tuple[list[str], list[str]]:
        with psycopg.connect(lent.take()) as first:
            before = everything(first)
            first.execute(act)
        lent.give_back()
        with psycopg.connect(lent.take()) as second:
            after = everything(second)
        lent.give_back()
        return before, after

    return do


@pytest.mark.parametrize(
    "act",
    [
        f"INSERT INTO school SELECT ({ROW}).* FROM school AS s",
        RENAMED,
        "DELETE FROM lesson; DELETE FROM bell",
        "SET session_replication_role = replica; DELETE FROM school; UPDATE users SET login = login || 'x'",
        "SELECT nextval('school_id_seq'), nextval('change_id_seq'), setval('lesson_id_seq', 1)",
        "ALTER TABLE school DROP COLUMN name CASCADE; ALTER TABLE school ADD COLUMN name text DEFAULT 'X'",
    ],
)
def test_what_a_test_did_is_undone(left, act):
    before, after = left(act)
    assert before == after
    assert "Школа № 12" in "".join(before)


def test_numbers_go_on_from_where_they_stood(lent):
    found = []
    for _ in range(2):
        with psycopg.connect(lent.take()) as connection:
            found += connection.execute(NEXT).fetchall()
        lent.give_back()
    assert found[0] == found[1]


def test_the_same_database_is_lent_again_but_not_one_in_which_somebody_still_writes(lent):
    first = lent.take()
    with psycopg.connect(first) as done:
        done.execute(RENAMED)
    lent.give_back()
    assert lent.take() == first
    writing = psycopg.connect(first)
    writing.execute(RENAMED)
    lent.give_back()
    assert lent.take() != first
    with pytest.raises(psycopg.OperationalError):
        writing.commit()
    lent.give_back()
