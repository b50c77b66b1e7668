"""What may be a set of bells."""

from collections.abc import Sequence
from datetime import time
from typing import Any, NamedTuple

from webapp.changes.once import Refused
from webapp.language import _
from webapp.school.models import Bell, BellScheme, School

SHIFTS = (1, 2)
LAST_NUMBER = 15


class Ring(NamedTuple):
    """A lesson's number with its beginning and end, any of which may be missing while it is typed."""

    number: int | None
    starts: time | None
    ends: time | None


def rung(scheme: BellScheme) -> list[Ring]:
    """The bells of the set, in order."""
    rows = Bell.select().where(Bell.scheme == scheme).order_by(Bell.number)
    return [Ring(row.number, row.starts, row.ends) for row in rows]


def seen_of(scheme: BellScheme) -> str:
    """What a form sends along, so that a change made meanwhile is noticed."""
    return "/".join([scheme.name, *(f"{n} {a:%H:%M} {b:%H:%M}" for n, a, b in rung(scheme) if a and b)])


def kept(bells: Sequence[Ring]) -> list[dict[str, Any]]:
    """As the change log keeps them."""
    return [ring._asdict() for ring in bells]


def check_name(school: School, name: str, besides: int = 0) -> None:
    """Raises Refused beside `name`."""
    if not name or len(name) > 64:
        raise Refused(_("Название — от 1 до 64 знаков."), "name")
    taken = BellScheme.select().where(BellScheme.school == school, BellScheme.name == name)
    if taken.where(BellScheme.id != besides).exists():
        raise Refused(_("Набор звонков с таким названием уже есть."), "name")


def check_bells(bells: Sequence[Ring]) -> None:
    """Bells are whole, numbered once each, in order of time, and no lesson begins before the last one ends.

    Raises Refused beside `bells`.
    """
    if not bells:
        raise Refused(_("Впишите хотя бы один урок: номер, начало и конец."), "bells")
    last = None
    for number, starts, ends in sorted(bells, key=lambda ring: -1 if ring.number is None else ring.number):
        if number is None or not 0 <= number <= LAST_NUMBER:
            raise Refused(_("Номер урока — от 0 до %(last)s.", last=LAST_NUMBER), "bells")
        if starts is None or ends is None:
            raise Refused(_("%(number)s-й урок: впишите и начало, и конец.", number=number), "bells")
        if ends <= starts:
            raise Refused(_("%(number)s-й урок кончается раньше, чем начался.", number=number), "bells")
        if last and last.number == number:
            raise Refused(_("%(number)s-й урок стоит дважды.", number=number), "bells")
        if last and last.ends and starts < last.ends:
            raise Refused(
                _(
                    "%(number)s-й урок начинается раньше, чем кончился %(before)s-й.",
                    number=number,
                    before=last.number,
                ),
                "bells",
            )
        last = Ring(number, starts, ends)
