"""What people type about days and changes of the timetable."""

from typing import Any

from wtforms import DateField


class DayField(DateField):
    """A date as the browser sends it, `2026-11-18`, or as people type it, `18.11.2026`."""

    def __init__(self, label: str, validators: list[Any] | None = None, **settings: Any):
        super().__init__(label, validators, format=["%Y-%m-%d", "%d.%m.%Y"], **settings)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the date. Raises ValueError, in Russian, for what is none."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Выберите день в календаре или напишите его так: 18.11.2026.") from None
