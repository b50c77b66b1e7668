"""When a week can be signed: from Friday noon of that week by the school's clock, and ever after."""

from datetime import datetime
from zoneinfo import ZoneInfo

from webapp import clock, weeks
from webapp.people.models import Student
from webapp.school.models import School
from webapp.timetable.models import CANCELLED, Lesson

_FRIDAY = 4


def opens(week: str, school: clock.Placed) -> datetime:
    """Friday noon of the week where the school is. Raises ValueError for text that names no week."""
    friday = weeks.days(week)[_FRIDAY]
    return datetime.combine(friday, weeks.NOON, ZoneInfo(school.timezone))


def is_open(week: str, school: clock.Placed) -> bool:
    """Whether the week can be signed by now."""
    return opens(week, school) <= clock.now()


def last_open(school: School) -> str:
    """The newest week that can be signed by now."""
    week = weeks.week_of(clock.today(school))
    return week if is_open(week, school) else weeks.shifted(week, -1)


def had_lessons(student: Student, week: str) -> bool:
    """Whether a lesson of the student took place: holidays and weeks before he came need no signature."""
    first, *_, last = weeks.days(week)
    return bool(Lesson.of_student(student, first, last).where(Lesson.state != CANCELLED).exists())
