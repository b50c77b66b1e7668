"""Processes that write under keys at once: `python -m tests.changes.racer COUNT URL KEY…`.

One start serves all: the process divides itself before it opens anything. When all are ready, a line on stdin
lets them go; each prints its ids on a line.
"""

import os
import sys
import traceback

from tests.changes.acts import one_school
from webapp import db
from webapp.changes.once import once


def race(url: str, keys: list[str], ready: int, go: int) -> str:
    """What one process does: opens the database for itself, says that it is ready, waits, writes."""
    db.use(url)
    db.database.connect()
    os.write(ready, b".")
    os.read(go, 1)
    return " ".join(str(once(1, key, "payload", one_school, school=1).ids["school"]) for key in keys)


def divide(count: int, url: str, keys: list[str]) -> None:
    """Start the processes, let them go at once, end with them."""
    ready, go = os.pipe(), os.pipe()
    children = []
    for _ in range(count):
        children.append(os.fork())
        if children[-1] == 0:
            os.close(go[1])  # whoever waits goes on when this process is killed
            try:
                os.write(1, f"{race(url, keys, ready[1], go[0])}\n".encode())
            except BaseException:
                traceback.print_exc()
            os._exit(0)
    os.close(ready[1])
    while count and (told := os.read(ready[0], count)):
        count -= len(told)
    print("only some are ready" if count else "ready", flush=True)
    sys.stdin.readline()
    os.close(go[1])
    for child in children:
        os.waitpid(child, 0)


if __name__ == "__main__":
    divide(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
