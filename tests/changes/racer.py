"""A process that writes under keys: `python -m tests.changes.racer URL KEY…`, then a line on stdin."""

import sys

from tests.changes.acts import one_school
from webapp import db
from webapp.changes.once import once

if __name__ == "__main__":
    url, *keys = sys.argv[1:]
    db.use(url)
    db.database.connect()
    print("ready", flush=True)
    sys.stdin.readline()
    print(*[once(1, key, "payload", one_school, school=1).ids["school"] for key in keys])
