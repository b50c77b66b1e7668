"""OneRoster's academic sessions: school years and grading periods."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from webapp.imports.oneroster_roster import Session
from webapp.imports.tally import NEW, UNCHANGED, Tally
from webapp.school.models import AcademicYear, Period, School

DAY = timedelta(days=1)
_KINDS = {2: "half_year", 3: "trimester", 4: "quarter"}
_FINEST_FIRST = ("gradingperiod", "term", "semester")


class Span(NamedTuple):
    """The year that a class belongs to, and the days in which it learns."""

    year: AcademicYear
    first: date
    last: date


def default_year(school: School, on: date) -> AcademicYear:
    """The year that goes on or comes next; made from 1 September to 31 May when there is none."""
    coming = AcademicYear.select().where(AcademicYear.school == school, AcademicYear.ends >= on)
    if year := coming.order_by(AcademicYear.starts).first():
        return year
    begins = on.year if on.month >= 6 else on.year - 1
    starts, ends = date(begins, 9, 1), date(begins + 1, 5, 31)
    return AcademicYear.create(
        school=school, name=f"{begins}/{(begins + 1) % 100:02d}", starts=starts, ends=ends
    )


class Years:
    """The years of a school by the sessions of a package."""

    def __init__(self, school: School, sessions: Iterable[Session], on: date, tally: Tally) -> None:
        self._school, self._on, self._tally = school, on, tally
        self._sessions = {s.id: s for s in sessions if not s.deleted and s.starts and s.ends}
        self._years: dict[str, AcademicYear] = {}
        for name in sorted({s.school_year for s in self._sessions.values()}):
            of_year = [s for s in self._sessions.values() if s.school_year == name]
            self._years[name] = self._take(of_year)
            self._take_periods(self._years[name], of_year)

    def span(self, session_ids: Iterable[str]) -> Span:
        """Where a class with these sessions lies in time; with none known, in the year that goes on."""
        own = [self._sessions[one] for one in session_ids if one in self._sessions]
        if not own:
            year = default_year(self._school, self._on)
            return Span(year, year.starts, year.ends)
        year = self._years[own[0].school_year]
        return Span(year, min(_first(s) for s in own), max(_last(s) for s in own))

    def _take(self, sessions: list[Session]) -> AcademicYear:
        whole = [s for s in sessions if s.kind.casefold() == "schoolyear"] or sessions
        first, last = min(map(_first, whole)), max(map(_last, whole))
        for year in AcademicYear.select().where(AcademicYear.school == self._school):
            shared = (min(year.ends, last) - max(year.starts, first)).days
            if shared * 2 > min((year.ends - year.starts).days, (last - first).days):
                self._tally.add("years", UNCHANGED, year.name)
                return year
        name = f"{first.year}/{last.year % 100:02d}" if last.year > first.year else str(first.year)
        self._tally.add("years", NEW, name)
        return AcademicYear.create(school=self._school, name=name, starts=first, ends=last)

    def _take_periods(self, year: AcademicYear, sessions: list[Session]) -> None:
        """Two, three or four sessions one after the other become the year's periods where it has none."""
        present = Period.select().where(Period.year == year).count()
        if present:
            self._tally.add("periods", UNCHANGED, count=present)
            return
        length = (year.ends - year.starts).days
        for kind in _FINEST_FIRST:
            parts = [
                s for s in sessions if s.kind.casefold() == kind and (_last(s) - _first(s)).days < length - 31
            ]
            parts.sort(key=_first)
            apart = all(_first(b) >= _last(a) for a, b in pairwise(parts))
            if apart and len(parts) in _KINDS:
                self._make_periods(year, parts)
                return

    def _make_periods(self, year: AcademicYear, parts: list[Session]) -> None:
        for number, part in enumerate(parts, start=1):
            following = parts[number] if number < len(parts) else None
            ends = min(_last(part), _first(following) - DAY) if following else _last(part)
            Period.create(year=year, kind=_KINDS[len(parts)], number=number, starts=_first(part), ends=ends)
            self._tally.add("periods", NEW, part.title)


def _first(session: Session) -> date:
    assert session.starts
    return session.starts


def _last(session: Session) -> date:
    assert session.ends
    return session.ends
