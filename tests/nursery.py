"""Servers for browser tests, forked from a process that has imported the program.

A forked server is `zvonok serve` in all but its start, and spares a second of work. The nursery ends with the
test run, and its servers with it.
"""

import importlib
import json
import os
import pkgutil
import select
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path


class Forked:
    """A server that is no child of ours; as much of subprocess.Popen as its users need."""

    def __init__(self, pid: int):
        self.pid = pid
        self._handle = os.pidfd_open(pid)
        self._ended = False

    def poll(self) -> int | None:
        """0 when it has ended, however that was; else None."""
        return 0 if self._waited(0) else None

    def wait(self, timeout: float | None = None) -> int:
        """0 when it has ended. Raises subprocess.TimeoutExpired."""
        if not self._waited(timeout):
            raise subprocess.TimeoutExpired("serve", timeout or 0)
        return 0

    def _waited(self, timeout: float | None) -> bool:
        if not self._ended and select.select([self._handle], [], [], timeout)[0]:
            os.close(self._handle)
            self._ended = True
        return self._ended


def fork(env: dict[str, str]) -> Forked:
    """A server with this environment, in a group of its own."""
    nursery = _nursery()
    assert nursery.stdin and nursery.stdout
    nursery.stdin.write(json.dumps(env) + "\n")
    nursery.stdin.flush()
    return Forked(int(nursery.stdout.readline()))


@cache
def _nursery() -> "subprocess.Popen[str]":
    root = Path(__file__).resolve().parents[1]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.nursery"],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def main() -> None:
    """Fork a server for every line of standard input; its pid goes to standard output."""
    import webapp
    from webapp import clock
    from webapp.serving import serve

    for module in pkgutil.walk_packages(webapp.__path__, "webapp."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while line := sys.stdin.readline():
        if pid := os.fork():
            print(pid, flush=True)
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        os.environ.clear()
        os.environ.update(json.loads(line))
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1):
            os.dup2(nowhere, stream)
        # Read where the program starts, and that was here.
        clock._shift = clock._offset()
        sys.argv = ["zvonok"]
        serve()


if __name__ == "__main__":
    main()
