"""What «прочитано» sends."""

from datetime import datetime
from typing import Any

from wtforms import HiddenField

from webapp.language import _, lazy
from webapp.saving import Form

_LONGEST = 4000


class LookForm(Form):
    """made: when the page was made, ISO with its zone; seen: the ids of its newest changes, by commas."""

    made = HiddenField(lazy("Когда открыт список"))
    seen = HiddenField(lazy("Что в нём было"))

    def validate(self, extra_validators: Any = None) -> bool:
        """What no page of ours sends is said above the form: its fields are not seen."""
        good = super().validate(extra_validators) and self._is_of_a_page()
        if not good:
            text = _("Страница устарела. Прочитайте список ещё раз и нажмите «Отметить всё прочитанным».")
            self.form_errors.append(text)
        return good

    def _is_of_a_page(self) -> bool:
        try:
            zone = self.instant.tzinfo
        except ValueError:
            return False
        seen = self.seen.data or ""
        return (
            zone is not None and len(seen) <= _LONGEST and all(map(_is_id, seen.split(",") if seen else []))
        )

    @property
    def instant(self) -> datetime:
        """When the page was made. Raises ValueError."""
        return datetime.fromisoformat(self.made.data or "")

    @property
    def ids(self) -> list[int]:
        """The changes shown of the last minutes."""
        return [int(part) for part in (self.seen.data or "").split(",") if part]


def _is_id(part: str) -> bool:
    return part.isascii() and part.isdigit()
