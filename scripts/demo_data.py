"""A data folder with the demo school of a day, for pictures."""

import os
import shutil
import subprocess
from pathlib import Path

from scripts.console import ROOT


def lay(data: Path, today: str, seed: str | None) -> None:
    """Make the folder; seed is one that holds the school of that day already, to be copied."""
    if seed:
        shutil.copytree(seed, data)
        return
    settings = {**os.environ, "ZVONOK_DATA": str(data)}
    settings.pop("DATABASE_URL", None)
    subprocess.run([ROOT / ".venv/bin/zvonok", "demo", "--today", today], check=True, env=settings)
