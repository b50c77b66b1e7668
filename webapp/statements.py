"""SQL made once and read fast: for the few hot reads that peewee would build anew for every request."""

from collections.abc import Iterable
from typing import Any

from webapp.db import Day, Instant, database

as_day = Day().python_value
as_instant = Instant().python_value


def as_clock(value: Any) -> str:
    """A wall time of either database as «8:30»."""
    return str(value)[:5].removeprefix("0")


class Statement:
    """One statement for both databases: `?` stands for a value, `(?*)` for a list of values.

    Dates, times and instants come back as the database gives them: as_day, as_instant, as_clock read them.
    """

    def __init__(self, text: str):
        self._pieces = [" ".join(piece.split()) for piece in text.split("(?*)")]
        self._made: dict[tuple[str, ...], str] = {}

    def rows(self, *values: Any) -> list[Any]:
        """All rows; a list among the values fills the next `(?*)` and is not empty."""
        counts = tuple(len(value) for value in values if isinstance(value, list))
        flat = [part for value in values for part in (value if isinstance(value, list) else (value,))]
        return list(database.execute_sql(self._text(database.obj.param, counts), flat))

    def _text(self, param: str, counts: Iterable[int]) -> str:
        made = (param, *map(str, counts))
        if made not in self._made:
            lists = [f"({','.join('?' * count)})" for count in counts]
            text = "".join(piece + end for piece, end in zip(self._pieces, [*lists, ""], strict=True))
            self._made[made] = text.replace("?", param)
        return self._made[made]
