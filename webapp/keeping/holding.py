"""Who works in the data folder: one server, or a restore that must be alone."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from webapp.keeping.opening import Unable

LOCK = "serving.lock"
PATIENCE = 4.0  # seconds for an earlier server to be gone


@contextmanager
def hold(folder: Path, *, alone: bool = True) -> Iterator[None]:
    """Hold the data folder; with alone False beside others who do the same (several servers on PostgreSQL).

    Processes that are forked meanwhile hold it too, so that a server whose workers still live still holds it.
    Raises Unable.
    """
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor, folder, fcntl.LOCK_EX if alone else fcntl.LOCK_SH, time.monotonic() + PATIENCE)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path, kind: int, deadline: float) -> None:
    while True:
        try:
            return fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                holder = os.pread(descriptor, 20, 0).decode() or "?"
                raise Unable(
                    f"С папкой данных {folder} уже работает другой «Звонок» (процесс {holder}).\n"
                    "Остановите его или выберите другую папку: ZVONOK_DATA=…"
                )
            time.sleep(0.1)
