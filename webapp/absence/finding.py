"""Finding the student whom a call is about."""

from datetime import date

from webapp.absence.access import students_in_reach
from webapp.names import folded
from webapp.people.models import Enrolment, SchoolClass, Student, User
from webapp.people.ties import current
from webapp.people.viewer import Viewer
from webapp.school.models import School

MOST = 30


def find_students(viewer: Viewer, school: School, text: str, today: date) -> list[Student]:
    """Students in the viewer's reach whose name holds every word typed, each with its `class_name`."""
    words = folded(text).split()
    if not words:
        return []
    query = students_in_reach(viewer, school.id)
    for word in words:
        query = query.where(User.folded.contains(word))
    found = list(query.limit(MOST))
    names = classes_of([student.id for student in found], today)
    for student in found:
        student.class_name = names.get(student.id, "")
    return found


def classes_of(student_ids: list[int], today: date) -> dict[int, str]:
    """The class's name of each student today."""
    if not student_ids:
        return {}
    query = Enrolment.select(Enrolment, SchoolClass).join(SchoolClass)
    rows = query.where(Enrolment.student.in_(student_ids), current(Enrolment, today))
    return {row.student_id: row.school_class.name for row in rows}
