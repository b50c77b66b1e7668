"""Telephone numbers as people and spreadsheets write them."""

import re

import phonenumbers

COUNTRY = "RU"
_FOREIGN_BETWEEN = re.compile(r"[,;/\n]|\bи\b|\bили\b")
_FOREIGN_EXTENSION = re.compile(r"(доб|вн|ext)\.?\s*\d*.*", re.IGNORECASE)


def split_phones(value: object) -> list[str]:
    """The numbers in a cell, one text each; a spreadsheet's 79161234567.0 loses its fraction."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).replace("\u00a0", " ")
    return list(filter(None, (" ".join(piece.split()) for piece in _FOREIGN_BETWEEN.split(text))))


def parse_phone(text: str, country: str = COUNTRY) -> str | None:
    """The number as +79161234567, or None when it cannot be one.

    country is where a number without + belongs.
    """
    plain = _FOREIGN_EXTENSION.sub("", re.sub(r"\.0$", "", text.strip()))
    try:
        number = phonenumbers.parse(plain, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
