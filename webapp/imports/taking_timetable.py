"""A file's timetable into the database: what it names, who learns together, the weekly pattern."""

from collections.abc import Callable
from datetime import date
from typing import Any

from webapp.changes.log import record
from webapp.imports.countries import name_of, zone_of
from webapp.imports.taking_groups import Groups
from webapp.imports.taking_slots import take_slots
from webapp.imports.taking_teachers import take_teachers
from webapp.imports.tally import CHANGED, NEW, UNCHANGED, Tally
from webapp.imports.weekly_timetable import Timetable
from webapp.language import _
from webapp.people.models import SchoolClass
from webapp.school.holidays import add_public_holidays
from webapp.school.models import AcademicYear, Bell, BellScheme, Room, School, Subject

Progress = Callable[[int, int], None]
# Written as the name of a bell scheme.
_FOREIGN_BELLS = "Основное"


def take_timetable(
    timetable: Timetable,
    school: School,
    first: date,
    last: date,
    *,
    by: int = 0,
    bells: bool = False,
    country: str | None = None,
    progress: Progress | None = None,
) -> Tally:
    """Bring the school's timetable to what the file says, from first on; lessons are filled until last.

    A repeat changes nothing. What the file no longer names ends the day before first: its later lessons go,
    or are cancelled when something hangs on them. bells: the timetable's hours become the school's bells also
    where it has some. country: whose public holidays, when they are not those of the school so far. To be run
    in one transaction; rolled back, it is a preview.
    """
    tally = Tally(warnings=[str(warning) for warning in timetable.warnings])
    _take_country(school, country, tally)
    year = take_year(school, first, last, tally)
    _take_holidays(school, year, tally, by=by)
    rooms = {name: _named(Room, school, name, "rooms", tally) for name in timetable.rooms}
    subjects = {name: _named(Subject, school, name, "subjects", tally) for name in timetable.subjects}
    teachers = take_teachers(school, timetable.teachers, first, tally)
    classes = {c.name: _take_class(school, year, c.title, c.grade, tally) for c in timetable.classes}
    _take_bells(school, timetable, bells, tally)
    groups = Groups(school, year, first, subjects, teachers, classes, tally)
    wished = groups.take(timetable)
    take_slots(school, year, timetable, wished, rooms, first, last, tally, by=by, progress=progress)
    groups.end_gone(wished)
    if not tally.is_unchanged:
        _record(school, {"from": first, "to": last, **timetable.counts()}, by=by)
    return tally


def _record(school: School, after: dict[str, Any], *, by: int) -> None:
    what, scopes = school.scope, [school.scope]
    record("timetable.imported", by=by, school=school.id, what=what, scopes=scopes, after=after)


def _take_country(school: School, country: str | None, tally: Tally) -> None:
    """The school lies in the country that the office names, and in its usual time zone."""
    if country and country != school.country:
        tally.add("schools", CHANGED, f"{school.name}: {name_of(school.country)} → {name_of(country)}")
        school.country, school.timezone = country, zone_of(country)
        school.save()


def take_year(school: School, first: date, last: date, tally: Tally) -> AcademicYear:
    """The academic year that the days lie in; made, or made longer at either end, where needed."""
    touched = (AcademicYear.school == school) & (AcademicYear.starts <= last) & (AcademicYear.ends >= first)
    begun = AcademicYear.starts <= first
    year = AcademicYear.select().where(touched).order_by(begun.desc(), AcademicYear.starts).first()
    if year is None:
        name = f"{first.year}/{last.year % 100:02d}" if last.year > first.year else str(first.year)
        tally.add("years", NEW, name)
        return AcademicYear.create(school=school, name=name, starts=first, ends=last)
    longer = first < year.starts or last > year.ends
    if longer:
        year.starts, year.ends = min(first, year.starts), max(last, year.ends)
        year.save()
    tally.add("years", CHANGED if longer else UNCHANGED, year.name)
    return year


def _take_holidays(school: School, year: AcademicYear, tally: Tally, *, by: int) -> None:
    try:
        added = add_public_holidays(school, year.starts, year.ends, by=by)
    except ValueError as unknown:
        tally.warnings.append(_("%(problem)s; уроки расставлены и на них", problem=str(unknown)))
        return
    for holiday in added:
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


def _take_bells(school: School, timetable: Timetable, anew: bool, tally: Tally) -> None:
    """The file's hours become the school's bells where it has none, or where the office says so."""
    schemes = BellScheme.select().where(BellScheme.school == school)
    scheme = schemes.order_by(BellScheme.shift, BellScheme.is_default.desc(), BellScheme.id).first()
    if not (anew or (timetable.has_bells and scheme is None)):
        return
    rung = {(bell.number, bell.starts, bell.ends) for bell in (scheme.bells if scheme else ())}
    wanted = {(hour.number, hour.starts, hour.ends) for hour in timetable.hours if hour.starts}
    if rung == wanted:
        tally.add("bells", UNCHANGED, count=len(wanted))
        return
    for number, starts, ends in sorted(wanted - rung):
        tally.add("bells", CHANGED if scheme else NEW, f"{number}: {starts:%H:%M}–{ends:%H:%M}")
    if not wanted - rung:
        tally.add("bells", CHANGED, count=len(rung - wanted))
    scheme = scheme or BellScheme.create(school=school, name=_FOREIGN_BELLS, is_default=True)
    Bell.delete().where(Bell.scheme == scheme).execute()
    for number, starts, ends in sorted(wanted):
        Bell.create(scheme=scheme, number=number, starts=starts, ends=ends)
