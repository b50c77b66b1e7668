"""`make screens`: photographs the main pages of the demo school anew, into docs/screens."""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.demo_data import lay
from scripts.screens import record
from scripts.screens.camera import NOW, Camera, launch_with_own_fonts
from scripts.screens.screens import SCREENS
from tests.cast import Cast
from tests.serving import ROOT, Server


def main(seed: str | None) -> None:
    """SEED is a data folder with the demo school of that day, filled anew unless given; it is copied."""
    subprocess.run([ROOT / ".venv/bin/node", ROOT / "scripts/build_front_end.mjs"], check=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        data = Path(scratch) / "data"
        lay(data, NOW[:10], seed)
        server = Server(data, Cast(), now=NOW, forked=True)
        server.start()
        browser = launch_with_own_fonts(playwright)
        try:
            _take(Camera(browser, server.url))
            record.keep_version(browser.version)
        finally:
            browser.close()
            server.stop()


def _take(camera: Camera) -> None:
    taken = set()
    for screen in SCREENS:
        for name, picture in camera.pictures(screen):
            record.keep(name, picture)
            taken.add(name)
        print(screen.name, flush=True)
    record.forget_others(taken)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
