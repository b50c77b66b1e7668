"""External ids of what came by OneRoster, and which posts and ties did."""

import json
from collections.abc import Iterable
from hashlib import blake2b

from webapp.changes.models import Change
from webapp.school.models import School

SOURCE = "oneroster"
PREFIX = f"{SOURCE}:"
_LONGEST = 120
_BATCH = 400


def school_mark(org_id: str) -> str:
    """The external id of a school."""
    return PREFIX + _short(org_id)


def prefix(school: School) -> str:
    """What the external ids of all that came for the school begin with."""
    return f"{PREFIX}{school.id}:"


def mark(school: School, sourced_id: str) -> str:
    """The external id of a person, class, group or subject. Two senders may use one sourcedId."""
    return prefix(school) + _short(sourced_id)


def came_by_file(whats: Iterable[str], kind: str) -> set[str]:
    """Those of the rows (`role:7`) whose last change of the kind says that a OneRoster file made it.

    What the office gave by hand stays, whatever a file leaves out.
    """
    wanted = sorted(whats)
    last: dict[str, str] = {}
    for n in range(0, len(wanted), _BATCH):
        some = Change.what.in_(wanted[n : n + _BATCH])
        for row in (
            Change.select(Change.what, Change.after).where(some, Change.kind == kind).order_by(Change.id)
        ):
            last[row.what] = row.after or "{}"
    return {what for what, after in last.items() if json.loads(after).get("source") == SOURCE}


def _short(sourced_id: str) -> str:
    if len(sourced_id) <= _LONGEST:
        return sourced_id
    return blake2b(sourced_id.encode(), digest_size=20).hexdigest()
