"""Folding of names for search and sort. SQLite neither folds Cyrillic nor puts Ё right."""

import unicodedata

# Registers order it as the plain letter, whatever the language of the page.
FOREIGN_YO = ("ё", "е")


def folded(text: str) -> str:
    """Lower case, one space between words, `ё` as `е`: as people type it and as registers are ordered."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace(*FOREIGN_YO).split())
