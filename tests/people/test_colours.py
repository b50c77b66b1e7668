"""Colours can be told apart in each theme, by WCAG 2.2: 1.4.3 text, 1.4.6 for low vision, 1.4.11 the rest."""

import re

import pytest

from tests.sources import ROOT

TOKENS = (ROOT / "static" / "css" / "tokens.css").read_text()
RAW = dict(re.findall(r"^  --([\w-]+): ((?:var\(--if-\w+, #?\w+\) ?)+);", TOKENS, re.M))
ROLES = dict(re.findall(r"^  --([\w-]+): var\(--([\w-]+)\);", TOKENS, re.M))
# Of text, how much; of edges and of what is not read but seen.
ENOUGH = {"light": (4.5, 3), "dark": (4.5, 3), "contrast": (7, 4.5)}
GROUNDS = ("ground", "raised", "sunken")
TEXTS = {
    "text": (*GROUNDS, "accent-wash", "bad-wash", "good-wash", "warn-wash"),
    "quiet": GROUNDS,
    "accent": (*GROUNDS, "accent-wash", "bad-wash", "good-wash"),
    "bad": (*GROUNDS, "bad-wash"),
    "good": (*GROUNDS, "good-wash"),
    "warn": (*GROUNDS, "warn-wash"),
    "on-accent": ("accent",),
    "on-bad": ("bad",),
}
EDGES = ("line-strong", *(f"child-{n}" for n in range(8)))


def colour(name: str, theme: str) -> str:
    """`#rrggbb` of a role or a raw colour in a theme."""
    found = re.search(rf"--if-{theme}, #(\w+)\)", RAW[ROLES.get(name, name)])
    assert found, f"--{name} says nothing of {theme}"
    digits = found[1]
    return "#" + ("".join(d * 2 for d in digits) if len(digits) == 3 else digits)


def luminance(shown: str) -> float:
    """Relative luminance as WCAG defines it, 0 to 1."""
    parts = [int(shown[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(pairs: list[tuple[str, str]], theme: str, least: float) -> list[str]:
    """The pairs that contrast less."""
    found = [(front, back, ratio(colour(front, theme), colour(back, theme))) for front, back in pairs]
    return [f"{front} on {back}: {got:.2f}" for front, back, got in found if got < least]


def test_the_ratio_is_that_of_the_standard():
    assert round(ratio("#ffffff", "#000000"), 2) == 21
    assert round(ratio("#777777", "#ffffff"), 2) == 4.48


def test_every_colour_says_once_what_it_is_in_each_theme():
    assert len(RAW) > 20
    for name, value in RAW.items():
        assert re.findall(r"--if-(\w+)", value) == ["light", "dark", "contrast"], name


@pytest.mark.parametrize("theme", ENOUGH)
def test_text_can_be_read_on_every_ground_that_it_stands_on(theme):
    pairs = [(front, back) for front, backs in TEXTS.items() for back in backs]
    assert too_weak(pairs, theme, ENOUGH[theme][0]) == []


@pytest.mark.parametrize("theme", ENOUGH)
def test_edges_can_be_seen(theme):
    pairs = [(edge, back) for edge in EDGES for back in ("ground", "raised")]
    assert too_weak(pairs, theme, ENOUGH[theme][1]) == []
