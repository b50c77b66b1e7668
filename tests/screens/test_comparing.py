"""What counts as another picture: what has moved or changed, not an edge that is smoothed otherwise."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from scripts.screens import record
from scripts.screens.record import compare
from scripts.small_png import small

PAPER, INK, ACCENT = (246, 243, 236), (34, 32, 28), (176, 60, 40)
ROW = 34


def page(shifted: int | None = None, by: int = 0, said: str = "tomorrow") -> Image.Image:
    """A desktop's page with rows of text and a chip in each; one may stand or read otherwise."""
    drawn = Image.new("RGB", (1440, 900), PAPER)
    pen = ImageDraw.Draw(drawn)
    for row in range(24):
        top = 20 + row * ROW + (by if row == shifted else 0)
        word = said if row == 3 else "tomorrow"
        pen.text((40, top), f"{row}. Homework of the day, what is set for {word}", INK, font_size=16)
        pen.rectangle((900, top, 930, top + 22), ACCENT)
    return drawn


def test_row_that_has_moved_is_another_picture():
    assert not compare(page(), page(shifted=5, by=2)).is_same


def test_row_that_is_missing_is_another_picture():
    assert not compare(page(), page(shifted=5, by=2000)).is_same


def test_word_that_has_changed_is_another_picture():
    assert not compare(page(), page(said="yesterday")).is_same


def test_edges_that_are_smoothed_otherwise_are_the_same_picture():
    softened = page().filter(ImageFilter.GaussianBlur(0.4))
    assert softened.tobytes() != page().tobytes()
    assert compare(page(), softened).is_same


def test_text_that_stands_a_quarter_of_a_pixel_beside_is_the_same_picture():
    beside = page().transform(
        (1440, 900), Image.Transform.AFFINE, (1, 0, 0.25, 0, 1, 0), Image.Resampling.BICUBIC
    )
    assert beside.tobytes() != page().tobytes()
    assert compare(page(), beside).is_same


def test_another_theme_is_another_picture():
    dark = page().point(lambda channel: 255 - channel)
    assert compare(page(), dark).share > 0.9


def test_another_size_is_another_picture():
    assert compare(page(), page().crop((0, 0, 1440, 899))).share == 1


def test_palette_of_the_record_changes_no_picture():
    gradient = Image.linear_gradient("L").resize((1440, 900))
    coloured = Image.merge("RGB", (gradient, gradient.rotate(180), Image.new("L", gradient.size, 120)))
    kept = Image.open(BytesIO(small(png(coloured))))
    assert kept.mode == "P"
    assert compare(kept, coloured).share == 0


def png(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of one page, kept by another Chromium."""
    folder = tmp_path / "screens"
    folder.mkdir()
    monkeypatch.setattr(record, "FOLDER", folder)
    monkeypatch.setattr(record, "VERSION", folder / "chromium.txt")
    record.keep("week-phone-light", png(page()))
    record.keep_version("98.0.1")
    return folder


def test_what_differs_is_told_with_both_pictures_and_both_versions(recorded: Path, tmp_path: Path):
    told = record.difference("week-phone-light", png(page(shifted=5, by=3)), tmp_path)
    message = record.told([told], "99.0.2")
    for name in ("week-phone-light.png", "week-phone-light-differs.png"):
        assert (tmp_path / name).exists()
        assert str(tmp_path / name) in message
    assert "make screens" in message
    assert "Chromium 98" in message
    assert "Chromium 99" in message


def test_what_is_the_same_is_told_nothing_of(recorded: Path, tmp_path: Path):
    assert record.difference("week-phone-light", png(page()), tmp_path) == ""
    assert not (tmp_path / "week-phone-light.png").exists()


def test_page_without_a_picture_is_told(recorded: Path, tmp_path: Path):
    assert "not recorded" in record.difference("week-phone-dark", png(page()), tmp_path)


def test_pictures_of_pages_that_are_no_more_are_removed(recorded: Path):
    record.keep("old-phone-light", png(page()))
    record.forget_others({"week-phone-light"})
    assert [path.name for path in recorded.glob("*.png")] == ["week-phone-light.png"]
