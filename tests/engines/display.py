"""A screen for WebKit, which has no headless way."""

import os
import subprocess
from pathlib import Path
from types import TracebackType

import pytest

from tests.engines.processes import OWN_GROUP, end

PROGRAM = Path("/usr/bin/Xvfb")


class Display:
    """Xvfb on a number that it picks itself; `with Display() as display`, then display.name."""

    def __enter__(self) -> "Display":
        if not PROGRAM.exists():
            pytest.exit(f"{PROGRAM} is not there. Type: make setup-test", returncode=4)
        reader, writer = os.pipe()
        words: list[str | Path] = [
            PROGRAM,
            "-displayfd",
            str(writer),
            "-screen",
            "0",
            "1280x1024x24",
            "-nolisten",
            "tcp",
        ]
        self._process = subprocess.Popen(words, pass_fds=[writer], stderr=subprocess.DEVNULL, **OWN_GROUP)
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        if not number:
            end(self._process)
            raise RuntimeError("Xvfb does not start")
        self.name = f":{number}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        end(self._process)
