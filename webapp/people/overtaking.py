"""What a conflict tells of who was quicker: names and the school's clock."""

from datetime import datetime

from webapp import clock
from webapp.changes.log import last_change
from webapp.changes.once import Now
from webapp.language import _
from webapp.people.models import User
from webapp.words import dated, wall_time


def now_stands(
    theirs: str,
    mine: str,
    *,
    school: clock.Placed,
    last: tuple[int, datetime] | None,
    fields: dict[str, str] | None = None,
) -> Now:
    """Both values with who changed it last (user id, instant; None: not known), «Лис А. Б.», «18.11 9:12».

    fields are what insists on one's own value.
    """
    if last is None:
        return Now(theirs, mine, fields=fields)
    user, at = User.get_or_none(id=last[0]), clock.local(school, last[1])
    name, day = user.short_name if user else "", dated(at.date(), _("dd.MM"))
    return Now(theirs, mine, name, f"{day} {wall_time(at)}", fields)


def last_hand(what: str, *, kind: str = "", **about: int | None) -> tuple[int, datetime] | None:
    """Who changed it last, and when, by the change log; about as in last_change()."""
    change = last_change(what, kind=kind, **about)
    return (change.user_id, change.at) if change else None
