"""Which versions a page of the timetable is made from (see changes.log.versions)."""

from collections.abc import Iterable

from webapp.changes.log import ANY_WEEK

Pairs = list[tuple[str, str]]


def of(scopes: Iterable[str], *weeks: str) -> Pairs:
    """Each scope for each of the weeks, and for what is not tied to a week."""
    return [(scope, week) for scope in scopes for week in (*weeks, ANY_WEEK)]


def of_student(student_id: int, class_id: int | None, school_id: int, *weeks: str) -> Pairs:
    """A student's lessons in these weeks: own, the class's, the school's versions."""
    classes = [f"class:{class_id}"] if class_id else []
    return of([f"student:{student_id}", *classes, f"school:{school_id}"], *weeks)
