"""A user says: read."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from webapp import clock
from webapp.changes.log import record
from webapp.lately.models import LastLook
from webapp.people.viewer import Viewer

# Longer than any write that a page shows can take from its instant to its commit (changes.once.WAIT_SECONDS).
OVERLAP = timedelta(minutes=2)


def look(*, made: datetime, seen: Iterable[int], school: int, by: Viewer) -> None:
    """What a page made at that instant showed is read: seen are the ids of its changes of the last minutes.

    What came after the page stays new, however late this arrives; an older page takes nothing back.
    """
    settled = min(made, clock.now()) - OVERLAP
    before = LastLook.get_or_none(user=by.id)
    if before and before.settled >= settled:
        return
    LastLook.delete().where(LastLook.user == by.id).execute()
    LastLook.create(user=by.id, settled=settled, seen=",".join(map(str, sorted(set(seen)))))
    record(
        "news.read",
        by=by.id,
        school=school,
        what=f"user:{by.id}",
        scopes=[f"user:{by.id}"],
        before={"settled": before.settled} if before else None,
        after={"settled": settled},
    )
