"""Rules of access to absence notices."""

from typing import Any

from peewee import Expression, ModelSelect
from werkzeug.exceptions import Forbidden, NotFound

from webapp.absence.models import AbsenceNotice
from webapp.people import ties
from webapp.people.access import Args
from webapp.people.children import reachable
from webapp.people.models import STAFF_KINDS, Enrolment, SchoolClass, Student, User
from webapp.people.ties import LEADS
from webapp.people.viewer import Viewer
from webapp.school.models import School

AT_PHONE = ("secretary", *LEADS)


def _led_by(viewer: Viewer) -> Expression:
    """Classes that the viewer leads while holding a post at their school."""
    works = SchoolClass.school.in_(viewer.schools(*STAFF_KINDS))
    return works & (SchoolClass.class_teacher == viewer.id)


def students_in_reach(viewer: Viewer, school_id: int) -> "ModelSelect[Any]":
    """Students for whom the viewer takes a call: of the whole school, or of the class that one leads."""
    students = (
        Student.select(Student, User)
        .join(User)
        .where(Student.school == school_id, Student.ended_on.is_null())
        .order_by(User.folded, Student.id)
    )
    if viewer.holds(school_id, *AT_PHONE):
        return students
    led = Enrolment.select(Enrolment.student).join(SchoolClass)
    return students.where(Student.id.in_(led.where(_led_by(viewer))))


def takes_calls(viewer: Viewer, args: Args) -> Args:
    """Secretary, deputy head, head, or the teacher of a class: who answers when a family calls."""
    school_id = args.pop("school_id")
    leads_one = SchoolClass.select().where(SchoolClass.school == school_id, _led_by(viewer))
    if not viewer.holds(school_id, *AT_PHONE) and not leads_one.exists():
        raise Forbidden if ties.belongs_to(viewer, school_id) else NotFound
    return {**args, "school": School.get_by_id(school_id)}


def acts_at_school(viewer: Viewer, notice: AbsenceNotice) -> bool:
    """Whether the viewer may change the notice on the family's behalf."""
    return viewer.holds(notice.student.school_id, *AT_PHONE)


def acts_as_family(viewer: Viewer, notice: AbsenceNotice) -> bool:
    """Whether the viewer is a guardian who acts for the student."""
    child = reachable(viewer, notice.student_id)
    return child is not None and child.acts and child.tie != "self"


def may_answer(viewer: Viewer, notice: AbsenceNotice) -> bool:
    """Whether the viewer answers: the class teacher, and who leads the school when that one is away."""
    if not viewer.is_staff:
        return False
    return viewer.holds(notice.student.school_id, *LEADS) or ties.leads(viewer, notice.student)


def _notice(viewer: Viewer, args: Args) -> AbsenceNotice:
    notice = AbsenceNotice.whole().where(AbsenceNotice.id == args.pop("notice_id")).first()
    if notice is None:
        raise NotFound
    if reachable(viewer, notice.student_id) is None and not acts_at_school(viewer, notice):
        raise NotFound
    return notice


def reads_notice(viewer: Viewer, args: Args) -> Args:
    """The family, the class teacher, secretary and who leads the school."""
    return {"notice": _notice(viewer, args), **args}


def changes_notice(viewer: Viewer, args: Args) -> Args:
    """A guardian who acts for the student, or the school on a guardian's call."""
    notice = _notice(viewer, args)
    if not acts_at_school(viewer, notice) and not acts_as_family(viewer, notice):
        raise Forbidden
    return {**args, "notice": notice}


def answers_notice(viewer: Viewer, args: Args) -> Args:
    """The teacher of the student's class, deputy head, head."""
    notice = _notice(viewer, args)
    if not may_answer(viewer, notice):
        raise Forbidden
    return {**args, "notice": notice}


def watches_class(viewer: Viewer, args: Args) -> Args:
    """The teacher of the class, and who leads the school."""
    school_class = SchoolClass.get_or_none(id=args.pop("class_id"))
    if school_class is None or not ties.belongs_to(viewer, school_class.school_id):
        raise NotFound
    works = viewer.holds(school_class.school_id, *STAFF_KINDS)
    leads_it = works and school_class.class_teacher_id == viewer.id
    if not leads_it and not viewer.holds(school_class.school_id, *LEADS):
        raise Forbidden
    return {**args, "school_class": school_class}
