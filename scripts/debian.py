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
    "chromium-headless-shell": "/usr/bin/chromium-headless-shell",  # Chromium without a window
    "firefox-esr": "/usr/bin/firefox-esr",
    "webkit2gtk-driver": "/usr/bin/WebKitWebDriver",
    "gir1.2-webkit2-4.1": "/usr/lib/*/girepository-1.0/WebKit2-4.1.typelib",  # the tests' own WebKit browser
    "python3-gi": "/usr/lib/python3/dist-packages/gi/__init__.py",
    "xvfb": "/usr/bin/Xvfb",
    "libatomic1": "/usr/lib/*/libatomic.so.1",  # for the Node that Playwright brings
    "fonts-liberation": "/usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf",
    "fonts-dejavu-core": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
}


# Another apt at work (a machine's own updates) is waited for.
APT = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300")


def missing(packages: Mapping[str, str]) -> list[str]:
    found = {"chromium-headless-shell"} if os.access(os.environ.get("CHROMIUM", ""), os.X_OK) else set()
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
    as_root = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8"]
    _finish_interrupted(as_root)
    run([*as_root, *APT, "update"], hint)
    run([*as_root, *APT, "install", "--no-install-recommends", "-y", *names], hint)


def was_interrupted() -> bool:
    """Whether an earlier apt was killed at work: dpkg's journal then still holds entries, and apt refuses."""
    return any(entry.name.isdigit() for entry in Path("/var/lib/dpkg/updates").glob("*"))


def _finish_interrupted(as_root: list[str]) -> None:
    if not was_interrupted():
        return
    say("Debian packages: finishing what was interrupted")
    # Packages that were only unpacked make the first one fail; the second brings what they miss.
    subprocess.run([*as_root, "dpkg", "--configure", "-a"], stdin=subprocess.DEVNULL)
    subprocess.run([*as_root, *APT, "install", "--fix-broken", "-y"], stdin=subprocess.DEVNULL)


def _root_prefix() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None
