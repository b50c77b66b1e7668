"""Which days an absence notice may name."""

from collections.abc import Mapping
from datetime import date, timedelta

from webapp.absence.models import AbsenceNotice
from webapp.changes.once import Refused
from webapp.language import _
from webapp.school.holidays import days_off
from webapp.school.models import AcademicYear, Holiday, School
from webapp.words import dated, span

SCHOOL_DAYS_BACK = 3
LONGEST = 60
_FARTHEST_BACK = timedelta(days=120)


def is_school_day(day: date, off: Mapping[date, Holiday]) -> bool:
    """Whether lessons may be held: neither Sunday nor a holiday."""
    return day.isoweekday() < 7 and day not in off


def earliest(school: School, today: date, off: Mapping[date, Holiday] | None = None) -> date:
    """The first day that a family may still name: three school days back, over Sundays and holidays.

    off, where it is known already, holds the days off of the last weeks.
    """
    day, left = today, SCHOOL_DAYS_BACK
    off = days_off(school, today - _FARTHEST_BACK, today) if off is None else off
    while left and today - day < _FARTHEST_BACK:
        day -= timedelta(days=1)
        left -= is_school_day(day, off)
    return day


def check_days(school: School, first: date, last: date, *, today: date, back_to: date | None) -> None:
    """Refuse days that no notice may name. back_to is the first day allowed, None for the office: any day.

    Raises Refused beside `starts` or `ends`.
    """
    if last < first:
        raise Refused(
            _(
                "Последний день раньше первого: %(last)s раньше, чем %(first)s.",
                last=dated(last),
                first=dated(first),
            ),
            "ends",
        )
    if (last - first).days >= LONGEST:
        raise Refused(
            _(
                "Одно уведомление — не больше %(days)s дней. О долгом отсутствии договоритесь со школой.",
                days=LONGEST,
            ),
            "ends",
        )
    if back_to and first < back_to:
        raise Refused(
            _(
                "Так поздно уведомление подать нельзя: самое раннее — с %(day)s. "
                "О более ранних днях сообщите классному руководителю, их внесёт школа.",
                day=dated(back_to),
            ),
            "starts",
        )
    _check_year(school, first, last)
    _check_school_days(school, first, last)


def check_begun(notice: AbsenceNotice, first: date, last: date, today: date) -> None:
    """Refuse a family's change of days that have passed already. Raises Refused."""
    if notice.starts >= today:
        return
    if first != notice.starts:
        raise Refused(
            _(
                "Первый день уже прошёл, он остаётся: %(day)s. Изменить можно последний.",
                day=dated(notice.starts),
            ),
            "starts",
        )
    soonest = min(notice.ends, today - timedelta(days=1))
    if last < soonest:
        raise Refused(
            _("Прошедшие дни остаются: последний день — не раньше %(day)s.", day=dated(soonest)), "ends"
        )


def _check_year(school: School, first: date, last: date) -> None:
    year = AcademicYear.at(school, first)
    if year and first > year.ends:
        raise Refused(_("Учебный год закончился %(day)s.", day=dated(year.ends)), "starts")
    if year and last > year.ends:
        raise Refused(
            _("Учебный год заканчивается %(day)s: выберите день не позже.", day=dated(year.ends)), "ends"
        )


def _check_school_days(school: School, first: date, last: date) -> None:
    off = days_off(school, first, last)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if any(is_school_day(day, off) for day in days):
        return
    named = [off[day] for day in days if day in off]
    why = f"{named[0].name}, {span(named[0].starts, named[0].ends)}" if named else _("воскресенье")
    raise Refused(_("В эти дни уроков нет (%(why)s): уведомление не нужно.", why=why), "starts")
