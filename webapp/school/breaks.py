"""What may stand in the calendar as days without lessons."""

from datetime import date, timedelta
from typing import NamedTuple

from webapp.changes.once import Conflict, Refused
from webapp.language import _, lazy
from webapp.school.models import AcademicYear, Holiday, School
from webapp.words import dated, span

KINDS = {
    "break": lazy("Каникулы"),
    "public": lazy("Праздник или выходной"),
    "quarantine": lazy("Карантин всей школы"),
}
LONGEST_DAYS = 120
LONGEST_NAME = 100


class DaysOff(NamedTuple):
    """Days without lessons, both ends included, as the school wants them. kind is one of KINDS."""

    starts: date
    ends: date
    name: str
    kind: str

    @classmethod
    def of(cls, holiday: Holiday) -> "DaysOff":
        """As they stand now."""
        return cls(holiday.starts, holiday.ends, holiday.name, holiday.kind)

    @property
    def seen(self) -> str:
        """What a form sends along, so that a change made meanwhile is noticed."""
        return f"{self.starts}/{self.ends}/{self.kind}/{self.name}"

    def days(self) -> set[date]:
        """Every day of them."""
        return {self.starts + timedelta(days=n) for n in range((self.ends - self.starts).days + 1)}


def check_days_off(school: School, wanted: DaysOff, besides: int = 0) -> AcademicYear:
    """The academic year that holds the wanted days. besides is the holiday that is changed.

    Raises Refused beside `name`, `kind`, `starts` or `ends`. A public holiday may lie within a break, as
    January's do; a break and a quarantine, or two breaks, share no day.
    """
    if wanted.kind not in KINDS:
        raise Refused(_("Выберите из списка, что это за дни."), "kind")
    if not wanted.name:
        raise Refused(_("Напишите название: его увидят семьи в дневнике."), "name")
    if len(wanted.name) > LONGEST_NAME:
        raise Refused(_("Название — не длиннее %(most)s знаков.", most=LONGEST_NAME), "name")
    if wanted.ends < wanted.starts:
        raise Refused(_("Последний день стоит раньше первого."), "ends")
    if (wanted.ends - wanted.starts).days >= LONGEST_DAYS:
        raise Refused(
            _("Больше %(days)s дней подряд не бывает. Проверьте год и месяц.", days=LONGEST_DAYS), "ends"
        )
    year = year_of(school, wanted.starts, wanted.ends)
    others = Holiday.between(school, wanted.starts, wanted.ends)
    for other in others:
        if other.id != besides and (other.kind == "public") == (wanted.kind == "public"):
            days = span(other.starts, other.ends)
            raise Refused(
                _("На эти дни уже стоят «%(name)s», %(days)s.", name=other.name, days=days), "starts"
            )
    return year


def year_of(school: School, first: date, last: date) -> AcademicYear:
    """The academic year that holds all days from first to last. Raises Refused beside `starts` or `ends`."""
    year = AcademicYear.at(school, first)
    if year is None:
        raise Refused(_("Учебный год ещё не внесён. Сначала загрузите расписание."))
    for day, field in ((first, "starts"), (last, "ends")):
        if not year.starts <= day <= year.ends:
            begins, ends = (dated(end, "d MMMM y") for end in (year.starts, year.ends))
            raise Refused(
                _("Это вне учебного года: он идёт с %(first)s по %(last)s.", first=begins, last=ends), field
            )
    return year


def check_seen(stands: str, seen: str) -> None:
    """Raises Conflict when what the form was made from no longer stands."""
    if stands != seen:
        raise Conflict(
            _("Эти дни тем временем изменили. Ниже — как они стоят сейчас; проверьте и повторите.")
        )
