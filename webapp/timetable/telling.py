"""Writing a lesson's change down, so that every page which shows it is made anew."""

from typing import Any

from webapp.changes.log import raise_versions, record
from webapp.people.viewer import Viewer
from webapp.timetable.models import Lesson

_KEPT = (
    "date", "number", "starts_at", "ends_at", "teacher_id", "subject_id", "room_id", "state", "reason",
    "moved_date", "moved_number",
)  # fmt: skip


def values(lesson: Lesson) -> dict[str, Any]:
    """What the change log keeps of a lesson's place and teacher."""
    return {name: getattr(lesson, name) for name in _KEPT}


def tell(
    kind: str, lesson: Lesson, before: dict[str, Any], week: str, scopes: list[str], *, by: Viewer
) -> None:
    """Record the change and raise the group, its classes, the teachers and rooms, old and new, in both weeks.

    before, week and scopes are the lesson's as it was.
    """
    after = values(lesson)
    rooms = {f"room:{row['room_id']}" for row in (before, after) if row["room_id"]}
    touched = sorted({*scopes, *lesson.scopes(), *rooms})
    record(
        kind,
        by=by.id,
        school=lesson.school_id,
        what=f"lesson:{lesson.id}",
        scopes=touched,
        week=lesson.week,
        before=before,
        after=after,
        lesson_id=lesson.id,
        group_id=lesson.group_id,
    )
    if week != lesson.week:
        raise_versions(touched, week)
