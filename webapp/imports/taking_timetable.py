"""A file's timetable into the database: what it names, who learns together, the weekly pattern."""

from collections.abc import Callable
from datetime import date

from webapp.changes.log import record
from webapp.imports.taking_groups import Groups
from webapp.imports.taking_slots import take_slots
from webapp.imports.taking_teachers import take_teachers
from webapp.imports.tally import CHANGED, NEW, UNCHANGED, Tally
from webapp.imports.weekly_timetable import Timetable
from webapp.people.models import SchoolClass
from webapp.school.holidays import add_public_holidays
from webapp.school.models import AcademicYear, Bell, BellScheme, Room, School, Subject

Progress = Callable[[int, int], None]


def take_timetable(
    timetable: Timetable,
    school: School,
    first: date,
    last: date,
    *,
    by: int = 0,
    progress: Progress | None = None,
) -> Tally:
    """Bring the school's timetable to what the file says, from first on; lessons are filled until last.

    A repeat changes nothing. What the file no longer names ends the day before first: its later lessons go,
    or are cancelled when something hangs on them. To be run in one transaction; rolled back, it is a preview.
    """
    tally = Tally(warnings=[str(warning) for warning in timetable.warnings])
    year = take_year(school, first, last, tally)
    _take_holidays(school, year, tally)
    rooms = {name: _named(Room, school, name, "rooms", tally) for name in timetable.rooms}
    subjects = {name: _named(Subject, school, name, "subjects", tally) for name in timetable.subjects}
    teachers = take_teachers(school, timetable.teachers, first, tally)
    classes = {c.name: _take_class(school, year, c.title, c.grade, tally) for c in timetable.classes}
    _take_bells(school, timetable, tally)
    groups = Groups(school, year, first, subjects, teachers, classes, tally)
    wished = groups.take(timetable)
    take_slots(school, year, timetable, wished, rooms, first, last, tally, by=by, progress=progress)
    groups.end_gone(wished)
    if not tally.is_unchanged:
        after = {"from": first, "to": last, **timetable.counts()}
        record(
            "timetable.imported",
            by=by,
            school=school.id,
            what=school.scope,
            scopes=[school.scope],
            after=after,
        )
    return tally


def take_year(school: School, first: date, last: date, tally: Tally) -> AcademicYear:
    """The academic year that the first day lies in; made, or made longer, where needed."""
    year = AcademicYear.get_or_none(
        (AcademicYear.school == school) & (AcademicYear.starts <= first) & (AcademicYear.ends >= first)
    )
    if year is None:
        name = f"{first.year}/{last.year % 100:02d}" if last.year > first.year else str(first.year)
        tally.add("years", NEW, name)
        return AcademicYear.create(school=school, name=name, starts=first, ends=last)
    longer = last > year.ends
    if longer:
        year.ends = last
        year.save()
    tally.add("years", CHANGED if longer else UNCHANGED, year.name)
    return year


def _take_holidays(school: School, year: AcademicYear, tally: Tally) -> None:
    for holiday in add_public_holidays(school, year.starts, year.ends):
        tally.add("holidays", NEW, holiday.name)


def _named(
    table: type[Room] | type[Subject], school: School, name: str, kind: str, tally: Tally
) -> Room | Subject:
    row = table.get_or_none(school=school, name=name)
    tally.add(kind, UNCHANGED if row else NEW, name)
    return row or table.create(school=school, name=name)


def _take_class(
    school: School, year: AcademicYear, title: str, grade: int | None, tally: Tally
) -> SchoolClass:
    row = SchoolClass.get_or_none(school=school, year=year, name=title)
    tally.add("classes", UNCHANGED if row else NEW, title)
    return row or SchoolClass.create(school=school, year=year, name=title, grade=grade or 0)


def _take_bells(school: School, timetable: Timetable, tally: Tally) -> None:
    """The file's hours become the school's bells where it has none; else the school's own stay."""
    if not timetable.has_bells or BellScheme.select().where(BellScheme.school == school).exists():
        return
    scheme = BellScheme.create(school=school, name="Основное", is_default=True)
    for hour in timetable.hours:
        Bell.create(scheme=scheme, number=hour.number, starts=hour.starts, ends=hour.ends)
    tally.add("bells", NEW, scheme.name, len(timetable.hours))
