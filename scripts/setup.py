"""Sets the project up: «python3 -m scripts.setup run» for serving, «… test» with all that the tests need.

Needs only Python and its standard library. Done twice, the second time has nothing to do.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 (this file is what tells an older Python)
    sys.exit(
        f"Set-up stopped: Zvonok needs Python 3.11 or newer, this is {sys.version.split()[0]}.\n"
        "Type: make PYTHON=python3.12 run (or whichever newer Python the machine has)."
    )

from scripts import debian, node, stamps
from scripts.console import ROOT, SetupError, fail, run, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
LOCKS = ROOT / "requirements"
NETWORK = (
    "The Python packages could not be fetched. Check the network (and pip's settings for a proxy or mirror: "
    "pip config list), then run the same command again."
)


def main(purpose: str) -> int:
    # One set-up at a time: «make run» and «make test» may be started together.
    folder = os.open(ROOT / "scripts", os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    try:
        make_venv()
        install_python_packages(purpose)
        install_project()
        node.link(VENV)
        node.install_packages(VENV)
        if purpose == "test":
            install_debian_packages()
    except SetupError as error:
        return fail(error)
    except KeyboardInterrupt:
        return fail(SetupError("interrupted. Run the same command again, it goes on from here."))
    finally:
        os.close(folder)
    return 0


def make_venv() -> None:
    stamp = STAMPS / "venv"
    wanted = stamps.fingerprint(f"{sys.version_info[:2]}", os.path.realpath(sys.executable), str(ROOT))
    if PYTHON.exists() and stamps.is_current(stamp, wanted):
        return
    if importlib.util.find_spec("ensurepip") is None:
        debian.install([f"python3.{sys.version_info.minor}-venv"], "Python's virtual environments")
    say(f"Python {sys.version_info.major}.{sys.version_info.minor} environment in .venv")
    for_tests = (STAMPS / "tests").exists()
    run([sys.executable, "-m", "venv", "--clear", VENV], "Type: apt-get install python3-venv")
    if for_tests:
        stamps.write(STAMPS / "tests", "")
    stamps.write(stamp, wanted)


def install_python_packages(purpose: str) -> None:
    """Installs what the locks say; once there for tests, the tests' packages stay."""
    tests = STAMPS / "tests"
    lock = LOCKS / ("test.lock" if purpose == "test" or tests.exists() else "run.lock")
    locks = [lock, LOCKS / "installer.lock"]
    if not node.of_machine():
        locks.append(LOCKS / "node.lock")
    stamp, wanted = (
        STAMPS / "packages",
        stamps.fingerprint(*[word for path in locks for word in (path.name, path)]),
    )
    if stamps.is_current(stamp, wanted):
        return
    say(f"Python packages ({', '.join(path.stem for path in locks)})")
    install_installer()
    (VENV / "bin" / "node").unlink(missing_ok=True)
    uv("pip", "sync", "--require-hashes", *(str(path) for path in locks))
    if lock.name == "test.lock":
        stamps.write(tests, "")
    stamps.write(stamp, wanted)


def install_installer() -> None:
    lock = LOCKS / "installer.lock"
    stamp, wanted = STAMPS / "installer", stamps.fingerprint(lock)
    if stamps.is_current(stamp, wanted):
        return
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock], NETWORK)
    stamps.write(stamp, wanted)


def install_project() -> None:
    """Makes .venv/bin/zvonok, and webapp importable from anywhere."""
    stamp, wanted = STAMPS / "project", stamps.fingerprint(ROOT / "pyproject.toml")
    if (VENV / "bin" / "zvonok").exists() and stamps.is_current(stamp, wanted):
        return
    uv("pip", "install", "--no-build-isolation", "--no-deps", "--editable", ".")
    stamps.write(stamp, wanted)


def install_debian_packages() -> None:
    names = debian.missing(debian.FOR_TESTS)
    if debian.was_interrupted():
        # What lies on the disk may be unpacked only: apt goes through them all.
        names = list(debian.FOR_TESTS)
    if names:
        debian.install(names, "The tests (not «make run»)")


def uv(*words: str) -> None:
    settings = {"UV_SYSTEM_CERTS": "1", "VIRTUAL_ENV": str(VENV)}
    run([VENV / "bin" / "uv", "--quiet", *words], NETWORK, settings)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
