"""The scales on which marks are given."""

from typing import NamedTuple

from webapp.changes.once import Refused
from webapp.language import _, lazy

# As they are stored, for every reader; pages say them by `_(mark.value)`.
_FOREIGN = ("зачёт", "незачёт")
PASSED, FAILED = _FOREIGN
_SAID = (lazy("зачёт"), lazy("незачёт"))


class Scale(NamedTuple):
    """A scale: its name, the values on its keypad (none: the number is typed), the rest that it allows."""

    code: str
    name: str
    keys: tuple[str, ...]
    least: int = 0
    most: int = 0

    @property
    def values(self) -> tuple[str, ...]:
        """Every value that the scale allows, the best first."""
        return self.keys if self.most == 0 else tuple(map(str, range(self.most, self.least - 1, -1)))

    @property
    def rare(self) -> tuple[str, ...]:
        """Values that the keypad leaves out, where it has keys."""
        return tuple(v for v in self.values if v not in self.keys) if self.keys else ()


SCALES = {
    scale.code: scale
    for scale in (
        Scale("5", lazy("5 баллов"), ("5", "4", "3", "2"), 1, 5),
        Scale("10", lazy("10 баллов"), tuple(map(str, range(10, 0, -1))), 1, 10),
        Scale("100", lazy("100 баллов"), (), 0, 100),
        Scale("pass", lazy("зачёт / незачёт"), (PASSED, FAILED)),
    )
}


def checked(value: str, scale: str) -> str:
    """The value as it is written on the scale: `4`, `87`, `зачёт`. Raises Refused, beside the value."""
    if scale not in SCALES:
        raise Refused(_("Такой шкалы нет. Выберите шкалу из списка."), "scale")
    chosen, text = SCALES[scale], value.strip()
    if not chosen.most:
        if text.casefold() not in chosen.keys:
            raise Refused(_("Выберите «зачёт» или «незачёт»."), "value")
        return text.casefold()
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        said = _("Нужно целое число от %(least)s до %(most)s.", least=chosen.least, most=chosen.most)
        raise Refused(said, "value")
    if not chosen.least <= int(text) <= chosen.most:
        said = _(
            "На шкале «%(scale)s» ставят от %(least)s до %(most)s, а не %(value)s.",
            scale=chosen.name,
            least=chosen.least,
            most=chosen.most,
            value=int(text),
        )
        raise Refused(said, "value")
    return str(int(text))
