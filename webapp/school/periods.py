"""Grading periods are added, corrected and removed."""

from datetime import date
from typing import Any, NamedTuple

from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.language import _, lazy
from webapp.school.breaks import check_seen, year_of
from webapp.school.calendar import grades_name, period_name
from webapp.school.models import AcademicYear, Period, School
from webapp.words import span

KINDS = {"quarter": lazy("Четверть"), "trimester": lazy("Триместр"), "half_year": lazy("Полугодие")}
IN_A_YEAR = {"quarter": 4, "trimester": 3, "half_year": 2}
_TOO_MANY = {
    "quarter": lazy("В году четвертей всего %(most)s: номер от 1 до %(most)s."),
    "trimester": lazy("В году триместров всего %(most)s: номер от 1 до %(most)s."),
    "half_year": lazy("В году полугодий всего %(most)s: номер от 1 до %(most)s."),
}
YOUNGEST, OLDEST = 1, 11


class Wanted(NamedTuple):
    """A grading period as the school wants it; days and grades with both ends."""

    kind: str
    number: int
    starts: date
    ends: date
    grade_from: int
    grade_to: int

    @classmethod
    def of(cls, period: Period) -> "Wanted":
        """As it stands now."""
        return cls(*(getattr(period, name) for name in cls._fields))

    @property
    def seen(self) -> str:
        """What a form sends along, so that a change made meanwhile is noticed."""
        return "/".join(map(str, self))


def add(school: School, wanted: Wanted, *, by: int) -> dict[str, int]:
    """A new period; returns its id. by is a user's id. Raises Refused beside the field that is wrong."""
    year = _check(school, wanted)
    period = Period.create(year=year, **wanted._asdict())
    _record("period.added", school, period.id, by, None, wanted)
    return {"period": period.id}


def change(school: School, period: Period, wanted: Wanted, *, seen: str, by: int) -> None:
    """Other days, grades, number or kind. Raises Conflict when seen holds no longer, else as add() does."""
    stood = Wanted.of(Period.get_by_id(period.id))
    if stood == wanted:
        return
    check_seen(stood.seen, seen)
    year = _check(school, wanted, besides=period.id)
    Period.update(year=year, **wanted._asdict()).where(Period.id == period.id).execute()
    _record("period.changed", school, period.id, by, stood, wanted)


def remove(school: School, period_id: int, *, seen: str, by: int) -> None:
    """The period goes; nothing happens when it is gone already. Raises Conflict as change() does."""
    period = Period.within(school).where(Period.id == period_id).first()
    if period is None:
        return
    stood = Wanted.of(period)
    check_seen(stood.seen, seen)
    Period.delete().where(Period.id == period_id).execute()
    _record("period.removed", school, period_id, by, stood, None)


def _check(school: School, wanted: Wanted, besides: int = 0) -> AcademicYear:
    if wanted.kind not in KINDS:
        raise Refused(_("Выберите из списка."), "kind")
    if not 1 <= wanted.number <= IN_A_YEAR[wanted.kind]:
        raise Refused(_TOO_MANY[wanted.kind] % {"most": IN_A_YEAR[wanted.kind]}, "number")
    if not YOUNGEST <= wanted.grade_from <= OLDEST:
        raise Refused(_("Классы — от 1 до 11."), "grade_from")
    if not wanted.grade_from <= wanted.grade_to <= OLDEST:
        raise Refused(
            _("Напишите число от %(least)s до %(most)s.", least=wanted.grade_from, most=OLDEST), "grade_to"
        )
    if wanted.ends < wanted.starts:
        raise Refused(_("Последний день стоит раньше первого."), "ends")
    year = year_of(school, wanted.starts, wanted.ends)
    same_grades = Period.select().where(
        Period.year == year,
        Period.id != besides,
        Period.grade_from <= wanted.grade_to,
        Period.grade_to >= wanted.grade_from,
    )
    for other in same_grades:
        named = f"{period_name(other)}{_of_grades(other)}, {span(other.starts, other.ends)}"
        if other.starts <= wanted.ends and other.ends >= wanted.starts:
            raise Refused(_("У этих классов на эти дни уже приходится %(period)s.", period=named), "starts")
        if (other.kind, other.number) == (wanted.kind, wanted.number):
            raise Refused(_("Такой период у этих классов уже есть: %(period)s.", period=named), "number")
    return year


def _of_grades(period: Period) -> str:
    return f" ({grades_name(period)})" if grades_name(period) else ""


def _record(
    kind: str, school: School, period_id: int, by: int, stood: Wanted | None, wanted: Wanted | None
) -> None:
    before, after = ((one._asdict() if one else None) for one in (stood, wanted))
    kept: dict[str, Any] = {"before": before, "after": after}
    record(kind, by=by, school=school.id, what=f"period:{period_id}", scopes=[school.scope], **kept)
