"""The W3C's checker of HTML: installed when it is asked for, Java with it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from scripts import debian, node
from scripts.console import ROOT
from scripts.setup import VENV

PLACE = ROOT / "requirements" / "vnu"
JAR = PLACE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
JAVA = {"default-jre-headless": "/usr/bin/java"}


def install() -> None:
    """Brings the checker and Java; raises SetupError with what to type."""
    if names := debian.missing(JAVA):
        debian.install(names, "The check of HTML («make html»)")
    if not JAR.exists():
        node.install_aside(VENV, PLACE)


# htmx's own attributes, which no standard knows.
OUR_OWN = "Attribute “hx-[a-z:-]+” not allowed on element .*"


def errors(folder: Path) -> list[dict[str, Any]]:
    """What it finds in the HTML files of a folder: url, lastLine, message, extract of each error."""
    words = [
        "--format",
        "json",
        "--errors-only",
        "--exit-zero-always",
        "--skip-non-html",
        "--filterpattern",
        OUR_OWN,
    ]
    told = subprocess.run(["java", "-jar", JAR, *words, folder], capture_output=True, text=True, check=True)
    return list(json.loads(told.stderr)["messages"])
