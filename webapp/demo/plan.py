"""The shape of one line of the demo's weekly pattern."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SlotPlan:
    """One line of the weekly pattern.

    number counts from 1; half is 0 for the whole class, else 1 or 2; day 0 is Monday; hour is an index in
    bells.HOURS; a block of `duration` lessons stands in consecutive hours.
    """

    number: int
    class_name: str
    subject: str
    half: int
    teacher: str
    day: int
    hour: int
    duration: int
    room: str = ""

    def hours(self) -> range:
        """The hours of the grid that it takes."""
        return range(self.hour, self.hour + self.duration)
