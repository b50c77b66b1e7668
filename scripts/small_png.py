"""A screenshot made small: at most 256 colours, as a PNG with a palette."""

from io import BytesIO
from typing import Any

from PIL import Image

Colour = tuple[int, ...]
_COLOURS = 256
_CELLS = (1, 2, 4, 8, 16, 32, 64)


def small(picture: bytes) -> bytes:
    """The picture with a palette: of colours that are nearly the same, the commonest stands for all."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    counted: Any = image.getcolors(image.width * image.height)
    index, palette = _palette([colour for _, colour in sorted(counted, reverse=True)])
    pixels: Any = image.get_flattened_data()
    drawn = Image.frombytes("P", image.size, bytes(map(index.__getitem__, pixels)))
    drawn.putpalette([channel for colour in palette for channel in colour])
    written = BytesIO()
    drawn.save(written, "PNG", optimize=True)
    return written.getvalue()


def _palette(colours: list[Colour]) -> tuple[dict[Colour, int], list[Colour]]:
    """The place of each colour in the palette, and the palette; the commonest come first."""
    for width in _CELLS:
        chosen: dict[Colour, Colour] = {}
        for colour in colours:
            chosen.setdefault(_cell(colour, width), colour)
        if len(chosen) <= _COLOURS:
            break
    place = {cell: number for number, cell in enumerate(chosen)}
    return {colour: place[_cell(colour, width)] for colour in colours}, list(chosen.values())


def _cell(colour: Colour, width: int) -> Colour:
    return tuple(channel // width for channel in colour)
