"""Rules of access to lessons."""

from werkzeug.exceptions import Forbidden, NotFound

from webapp.people.access import Args
from webapp.people.models import STAFF_KINDS, Role, User
from webapp.people.ties import LEADS, belongs_to
from webapp.people.viewer import Viewer
from webapp.school.models import Room, School
from webapp.timetable.choosing import with_slot
from webapp.timetable.models import Lesson


def arranges(viewer: Viewer, args: Args) -> Args:
    """Deputy head or head of the lesson's school: may replace, move, cancel it."""
    lesson = with_slot().where(Lesson.id == args.pop("lesson_id")).first()
    if lesson is None:
        raise NotFound
    if not viewer.holds(lesson.school_id, *LEADS):
        raise Forbidden if Lesson.taught_by(viewer).where(Lesson.id == lesson.id).exists() else NotFound
    return {**args, "lesson": lesson}


def sees_teacher(viewer: Viewer, args: Args) -> Args:
    """Belongs to a school where the user works: a teacher's timetable is no secret there."""
    posts = Role.select(Role, School, User).join(School).switch(Role).join(User)
    of_user = posts.where(Role.user == args.pop("user_id"), Role.kind.in_(STAFF_KINDS))
    for post in of_user.order_by(Role.id):
        if belongs_to(viewer, post.school_id):
            return {**args, "teacher": post.user, "school": post.school}
    raise NotFound


def sees_room(viewer: Viewer, args: Args) -> Args:
    """Belongs to the room's school."""
    room = Room.select(Room, School).join(School).where(Room.id == args.pop("room_id")).first()
    if room is None or not belongs_to(viewer, room.school_id):
        raise NotFound
    return {**args, "room": room}
