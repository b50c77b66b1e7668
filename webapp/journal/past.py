"""The lessons that a group has had."""

from datetime import date, timedelta

from webapp.journal.day import DayLesson, with_signs
from webapp.people.models import Group
from webapp.timetable.models import Lesson

PAGE = 20


def past_lessons(group: Group, until: date) -> tuple[list[DayLesson], date | None]:
    """About twenty lessons up to the day, the newest first, never half a day; and where the next page is."""
    days = (
        Lesson.select(Lesson.date)
        .where(Lesson.group == group, Lesson.date <= until)
        .order_by(Lesson.date.desc(), Lesson.id)
        .limit(PAGE)
    )
    dates = [row.date for row in days]
    if not dates:
        return [], None
    lessons = with_signs((Lesson.group == group.id) & Lesson.date.between(dates[-1], until))
    more = (
        len(dates) == PAGE and Lesson.select().where(Lesson.group == group, Lesson.date < dates[-1]).exists()
    )
    return lessons[::-1], dates[-1] - timedelta(days=1) if more else None
