"""Servers for browser tests, forked from a process that has imported the program.

A forked server is `zvonok serve` in all but its start, and spares two seconds of work. The nursery ends with
the test run, and its servers with it.
"""

import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


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


class Compiled(BytecodeCache):
    """Templates compiled once for all servers; each worker of each server would do it anew."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if its template was compiled."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


def _compile_templates() -> None:
    from webapp import create_app
    from webapp.config import read_settings

    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ZVONOK_DATA"] = folder
        app = create_app(read_settings())
        for name in app.jinja_env.list_templates(extensions=["html"]):
            app.jinja_env.get_template(name)


def main() -> None:
    """Fork a server for every line of standard input; its pid goes to standard output."""
    import webapp
    from webapp import clock
    from webapp.serving import serve

    for module in pkgutil.walk_packages(webapp.__path__, "webapp."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    _compile_templates()
    gc.collect()
    gc.freeze()
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
