"""A copy of the program with a build of its own, so that a deploy can happen while a test runs."""

import shutil
import subprocess
from pathlib import Path

from tests.serving import ROOT

PARTS = ("webapp", "templates", "translations", "static", "service_worker", "scripts")
LINKED = (".venv", "node_modules")
FILES = ("package.json", "package-lock.json", "tsconfig.json")


def copy_program(to: Path) -> Path:
    """The program as it is, built."""
    for name in PARTS:
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__", "build"))
    for name in LINKED:
        (to / name).symlink_to(ROOT / name)
    for name in FILES:
        shutil.copy(ROOT / name, to)
    build(to)
    return to


def build(program: Path) -> None:
    """Builds its front end."""
    subprocess.run([program / ".venv/bin/node", program / "scripts/build_front_end.mjs"], check=True)


def deploy(program: Path, words: str) -> None:
    """Another layout and another frame, which show that they belong together."""
    for name, before in (("layout.html", "</body>"), ("shared/_top.html", "<h1")):
        path = program / "templates" / name
        path.write_text(path.read_text().replace(before, f"<!--deployed {words}-->{before}", 1))
    build(program)
