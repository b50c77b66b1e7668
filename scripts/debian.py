"""Debian packages: which are missing, and how they come onto the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from scripts.console import SetupError, run, say

# package → a file that shows that it is there
FOR_TESTS: Mapping[str, str] = {
    "postgresql": "/usr/lib/postgresql/*/bin/initdb",
    "chromium": "/usr/bin/chromium",
    "firefox-esr": "/usr/bin/firefox-esr",
    "webkit2gtk-driver": "/usr/bin/WebKitWebDriver",
    "gir1.2-webkit2-4.1": "/usr/lib/*/girepository-1.0/WebKit2-4.1.typelib",  # the tests' own WebKit browser
    "python3-gi": "/usr/lib/python3/dist-packages/gi/__init__.py",
    "xvfb": "/usr/bin/Xvfb",
    "libatomic1": "/usr/lib/*/libatomic.so.1",  # for the Node that Playwright brings
    "fonts-liberation": "/usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf",
    "fonts-dejavu-core": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
}


def missing(packages: Mapping[str, str]) -> list[str]:
    found = {"chromium"} if os.access(os.environ.get("CHROMIUM", ""), os.X_OK) else set()
    root = Path("/")
    return [name for name, sign in packages.items() if name not in found and not any(root.glob(sign[1:]))]


def install(names: list[str], purpose: str) -> None:
    """Installs packages as root or through sudo; raises SetupError with the line to type when it may not."""
    line = f"apt-get install --no-install-recommends {' '.join(names)}"
    if not shutil.which("apt-get"):
        raise SetupError(
            f"{purpose} need {', '.join(names)}, and this machine has no apt-get.\n"
            "Install them with the machine's own package manager, then run the same command again."
        )
    root = _root_prefix()
    if root is None:
        raise SetupError(
            f"{purpose} need Debian packages that only root can install. Type:\n\n    sudo {line}\n"
        )
    say(f"Debian packages: {', '.join(names)}")
    hint = (
        f"Look at the messages above. When the network is back, run the same again, or type:\n\n    {line}\n"
    )
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    run([*root, "apt-get", "update", "-qq"], hint, quiet)
    settings = [f"{name}={value}" for name, value in quiet.items()]
    run([*root, "env", *settings, *line.split(), "-y", "-qq"], hint)


def _root_prefix() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None
