"""A timetable file of either kind that FET writes."""

from webapp.imports.fet_csv import read_fet_csv
from webapp.imports.fet_file import read_fet
from webapp.imports.weekly_timetable import Timetable


def read_timetable(data: bytes, file: str) -> Timetable:
    """The timetable in a .fet file or in FET's timetable export; file is the name. Raises ImportProblem."""
    return read_fet_csv(data, file) if file.lower().endswith((".csv", ".txt")) else read_fet(data, file)
