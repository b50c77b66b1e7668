"""The demo school's frame in the database: year, periods, breaks, bells, classes."""

from webapp.demo.bells import bells
from webapp.demo.calendar import HALF_YEARS_FROM_GRADE
from webapp.demo.classes import CLASSES
from webapp.demo.controls import FORMS
from webapp.demo.laid import Laid
from webapp.demo.school import COUNTRY, TIME_ZONE, SchoolPlan
from webapp.marks.models import FormOfControl
from webapp.people.models import SchoolClass
from webapp.school.models import AcademicYear, Bell, BellScheme, Holiday, Period, School

SHIFTS = {1: "Первая смена", 2: "Вторая смена"}
OLDEST_GRADE = 11


def lay_school(plan: SchoolPlan) -> Laid:
    """School, academic year, periods, breaks, bells, forms of control.

    Breaks are the whole school's, so the first grade's own one in February is not among them. Public holidays
    come with the timetable.
    """
    school = School.create(name=plan.name, country=COUNTRY, timezone=TIME_ZONE)
    year = AcademicYear.create(school=school, name=plan.year.name, starts=plan.year.start, ends=plan.year.end)
    grades = {"quarter": (1, HALF_YEARS_FROM_GRADE - 1), "half_year": (HALF_YEARS_FROM_GRADE, OLDEST_GRADE)}
    for periods in (plan.year.quarters, plan.year.half_years):
        for number, period in enumerate(periods, 1):
            first, last = grades[period.kind]
            Period.create(
                year=year, kind=period.kind, number=number, starts=period.start, ends=period.end,
                grade_from=first, grade_to=last,
            )  # fmt: skip
    for pause in plan.year.breaks:
        if not pause.grades:
            Holiday.create(school=school, starts=pause.start, ends=pause.end, name=pause.name)
    for shift, name in SHIFTS.items():
        scheme = BellScheme.create(school=school, name=name, shift=shift, is_default=True)
        for bell in bells(shift):
            Bell.create(scheme=scheme, number=bell.number, starts=bell.start, ends=bell.end)
    for position, form in enumerate(FORMS.values()):
        FormOfControl.create(
            school=school, name=form.name, short=form.short, weight=form.weight, position=position
        )
    return Laid(plan, school, year)


def lay_classes(laid: Laid) -> None:
    """The classes with their shifts and class teachers, who are there already."""
    teachers = laid.plan.staffing.class_teachers
    for c in CLASSES:
        row = SchoolClass.create(
            school=laid.school, year=laid.year, name=c.name, grade=c.grade, shift=c.shift,
            class_teacher=laid.users[teachers[c.name]],
        )  # fmt: skip
        laid.classes[c.name] = row.id
