"""`python -m scripts.film [SEED]` plays the hour and keeps its pictures in docs/hour.

SEED is a data folder with the demo school of TODAY (`zvonok demo --today …`), filled anew unless given; it is
copied, not changed.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.demo_data import lay
from scripts.film import lesson, lift
from scripts.film.stage import TODAY, Stage
from tests.browsers import launch
from tests.serving import ROOT

FOLDER = ROOT / "docs" / "hour"


def main(seed: str | None) -> None:
    """The lesson, then the lift; what the teacher enters in the one, the mother reads in the other."""
    subprocess.run([ROOT / ".venv/bin/node", ROOT / "scripts/build_front_end.mjs"], check=True)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        lay(data, TODAY, seed)
        with sync_playwright() as playwright, Stage(data, launch(playwright), FOLDER) as stage:
            lesson.play(stage)
            lift.play(stage)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
