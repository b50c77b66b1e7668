"""Rules of access to remarks."""

from webapp.people.access import Args, found
from webapp.people.viewer import Viewer
from webapp.remarks.models import Remark
from webapp.timetable.models import Lesson


def keeps_remark(viewer: Viewer, args: Args) -> Args:
    """Who may enter the lesson that the remark was given in."""
    taught = Lesson.taught_by(viewer).order_by().select(Lesson.id)
    return {"remark": found(Remark.select().where(Remark.lesson.in_(taught)), args.pop("remark_id")), **args}
