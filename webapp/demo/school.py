"""The whole demo school as plain data, before anything of it is in the database."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from webapp.demo.calendar import YearPlan, school_year
from webapp.demo.people import People, StaffPlan, StudentPlan, build_people
from webapp.demo.plan import SlotPlan
from webapp.demo.staffing import Staffing, staff_classes
from webapp.demo.timetable import build_timetable

NAME = "Школа № 12, Зареченск"
TIME_ZONE = "Europe/Moscow"
COUNTRY = "RU"


@dataclass(frozen=True)
class SchoolPlan:
    """All that does not depend on single days; classes, rooms, bells, subjects are constants beside it."""

    name: str
    today: date
    year: YearPlan
    people: People
    staffing: Staffing
    slots: tuple[SlotPlan, ...]

    @cached_property
    def staff(self) -> dict[str, StaffPlan]:
        """Staff by key; teachers' keys are staffing.TEACHERS."""
        return {person.key: person for person in self.people.staff}

    @cached_property
    def students(self) -> dict[str, StudentPlan]:
        """Students by key."""
        return {student.key: student for student in self.people.students}

    def class_list(self, class_name: str, half: int = 0) -> tuple[StudentPlan, ...]:
        """The students of a class, or of half of it, as lists order them."""
        return tuple(s for s in self.people.students if s.class_name == class_name and half in (0, s.half))

    def week_of(self, class_name: str) -> tuple[SlotPlan, ...]:
        """The class's slots, in order of the week."""
        return tuple(slot for slot in self.slots if slot.class_name == class_name)

    def halved(self, class_name: str) -> bool:
        """Whether some lessons part the class."""
        return any(slot.half for slot in self.week_of(class_name))


def plan_school(today: date) -> SchoolPlan:
    """The demo school around a date; the same date gives the same school. Takes under a second."""
    year = school_year(today)
    staffing = staff_classes()
    return SchoolPlan(NAME, today, year, build_people(year.start), staffing, build_timetable(staffing))
