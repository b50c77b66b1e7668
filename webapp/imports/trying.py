"""An import in one transaction: kept, or taken back when it was only to be seen."""

from collections.abc import Callable

from webapp.changes.once import write_transaction
from webapp.imports.tally import Tally

Take = Callable[[], Tally]


class _TakenBack(Exception):
    pass


def applied(take: Take, school: int) -> Tally:
    """Run the import and keep what it did. Raises what it raises, and Busy; then nothing is changed."""
    with write_transaction(school):
        return take()


def tried(take: Take, school: int) -> Tally:
    """What the import would come to: it is run and rolled back, so a preview cannot differ from the deed."""
    found: list[Tally] = []
    try:
        with write_transaction(school):
            found.append(take())
            raise _TakenBack
    except _TakenBack:
        return found[0]
