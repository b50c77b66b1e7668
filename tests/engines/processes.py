"""Processes that a device starts: each with its children in a group of its own, ended as a whole."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from typing import Any

AT_HOME = {"TZ": "Europe/Moscow", "LANGUAGE": "ru"}
OWN_GROUP: dict[str, Any] = {"start_new_session": True}


def end(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of the process and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(what: str, question: Callable[[], object], seconds: float = 30) -> None:
    """Asks until the answer is true; a RuntimeError names what did not come."""
    deadline = time.monotonic() + seconds
    while not question():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{what}: not within {seconds:g} s")
        time.sleep(0.02)
