"""The pictures as they are kept in docs/screens, and whether what is seen now is what was kept."""

from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops

from scripts.console import ROOT
from scripts.small_png import small

FOLDER = ROOT / "docs" / "screens"
VERSION = FOLDER / "chromium.txt"
# A pixel differs when a channel of it is so far off, of 255; the palette may cost 15.
FAR = 40
# So many of all pixels may differ, and so many in a square of 16 × 16: a word that has changed is more.
TOLERANCE = 0.002
TOLERANCE_OF_A_PLACE = 0.25


class Compared(NamedTuple):
    """Shares of pixels that differ, of all and in the worst place; where: white on black, half the size."""

    share: float
    worst: float
    where: Image.Image

    @property
    def is_same(self) -> bool:
        """Whether it is as good as the same picture."""
        return self.share <= TOLERANCE and self.worst <= TOLERANCE_OF_A_PLACE


def compare(kept: Image.Image, seen: Image.Image) -> Compared:
    """How far apart two pictures are; those of different sizes are all apart."""
    if kept.size != seen.size:
        return Compared(1.0, 1.0, Image.new("L", seen.size, 255))
    # At half the size an edge that is smoothed otherwise is nearly the same, and what has moved is not.
    halves = [picture.convert("RGB").reduce(2) for picture in (kept, seen)]
    red, green, blue = ImageChops.difference(*halves).split()
    furthest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    where = furthest.point(lambda far: 255 if far > FAR else 0)
    worst = float(str(where.reduce(8).getextrema()[1])) / 255
    return Compared(where.histogram()[255] / (where.width * where.height), worst, where)


def keep(name: str, picture: bytes) -> None:
    """The picture becomes part of the record."""
    (FOLDER / f"{name}.png").write_bytes(small(picture))


def keep_version(version: str) -> None:
    """Which Chromium has drawn the record, `156.0.…`: the major version is kept."""
    VERSION.write_text(f"{version.partition('.')[0]}\n")


def forget_others(names: set[str]) -> None:
    """Remove the pictures of pages that are not kept any more."""
    for path in FOLDER.glob("*.png"):
        if path.stem not in names:
            path.unlink()


def difference(name: str, picture: bytes, folder: Path) -> str:
    """What is wrong with the page as it is seen now: nothing, or a line that says where to look at it."""
    place = FOLDER / f"{name}.png"
    if not place.exists():
        return f"{name}: not recorded yet"
    with Image.open(place) as kept, Image.open(BytesIO(picture)) as seen:
        found = compare(kept, seen)
        if found.is_same:
            return ""
        sizes = "" if kept.size == seen.size else f", {kept.size} is now {seen.size}"
    (folder / f"{name}.png").write_bytes(picture)
    found.where.save(folder / f"{name}-differs.png")
    told = f"{name}: {found.share:.2%} of it differ, {found.worst:.0%} of the worst place{sizes}"
    return f"{told}: {folder / name}.png, {folder / name}-differs.png"


def told(wrong: list[str], version: str) -> str:
    """The lines and what to do; names the Chromium that drew the record when this is another."""
    recorded, drawing = VERSION.read_text().strip(), version.partition(".")[0]
    lines = [*wrong, "If it is meant: `make screens` takes all pictures anew; look at them and commit them."]
    if recorded != drawing:
        lines.append(f"Chromium {recorded} drew the record and this is Chromium {drawing}, which may differ.")
    return "\n" + "\n".join(lines)
