"""Acts for the tests of `once`, and threads that run them at the same moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from webapp.changes.log import record
from webapp.changes.once import Outcome, once
from webapp.db import database
from webapp.school.models import School


def one_school() -> Outcome:
    """Add the school, found once however many try (its name is not unique here: the key alone must tell)."""
    return Outcome("/schools", {"school": School.create(name=f"Школа {School.select().count()}").id})


def renamed(school: int, name: str) -> Outcome:
    """An act as rooms write them: a change of a row, recorded with the scope that shows it."""
    School.update(name=name).where(School.id == school).execute()
    scopes = [f"school:{school}"]
    record(
        "school.renamed", by=1, school=school, what=f"school:{school}", scopes=scopes, after={"name": name}
    )
    return Outcome("/", {"school": school})


def renamed_once(school: int, key: str, name: str = "Гимназия") -> Outcome:
    return once(1, key, "payload", lambda: renamed(school, name), school=school)


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
