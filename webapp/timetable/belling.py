"""Bells change, and the times of lessons with them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from webapp import clock, weeks
from webapp.changes.log import raise_versions, record
from webapp.changes.once import Refused
from webapp.language import _
from webapp.people.viewer import Viewer
from webapp.school.breaks import check_seen, year_of
from webapp.school.holidays import days_off
from webapp.school.models import AcademicYear, Bell, BellDay, BellScheme, School
from webapp.school.schemes import SHIFTS, Ring, check_bells, check_name, kept, rung, seen_of
from webapp.timetable.retiming import retime, retime_slots
from webapp.words import dated, span

MOST_DAYS = 31


def scheme_of(school: School, scheme_id: int | None) -> BellScheme | None:
    """The school's set of bells by its id."""
    return BellScheme.get_or_none(school=school, id=scheme_id)


def in_order(scheme: BellScheme) -> list[Bell]:
    """The set's bells by number."""
    return list(Bell.select().where(Bell.scheme == scheme).order_by(Bell.number))


def add_scheme(school: School, name: str, shift: int, bells: Sequence[Ring], *, by: Viewer) -> dict[str, int]:
    """A set of bells; the first of its shift is the usual one, and lessons follow it from today on.

    Returns its id. Raises Refused beside `name`, `shift` or `bells`.
    """
    if shift not in SHIFTS:
        raise Refused(_("Выберите смену."), "shift")
    check_name(school, name)
    check_bells(bells)
    usual = BellScheme.select().where(BellScheme.school == school, BellScheme.is_default)
    first = not usual.where(BellScheme.shift == shift).exists()
    scheme = BellScheme.create(school=school, name=name, shift=shift, is_default=first)
    _write(scheme, bells)
    _record("bells.added", scheme, by, None, {"name": name, "shift": shift, "bells": kept(bells)})
    if first:
        _follow(scheme, clock.today(school))
    return {"scheme": scheme.id}


def change_scheme(
    scheme: BellScheme, name: str, bells: Sequence[Ring], from_date: date | None, *, seen: str, by: Viewer
) -> None:
    """Another name, other bells. Lessons follow: all of a usual set's from from_date on (today unless given),
    those of short days from today on.

    seen is schemes.seen_of() as the form was made from. Raises Conflict when it is no longer so, Refused
    beside `name`, `bells` or `from_date`.
    """
    stands = BellScheme.get_by_id(scheme.id)
    school, today = stands.school, clock.today(stands.school)
    before, wanted = rung(stands), sorted(bells, key=lambda ring: (ring.number is None, ring.number))
    if (stands.name, before) == (name, wanted):
        return
    check_seen(seen_of(stands), seen)
    check_name(school, name, besides=stands.id)
    check_bells(wanted)
    if from_date and from_date < today:
        raise Refused(
            _("Время прошедших уроков не меняется. Выберите день не раньше сегодняшнего."), "from_date"
        )
    BellScheme.update(name=name).where(BellScheme.id == stands.id).execute()
    _write(stands, wanted)
    old = {"name": stands.name, "bells": kept(before)}
    new = {"name": name, "bells": kept(wanted), "from": from_date or today}
    _record("bells.changed", stands, by, old, new)
    if before != wanted:
        _follow(stands, (from_date if stands.is_default else None) or today)


def ring_on(scheme: BellScheme, first: date, last: date, *, by: Viewer) -> dict[str, int]:
    """The scheme's shift rings by it on the school days from first to last; their lessons take its times.

    Returns how many days. Raises Refused beside `scheme`, `starts` or `ends`.
    """
    school = scheme.school
    if scheme.is_default:
        raise Refused(_("Это обычные звонки этой смены. Выберите другой набор."), "scheme")
    days = _school_days(school, first, last)
    rows = list(
        BellDay.select().where(
            BellDay.school == school, BellDay.shift == scheme.shift, BellDay.date.in_(days)
        )
    )
    for row in rows:
        if row.scheme_id != scheme.id:
            when, name = dated(row.date), row.scheme.name
            raise Refused(
                _("%(day)s эта смена уже звонит по набору «%(name)s».", day=when, name=name), "starts"
            )
    new = [day for day in days if day not in {row.date for row in rows}]
    for day in new:
        BellDay.create(school=school, date=day, shift=scheme.shift, scheme=scheme)
    if new:
        _days_changed("bell_days.added", scheme, new, by)
    return {"days": len(new)}


def ring_as_usual(scheme: BellScheme, day: date, *, by: Viewer) -> None:
    """The day rings by the shift's usual bells again; nothing happens when it does already."""
    days = BellDay.delete().where(
        BellDay.school == scheme.school_id, BellDay.scheme == scheme, BellDay.date == day
    )
    if days.execute():
        _days_changed("bell_days.removed", scheme, [day], by)


def _school_days(school: School, first: date, last: date) -> list[date]:
    if last < first:
        raise Refused(_("Последний день стоит раньше первого."), "ends")
    if first < clock.today(school):
        raise Refused(_("Этот день уже прошёл. Выберите день не раньше сегодняшнего."), "starts")
    if (last - first).days >= MOST_DAYS:
        raise Refused(_("Не больше %(days)s дней сразу.", days=MOST_DAYS), "ends")
    year_of(school, first, last)
    off = days_off(school, first, last)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    days = [day for day in days if day not in off and day.isoweekday() < 7]
    if not days:
        raise Refused(_("%(days)s уроков нет: это выходной.", days=span(first, last)), "starts")
    return days


def _days_changed(kind: str, scheme: BellScheme, days: list[date], by: Viewer) -> None:
    _record(kind, scheme, by, None, {"days": days, "shift": scheme.shift, "scheme": scheme.name})
    for day in days:
        retime(scheme.school, scheme.shift, day, day)
    for week in sorted({weeks.week_of(day) for day in days}):
        raise_versions([scheme.school.scope], week)


def _follow(scheme: BellScheme, first: date) -> None:
    """Lessons from first on take the scheme's times: all of the shift, or those of its short days."""
    school = scheme.school
    year = AcademicYear.at(school, first)
    if year is None:
        return
    if scheme.is_default:
        retime_slots(scheme, first)
        retime(school, scheme.shift, first, year.ends)
        return
    for row in BellDay.select().where(BellDay.scheme == scheme, BellDay.date >= first):
        retime(school, scheme.shift, row.date, row.date)


def _write(scheme: BellScheme, bells: Sequence[Ring]) -> None:
    Bell.delete().where(Bell.scheme == scheme).execute()
    for ring in bells:
        Bell.create(scheme=scheme, **ring._asdict())


def _record(
    kind: str, scheme: BellScheme, by: Viewer, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    school = scheme.school
    what, scopes = f"bells:{scheme.id}", [school.scope]
    record(kind, by=by.id, school=school.id, what=what, scopes=scopes, before=before, after=after)
