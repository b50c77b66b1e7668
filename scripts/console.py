"""What set-up says, and how it runs other programs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class SetupError(Exception):
    """Set-up cannot go on; the text says what a person can do about it."""


def say(text: str) -> None:
    print(f"==> {text}", flush=True)


def run(command: Sequence[str | Path], hint: str, env: dict[str, str] | None = None) -> None:
    """Runs a program in the project's folder; when it fails, raises SetupError with the hint."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        raise SetupError(f"{command[0]} could not be started ({error.strerror}).\n{hint}") from error
    if done.returncode:
        raise SetupError(f"«{' '.join(str(word) for word in command[:4])} …» failed.\n{hint}")


def fail(error: SetupError) -> int:
    print(f"\nSet-up stopped: {error}", file=sys.stderr, flush=True)
    return 1
