"""What the named people did in the last days, each by the same act as on the page, at their own time."""

from webapp.demo.laid import Laid
from webapp.demo.story_families import tell_absences, tell_homework_done, tell_packing
from webapp.demo.story_lessons import tell_lessons
from webapp.demo.story_timetable import tell_changes


def tell_story(laid: Laid) -> None:
    """Changes of the timetable, notices and answers, corrections, ticks and packing."""
    tell_changes(laid)
    tell_lessons(laid)
    tell_absences(laid)
    tell_homework_done(laid)
    tell_packing(laid)
