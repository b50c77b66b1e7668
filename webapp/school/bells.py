"""The bells of a school: its schemes, and the days that ring by another one."""

from datetime import date
from typing import NamedTuple

from webapp.school.models import Bell, BellDay, BellScheme, School


class Ringing(NamedTuple):
    """A scheme with its bells in order and the coming days on which it rings instead of the usual one."""

    scheme: BellScheme
    bells: list[Bell]
    days: list[date]


def bells_of(school: School, today: date) -> list[Ringing]:
    """All schemes of the school, the usual ones first, by shift."""
    schemes = (
        BellScheme.select()
        .where(BellScheme.school == school)
        .order_by(BellScheme.is_default.desc(), BellScheme.shift, BellScheme.name)
    )
    bells: dict[int, list[Bell]] = {}
    for bell in Bell.select().join(BellScheme).where(BellScheme.school == school).order_by(Bell.starts):
        bells.setdefault(bell.scheme_id, []).append(bell)
    days: dict[int, list[date]] = {}
    coming = BellDay.select().where(BellDay.school == school, BellDay.date >= today).order_by(BellDay.date)
    for row in coming:
        days.setdefault(row.scheme_id, []).append(row.date)
    return [Ringing(scheme, bells.get(scheme.id, []), days.get(scheme.id, [])) for scheme in schemes]
