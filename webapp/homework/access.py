"""Rules of access to homework."""

from webapp.homework.ticking import of_student
from webapp.people.access import Args, found, is_student
from webapp.people.viewer import Viewer


def ticks_own(viewer: Viewer, args: Args) -> Args:
    """The student himself, for homework that was set for him."""
    homework_id = args.pop("homework_id")
    args = is_student(viewer, args)
    return {**args, "homework": found(of_student(args["student"]), homework_id)}
