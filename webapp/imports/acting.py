"""In whose right an import changes people."""

from collections.abc import Iterable

from webapp.people.viewer import Viewer
from webapp.school.models import School


def operator_of(schools: Iterable[School], by: int) -> Viewer:
    """An operator of these schools: an import may do what an operator may do by hand, and no more.

    by is the id of the user who imports, 0 for the command line.
    """
    posts = frozenset((school.id, "operator") for school in schools)
    return Viewer(by, "", 0, False, "", "", "", posts)
