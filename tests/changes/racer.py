"""A process that writes under keys: `python -m tests.changes.racer URL KEY…`, then a line on stdin."""

import sys

from webapp import db
from webapp.changes.once import Outcome, once
from webapp.school.models import School


def one_school() -> Outcome:
    """Add the school, found once however many try (its name is not unique here: the key alone must tell)."""
    return Outcome("/schools", {"school": School.create(name=f"Школа {School.select().count()}").id})


if __name__ == "__main__":
    url, *keys = sys.argv[1:]
    db.use(url)
    db.database.connect()
    print("ready", flush=True)
    sys.stdin.readline()
    print(*[once(1, key, "payload", one_school, school=1).ids["school"] for key in keys])
