"""What surrounds the lessons of a week: holidays, school years, notices, signatures; one statement."""

from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from webapp import weeks
from webapp.absence.models import ACCEPTED, SENT, AbsenceNotice
from webapp.signatures.reading import Signed, signed
from webapp.statements import Statement, as_day

# The first select has all columns and gives them their types.
_FRAME = Statement("""
    SELECT 'signature' AS kind, w.id, CAST(NULL AS date) AS starts, CAST(NULL AS date) AS ends,
     u.surname AS a, u.given_name AS b, u.patronymic AS c, w.guardian_id, w.made_at, w.signed_at, w.device_at
    FROM week_signature w JOIN users u ON u.id = w.guardian_id WHERE w.student_id = ? AND w.week = ?
    UNION ALL SELECT 'holiday', h.id, h.starts, h.ends, h.name, h.kind, '', 0, NULL, NULL, NULL FROM holiday h
    WHERE h.school_id = ? AND h.starts <= ? AND h.ends >= ?
    UNION ALL SELECT 'year', y.id, y.starts, y.ends, y.name, '', '', 0, NULL, NULL, NULL
    FROM academic_year y WHERE y.school_id = ?
    UNION ALL SELECT 'notice', n.id, n.starts, n.ends, n.numbers, n.state, n.reason, 0, NULL, NULL, NULL
    FROM absence_notice n
    WHERE n.student_id = ? AND n.starts <= ? AND n.ends >= ? AND n.state IN (?, ?)
    UNION ALL SELECT 'lessons', MIN(l.id), l.date, l.date, '', '', '', 0, NULL, NULL, NULL FROM lesson l
    WHERE l.school_id = ? AND l.date = ? GROUP BY l.date
    UNION ALL SELECT 'resume', 0, MIN(l.date), MIN(l.date), '', '', '', 0, NULL, NULL, NULL
    FROM group_student gs
    JOIN lesson l ON l.group_id = gs.group_id AND l.state <> 'cancelled' AND l.date > (
     SELECT MAX(h.ends) FROM holiday h WHERE h.school_id = ? AND h.starts <= ? AND h.ends >= ?)
    WHERE gs.student_id = ? AND gs.starts <= l.date AND (gs.ends IS NULL OR gs.ends >= l.date)
    ORDER BY 3, 2
""")


class Span(NamedTuple):
    """Days with a name: a holiday, or a school year. kind is the holiday's."""

    starts: date
    ends: date
    name: str
    kind: str = ""

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.starts <= day <= self.ends


class Frame(NamedTuple):
    """The surroundings of a week.

    signed are the signatures under it, in order; has_saturday: somebody at the school has lessons on its
    Saturday; resumes: the student's first day of lessons after the week's holidays.
    """

    holidays: list[Span]
    years: list[Span]
    notices: list[AbsenceNotice]
    signed: list[Signed]
    has_saturday: bool
    resumes: date | None

    def holiday_on(self, day: date) -> Span | None:
        """The holiday of the day; of several, the one that lasts longest."""
        return max((h for h in self.holidays if h.holds(day)), key=lambda h: h.ends, default=None)

    def year_on(self, day: date) -> Span | None:
        """The school year that the day is in."""
        return next((year for year in self.years if year.holds(day)), None)


def frame_of(student_id: int, school_id: int, days: list[date]) -> Frame:
    """The surroundings of the days, Monday to Saturday."""
    first, last = days[0], days[-1]
    of_notices = (student_id, last, first, SENT, ACCEPTED)
    of_holidays = (school_id, last, first)
    week = weeks.week_of(first)
    rows = _FRAME.rows(
        student_id, week, *of_holidays, school_id, *of_notices, school_id, last, *of_holidays, student_id
    )
    return Frame(
        [_span(row) for row in rows if row[0] == "holiday"],
        [_span(row) for row in rows if row[0] == "year"],
        [_notice(row) for row in rows if row[0] == "notice"],
        sorted(
            (signed(*row[7:], *row[4:7]) for row in rows if row[0] == "signature"), key=attrgetter("made_at")
        ),
        any(row[0] == "lessons" for row in rows),
        next((as_day(row[2]) for row in rows if row[0] == "resume"), None),
    )


def _span(row: Any) -> Span:
    return Span(as_day(row[2]), as_day(row[3]), row[4], row[5])  # type: ignore[arg-type]


def _notice(row: Any) -> AbsenceNotice:
    _, number, starts, ends, numbers, state, reason = row[:7]
    return AbsenceNotice(
        id=number, starts=as_day(starts), ends=as_day(ends), numbers=numbers, state=state, reason=reason
    )
