"""Writing a notice's change down, so that every page which shows it is made anew."""

from datetime import date
from typing import Any

from webapp import weeks
from webapp.absence.models import AbsenceNotice
from webapp.changes.log import ANY_WEEK, raise_versions, record
from webapp.people.models import Enrolment, Student
from webapp.people.viewer import Viewer
from webapp.timetable.models import Lesson

_KEPT = ("starts", "ends", "numbers", "reason", "comment", "phoned_by", "state", "answer", "answered_by_id")


def values(notice: AbsenceNotice) -> dict[str, Any]:
    """What the change log keeps of a notice."""
    return {name: getattr(notice, name) for name in _KEPT}


def listing_scope(student_id: int) -> str:
    """The scope of the student's list of notices."""
    return f"absences:{student_id}"


def tell(kind: str, notice: AbsenceNotice, before: dict[str, Any] | None, *, by: Viewer) -> None:
    """Record the change and raise, for each week that it touches, student, groups and their teachers.

    The days before the change count too. The class teacher's pages and the student's list are raised for all
    weeks. Classmates' pages do not show it.
    """
    student, after = notice.student, values(notice)
    first = min(notice.starts, before["starts"]) if before else notice.starts
    last = max(notice.ends, before["ends"]) if before else notice.ends
    touched = _touched(student, first, last)
    week = weeks.week_of(notice.starts)
    record(
        kind,
        by=by.id,
        school=student.school_id,
        what=f"notice:{notice.id}",
        scopes=touched.pop(week, [student.scope]),
        week=week,
        before=before,
        after=after,
        student_id=student.id,
    )
    for other_week, scopes in touched.items():
        raise_versions(scopes, other_week)
    raise_versions([listing_scope(student.id), *_class_teacher(student, notice.starts)], ANY_WEEK)


def _touched(student: Student, first: date, last: date) -> dict[str, list[str]]:
    """The scopes by week of the student and of the lessons from first to last."""
    found: dict[str, list[str]] = {}
    week = weeks.week_of(first)
    while week <= weeks.week_of(last):
        found[week] = [student.scope]
        week = weeks.shifted(week, 1)
    for lesson in Lesson.of_student(student, first, last):
        found[lesson.week].append(f"group:{lesson.group_id}")
        if lesson.teacher_id:
            found[lesson.week].append(f"teacher:{lesson.teacher_id}")
    return found


def _class_teacher(student: Student, day: date) -> list[str]:
    school_class = Enrolment.class_of(student, day)
    return (
        [f"teacher:{school_class.class_teacher_id}"] if school_class and school_class.class_teacher_id else []
    )
