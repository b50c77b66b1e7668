"""The colours of each theme can be read: 4.5 : 1, and 7 : 1 in the theme for low vision (look.md)."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
GROUNDS = ("paper", "sheet")
INKS = ("ink", "ink-2", "blue", "red", "green", "amber")
WASHES = {"blue": "blue-wash", "red": "red-wash", "green": "green-wash", "amber": "amber-wash"}
PAIRS = [
    *((ink, ground) for ink in INKS for ground in (*GROUNDS, "sheet-2")),
    *WASHES.items(),
    *(("ink", wash) for wash in WASHES.values()),
    ("on-blue", "blue"),
]
THEMES = {
    "light": (None, 4.5),
    "dark": ("prefers-color-scheme: dark", 4.5),
    "contrast": ("prefers-contrast", 7),
}


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css))


def theme(condition: str | None) -> dict[str, str]:
    text = TOKENS.read_text()
    base = colours(text.split("@media")[0])
    if condition is None:
        return base
    block = next(part for part in text.split("@media")[1:] if condition in part.split("{")[0])
    return {**base, **colours(block.split("\n}\n")[0])}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read_on_every_ground(name):
    condition, least = THEMES[name]
    found = theme(condition)
    poor = {
        (ink, ground): round(contrast(found[ink], found[ground]), 2)
        for ink, ground in PAIRS
        if contrast(found[ink], found[ground]) < least
    }
    assert not poor


@pytest.mark.parametrize("name", THEMES)
def test_edges_of_controls_and_of_children_can_be_seen(name):
    found = theme(THEMES[name][0])
    edges = ["rule-strong", *(f"child-{n}" for n in range(8))]
    faint = [edge for edge in edges for ground in GROUNDS if contrast(found[edge], found[ground]) < 3]
    assert not faint
