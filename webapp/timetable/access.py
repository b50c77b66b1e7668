"""Rules of access to lessons."""

from werkzeug.exceptions import Forbidden, NotFound

from webapp.people.access import Args, found
from webapp.people.ties import LEADS
from webapp.people.viewer import Viewer
from webapp.timetable.models import Lesson


def teaches(viewer: Viewer, args: Args) -> Args:
    """Gives the lesson, or teaches its group. A substitute: the lesson replaced and no other."""
    return {"lesson": found(Lesson.taught_by(viewer), args.pop("lesson_id")), **args}


def reads_lesson(viewer: Viewer, args: Args) -> Args:
    """Who teaches it, and who leads the school, to read."""
    lesson = Lesson.whole().where(Lesson.id == args.pop("lesson_id")).first()
    if lesson is None:
        raise NotFound
    if (
        not viewer.holds(lesson.school_id, *LEADS)
        and not Lesson.taught_by(viewer).where(Lesson.id == lesson.id).exists()
    ):
        raise NotFound
    return {**args, "lesson": lesson}


def arranges(viewer: Viewer, args: Args) -> Args:
    """Deputy head or head of the lesson's school: may replace, move, cancel it."""
    lesson = Lesson.whole().where(Lesson.id == args.pop("lesson_id")).first()
    if lesson is None:
        raise NotFound
    if not viewer.holds(lesson.school_id, *LEADS):
        raise Forbidden if Lesson.taught_by(viewer).where(Lesson.id == lesson.id).exists() else NotFound
    return {**args, "lesson": lesson}
