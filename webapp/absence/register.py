"""Who was in the lesson: what the teacher entered, and before that what a notice says."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from webapp.absence.models import (
    ABSENT,
    ACCEPTED,
    EXCUSED,
    ILL,
    SENT,
    SIGNS,
    AbsenceNotice,
    Register,
)
from webapp.timetable.models import Lesson


class Entry(NamedTuple):
    """One student's place in a lesson's register.

    kind is as in Register; notice is the absence notice it comes from, None where the teacher entered it;
    version is that of the teacher's entry, 0 where there is none.
    """

    kind: str
    notice: AbsenceNotice | None = None
    minutes_late: int | None = None
    version: int = 0

    @property
    def sign(self) -> str:
        """«н», «оп», «у», «б», or nothing for who is present; a word for people, in their language."""
        return str(SIGNS[self.kind])


def covers(notice: AbsenceNotice, day: date, number: int) -> bool:
    """Whether the notice speaks of the lesson with this number on the day."""
    numbers = notice.lesson_numbers
    return notice.starts <= day <= notice.ends and (not numbers or number in numbers)


def kind_by(notice: AbsenceNotice) -> str:
    """What a notice makes of the lessons that it covers: «н» until it is accepted, then «б» or «у»."""
    if notice.state != ACCEPTED:
        return ABSENT
    return ILL if notice.reason in ("ill", "doctor") else EXCUSED


def standing(student_ids: Iterable[int], first: date, last: date) -> dict[int, list[AbsenceNotice]]:
    """Notices that still speak for these students on the days from first to last, the newest last."""
    query = AbsenceNotice.select().where(
        AbsenceNotice.student.in_(list(student_ids)),
        AbsenceNotice.starts <= last,
        AbsenceNotice.ends >= first,
        AbsenceNotice.state.in_((SENT, ACCEPTED)),
    )
    found: dict[int, list[AbsenceNotice]] = {}
    for notice in query.order_by(AbsenceNotice.id):
        found.setdefault(notice.student_id, []).append(notice)
    return found


def entry_of(row: Register | None, notices: list[AbsenceNotice], lesson: Lesson) -> Entry | None:
    """The student's entry for the lesson; None: present as far as anyone has said."""
    if row is not None:
        return Entry(row.kind, None, row.minutes_late, row.version)
    for notice in reversed(notices):
        if covers(notice, lesson.date, lesson.number):
            return Entry(kind_by(notice), notice)
    return None


def of_lesson(lesson: Lesson, student_ids: list[int]) -> dict[int, Entry]:
    """Entries of these students in the lesson, by student id."""
    rows = {row.student_id: row for row in Register.select().where(Register.lesson == lesson)}
    notices = standing(student_ids, lesson.date, lesson.date)
    entries = {s: entry_of(rows.get(s), notices.get(s, []), lesson) for s in student_ids}
    return {student: entry for student, entry in entries.items() if entry}


def of_student(student_id: int, lessons: list[Lesson]) -> dict[int, Entry]:
    """Entries of the student in these lessons, by lesson id."""
    if not lessons:
        return {}
    ids = [lesson.id for lesson in lessons]
    rows = {
        r.lesson_id: r
        for r in Register.select().where(Register.student == student_id, Register.lesson.in_(ids))
    }
    days = [lesson.date for lesson in lessons]
    notices = standing([student_id], min(days), max(days)).get(student_id, [])
    entries = {lesson.id: entry_of(rows.get(lesson.id), notices, lesson) for lesson in lessons}
    return {lesson: entry for lesson, entry in entries.items() if entry}
