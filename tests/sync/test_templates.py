"""What templates must not hold: code that the policy forbids, and keys in partials."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
FORBIDDEN = {
    "code in an attribute of htmx": r"hx-on|js:|javascript:|hx-trigger=\"[^\"]*\[",
    "an inline handler": r"\son[a-z]+\s*=",
    "an inline style": r"\sstyle\s*=|<style",
    "an inline script": r"<script(?![^>]*\ssrc=)",
}


def markup(path: Path) -> str:
    """The template without comments, statements and expressions."""
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(), flags=re.S)


@pytest.mark.parametrize("name", FORBIDDEN)
def test_no_template_holds(name):
    found = [
        f"{path.relative_to(TEMPLATES)}: {match.group()}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for match in re.finditer(FORBIDDEN[name], markup(path))
    ]
    assert not found, name
