"""Days off: public holidays of the school's country, and which holiday a day belongs to."""

from datetime import date, timedelta

import holidays

from webapp.changes.log import record
from webapp.language import _
from webapp.school.models import Holiday, School

LANGUAGE = "ru"
# What `holidays` calls a day off moved here from elsewhere, and what such days alone are kept as.
FOREIGN_MOVED = "Выходной ("
FOREIGN_DAY_OFF = "Выходной день"


def add_public_holidays(school: School, first: date, last: date, *, by: int = 0) -> list[Holiday]:
    """Writes the country's public holidays from first to last as Holiday rows; returns the rows added.

    Adjoining days make one row. Days that a break or another holiday holds already are left out, so breaks
    come first and a second run adds nothing. by is a user's id, 0 for the program itself. Raises ValueError
    for a country without known holidays.
    """
    taken = days_off(school, first, last)
    named = public_holidays(school.country, first, last)
    free = {day: name for day, name in named.items() if day not in taken}
    added = [
        Holiday.create(school=school, starts=days[0], ends=days[-1], name=name, kind="public")
        for days, name in _merged(free)
    ]
    if added:
        after = {"from": first, "to": last, "added": len(added)}
        record(
            "holidays.added", by=by, school=school.id, what=school.scope, scopes=[school.scope], after=after
        )
    return added


def public_holidays(country: str, first: date, last: date) -> dict[date, str]:
    """Public holidays by day, named in Russian where that is known, else in the country's own language.

    country is ISO 3166. Raises ValueError for a country without known holidays.
    """
    years = range(first.year, last.year + 1)
    try:
        calendar = type(holidays.country_holidays(country))
    except NotImplementedError:
        raise ValueError(_("праздники страны %(country)s неизвестны", country=repr(country))) from None
    speaks = LANGUAGE in calendar.supported_languages
    found = calendar(years=years, language=LANGUAGE if speaks else calendar.default_language)
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}


def days_off(school: School | int, first: date, last: date) -> dict[date, Holiday]:
    """The holiday of each day without lessons from first to last; of several, the one that ends last."""
    found: dict[date, Holiday] = {}
    for holiday in sorted(Holiday.between(school, first, last), key=lambda row: row.ends):
        day = max(first, holiday.starts)
        while day <= min(last, holiday.ends):
            found[day] = holiday
            day += timedelta(days=1)
    return found


def _merged(named: dict[date, str]) -> list[tuple[list[date], str]]:
    runs: list[list[date]] = []
    for day in sorted(named):
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return [(run, _name([named[day] for day in run])) for run in runs]


def _name(names: list[str]) -> str:
    """One name for a run of days: «День Победы» for «День Победы (выходной)»; moved days off add none."""
    plain = [name.partition(" (")[0] for name in names if not name.startswith(FOREIGN_MOVED)]
    return ", ".join(dict.fromkeys(plain)) or FOREIGN_DAY_OFF
