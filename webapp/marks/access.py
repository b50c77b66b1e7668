"""Rules of access to marks."""

from webapp.marks.models import Mark
from webapp.people.access import Args, found
from webapp.people.viewer import Viewer
from webapp.timetable.models import Lesson


def corrects_mark(viewer: Viewer, args: Args) -> Args:
    """Who may enter the lesson that the mark was given in."""
    taught = Lesson.taught_by(viewer).order_by().select(Lesson.id)
    return {"mark": found(Mark.select().where(Mark.lesson.in_(taught)), args.pop("mark_id")), **args}
