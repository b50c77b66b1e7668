"""The schools and classes whose lessons a viewer may look through."""

from datetime import date

from webapp.people.models import SchoolClass
from webapp.people.ties import LEADS
from webapp.people.viewer import Viewer
from webapp.school.models import AcademicYear, School


def first_school(viewer: Viewer) -> School:
    """The school whose day it is for the viewer, who teaches or leads there."""
    return School.get_by_id(viewer.schools("teacher", *LEADS)[0])


def led_class(viewer: Viewer, class_id: int) -> SchoolClass | None:
    """The class, if the viewer leads its school."""
    return SchoolClass.get_or_none(SchoolClass.id == class_id, SchoolClass.school.in_(viewer.schools(*LEADS)))


def led_classes(viewer: Viewer, day: date) -> list[SchoolClass]:
    """The classes of the schools that the viewer leads, of the year that holds the day, by grade."""
    if not (schools := viewer.schools(*LEADS)):
        return []
    query = (
        SchoolClass.select()
        .join(AcademicYear)
        .where(SchoolClass.school.in_(schools), AcademicYear.starts <= day, AcademicYear.ends >= day)
    )
    return list(query.order_by(SchoolClass.grade, SchoolClass.name))
