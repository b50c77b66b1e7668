"""A screenshot made small: at most 256 colours, as a PNG with a palette."""

import struct
import zlib
from collections import Counter

_HEAD = b"\x89PNG\r\n\x1a\n"
_COLOURS = 256


def small(picture: bytes) -> bytes:
    """The PNG (8 bits a channel, RGB or RGBA, not interlaced, as browsers write) with a palette."""
    width, height, pixels = _pixels(picture)
    counts = Counter(pixels)
    palette = _palette(counts)
    index = {colour: _nearest(colour, palette) for colour in counts}
    rows = (bytes([0, *(index[p] for p in pixels[y * width : (y + 1) * width])]) for y in range(height))
    head = struct.pack(">2I5B", width, height, 8, 3, 0, 0, 0)
    colours = b"".join(bytes(colour) for colour in palette)
    parts = [(b"IHDR", head), (b"PLTE", colours), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b"")]
    return _HEAD + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _palette(counts: Counter[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The commonest colours that are not nearly the same as a commoner one."""
    found: list[tuple[int, int, int]] = []
    for coarse in (1, 8, 16):
        found, seen = [], set()
        for colour, _ in counts.most_common():
            cell = tuple(channel // coarse for channel in colour)
            if cell not in seen:
                seen.add(cell)
                found.append(colour)
        if len(found) <= _COLOURS:
            break
    return found[:_COLOURS]


def _nearest(colour: tuple[int, int, int], palette: list[tuple[int, int, int]]) -> int:
    red, green, blue = colour
    return min(
        range(len(palette)),
        key=lambda i: (palette[i][0] - red) ** 2 + (palette[i][1] - green) ** 2 + (palette[i][2] - blue) ** 2,
    )


def _pixels(picture: bytes) -> tuple[int, int, list[tuple[int, int, int]]]:
    """Width, height, and the colours line by line."""
    width, height, depth, kind, *_ = struct.unpack(">2I5B", picture[16:29])
    if depth != 8 or kind not in (2, 6):
        raise ValueError("not a browser's screenshot")
    size = 3 if kind == 2 else 4
    data, at, step = bytearray(zlib.decompress(_body(picture))), 0, width * size
    above = bytes(step)
    pixels: list[tuple[int, int, int]] = []
    for _ in range(height):
        line = _unfiltered(data[at], data[at + 1 : at + 1 + step], above, size)
        pixels += zip(line[0::size], line[1::size], line[2::size], strict=True)
        above, at = bytes(line), at + 1 + step
    return width, height, pixels


def _body(picture: bytes) -> bytes:
    at, parts = len(_HEAD), []
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            parts.append(picture[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(parts)


def _unfiltered(method: int, line: bytearray, above: bytes, size: int) -> bytearray:
    """The line as it was before the filter of PNG: none, sub, up, average, Paeth."""
    for i in range(len(line)) if method else ():
        left = line[i - size] if i >= size else 0
        up, corner = above[i], above[i - size] if i >= size else 0
        if method == 4:
            guess = left + up - corner
            by = [abs(guess - left), abs(guess - up), abs(guess - corner)]
            guess = (left, up, corner)[by.index(min(by))]
        else:
            guess = (left, up, (left + up) // 2)[method - 1]
        line[i] = (line[i] + guess) & 255
    return line
