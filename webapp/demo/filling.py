"""The whole demo school into an empty database, in one transaction."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from webapp import clock
from webapp.changes.once import write_transaction
from webapp.demo.bulk import moment
from webapp.demo.laid import Laid
from webapp.demo.laying_attendance import lay_attendance
from webapp.demo.laying_bags import lay_bags
from webapp.demo.laying_changes import lay_changes, put_in_order
from webapp.demo.laying_lessons import lay_lessons
from webapp.demo.laying_marks import lay_marks
from webapp.demo.laying_people import lay_families, lay_staff
from webapp.demo.laying_remarks import lay_remarks
from webapp.demo.laying_school import lay_classes, lay_school
from webapp.demo.laying_signatures import lay_signatures
from webapp.demo.laying_timetable import lay_timetable
from webapp.demo.school import SchoolPlan, plan_school
from webapp.demo.story import tell_story
from webapp.people.models import User
from webapp.school.models import School

# What is being done, and what part of the whole is done before it.
Tell = Callable[[str, float], None]
STEPS = {
    "План школы": 0.0,
    "Люди": 0.08,
    "Расписание на год": 0.12,
    "Темы и задания": 0.45,
    "Посещаемость": 0.62,
    "Оценки": 0.68,
    "Портфели и события недели": 0.92,
    "Готово": 1.0,
}
_SHARE = {a: (STEPS[a], STEPS[b] - STEPS[a]) for a, b in pairwise(STEPS)}


class NotEmpty(Exception):
    """The database holds a school or people already."""


def is_empty() -> bool:
    """Whether there is neither a school nor a user."""
    return not School.select().exists() and not User.select().exists()


def fill_demo(today: date, tell: Tell = lambda step, done: None) -> None:
    """Fill the database with the demo school as it is on the morning of today. Raises NotEmpty.

    All in one transaction: interrupted, it leaves nothing. The same today gives the same rows, but for the
    salt of the passwords' hash. tell is told a step's name and the part of the whole that is done, 0 to 1.
    """
    tell("План школы", 0)
    plan = plan_school(today)
    with write_transaction(None):
        if not is_empty():
            raise NotEmpty
        with clock.standing_at(_summer(plan)):
            laid = _lay_frame(plan, tell)
        _lay_days(laid, tell)
    tell("Готово", 1)


def _summer(plan: SchoolPlan) -> datetime:
    """When the office entered the school: before the year began."""
    return moment(plan.year.start - timedelta(days=5), time(11))


def _lay_frame(plan: SchoolPlan, tell: Tell) -> Laid:
    """All that stands before the first lesson."""
    tell("Люди", STEPS["Люди"])
    laid = lay_school(plan)
    lay_staff(laid)
    lay_classes(laid)
    lay_families(laid)
    begun, share = _SHARE["Расписание на год"]
    tell("Расписание на год", begun)
    lay_timetable(laid, lambda done, total: tell("Расписание на год", begun + share * done / max(total, 1)))
    return laid


def _lay_days(laid: Laid, tell: Tell) -> None:
    """All that the days of the year have brought."""
    tell("Темы и задания", STEPS["Темы и задания"])
    lay_lessons(laid)
    tell("Посещаемость", STEPS["Посещаемость"])
    lay_attendance(laid)
    tell("Оценки", STEPS["Оценки"])
    lay_marks(laid)
    lay_remarks(laid)
    tell("Портфели и события недели", STEPS["Портфели и события недели"])
    lay_bags(laid)
    lay_changes(laid)
    lay_signatures(laid)
    tell_story(laid)
    put_in_order(laid)
