"""What is to be done with an uploaded file: read it, then bring the school to what it says."""

from collections.abc import Callable
from datetime import date
from typing import Any

from webapp import clock
from webapp.imports.bells_file import belled, read_bells
from webapp.imports.oneroster_files import read_oneroster_zip
from webapp.imports.people_sheet import read_people
from webapp.imports.reading_timetable import read_timetable
from webapp.imports.taking_people import take_people
from webapp.imports.taking_roster import take_roster
from webapp.imports.taking_timetable import take_timetable
from webapp.imports.tally import Tally
from webapp.language import _
from webapp.school.models import School

TIMETABLE, ROSTER, PEOPLE = "timetable", "roster", "people"
Progress = Callable[[int, int], None]
# Brings a school to what the file says, by a user; to be run in one transaction.
Job = Callable[[School, int, Progress | None], Tally]


def bells_name() -> str:
    """What a problem calls the file of bells."""
    return _("звонки.csv")


def read_job(kind: str, data: bytes, name: str, options: dict[str, Any], more: bytes | None = None) -> Job:
    """Read the file: all the parsing, nothing of the database. Raises ImportProblem.

    options of a timetable: first, last (ISO days), country; of people: whole; more is a timetable's bells.
    """
    if kind == TIMETABLE:
        return _timetable(data, name, options, more)
    if kind == ROSTER:
        roster = read_oneroster_zip(data, name)
        return lambda school, by, progress: take_roster(roster, by=by, school=school, progress=progress)
    sheet = read_people(data, name, clock.now().date())
    whole = bool(options.get("whole", True))
    return lambda school, by, progress: take_people(
        sheet, school, on=clock.today(school), by=by, whole=whole, progress=progress
    )


def _timetable(data: bytes, name: str, options: dict[str, Any], more: bytes | None) -> Job:
    timetable = read_timetable(data, name)
    if more is not None:
        timetable = belled(timetable, read_bells(more, bells_name()), bells_name())
    first, last = (date.fromisoformat(options[day]) for day in ("first", "last"))
    country = options.get("country")

    def take(school: School, by: int, progress: Progress | None) -> Tally:
        return take_timetable(
            timetable, school, first, last, by=by, bells=more is not None, country=country, progress=progress
        )

    return take
