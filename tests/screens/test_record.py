"""Every main page looks as docs/screens shows it, at each size and in both themes."""

from pathlib import Path

import pytest

from scripts.screens import record
from scripts.screens.camera import SIZES, THEMES, Camera
from scripts.screens.screens import SCREENS, Screen


@pytest.mark.browser
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_page_looks_as_recorded(camera: Camera, screen: Screen, tmp_path: Path):
    found = [record.difference(name, picture, tmp_path) for name, picture in camera.pictures(screen)]
    wrong = [one for one in found if one]
    assert not wrong, record.told(wrong, camera.browser.version)


def test_record_holds_every_page_and_nothing_else():
    wanted = {f"{one.name}-{size}-{theme}" for one in SCREENS for size in SIZES for theme in THEMES}
    assert {path.stem for path in record.FOLDER.glob("*.png")} == wanted


def test_record_is_small():
    assert sum(path.stat().st_size for path in record.FOLDER.iterdir()) < 4_000_000
