"""What may be entered in a lesson: when, and for whom."""

from webapp import clock
from webapp.changes.once import Refused
from webapp.language import _
from webapp.people.models import GroupStudent, Student, User
from webapp.timetable.models import Lesson


def check_held(lesson: Lesson) -> Lesson:
    """The lesson as it stands now, to enter marks and the register in: on its day or later, not cancelled.

    It is read anew, since it may have been cancelled after the page was opened. Raises Refused.
    """
    now = Lesson.get_by_id(lesson.id)
    if now.is_cancelled:
        raise Refused(_("Урок отменён: в нём не отмечают ни оценок, ни посещаемости."))
    if now.date > clock.today(now.school):
        raise Refused(_("Урок ещё не начался: оценки и посещаемость можно отмечать с его дня."))
    return now


def check_listed(lesson: Lesson, student_id: int) -> Student:
    """The student, who must stand on the list of the lesson's day. Raises Refused."""
    in_group = GroupStudent.select(GroupStudent.student).where(
        GroupStudent.group == lesson.group_id,
        GroupStudent.starts <= lesson.date,
        GroupStudent.ends.is_null() | (GroupStudent.ends >= lesson.date),
    )
    query = Student.select(Student, User).join(User).where(Student.id == student_id, Student.id.in_(in_group))
    student = query.where(Student.ended_on.is_null() | (Student.ended_on >= lesson.date)).first()
    if student is None:
        raise Refused(_("В день этого урока ученика нет в списке группы."))
    return student
