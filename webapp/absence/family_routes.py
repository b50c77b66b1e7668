"""The family's list of notices with the attendance calendar, and a new notice."""

from flask import url_for
from flask.typing import ResponseReturnValue

from webapp import clock, pages, weeks
from webapp.absence import notices
from webapp.absence.attendance import month_after, month_of, month_weeks
from webapp.absence.blueprint import asked_day, bp, form_page
from webapp.absence.forms import NoticeForm
from webapp.absence.models import AbsenceNotice
from webapp.absence.picking import LESSONS_OVER
from webapp.absence.telling import listing_scope
from webapp.language import _
from webapp.offline import kept, made_at
from webapp.people.access import access, acts_for, reads_diary
from webapp.people.children import head_of
from webapp.people.models import Student
from webapp.people.switching import heads
from webapp.people.viewer import me
from webapp.saving import save
from webapp.timetable import freshness


@bp.get("/students/<int:student_id>/absences/")
@access(reads_diary)
def listing(student: Student) -> ResponseReturnValue:
    """The student's notices and the attendance calendar of a month."""
    child, today = head_of(student, me()), clock.today(student.school)
    month = (asked_day("month") or today).replace(day=1)
    shown = month_weeks(month)
    scopes = [student.scope, student.school.scope, listing_scope(student.id)]
    scopes += [f"class:{class_id}" for class_id in child.classes_between(shown[0][0], shown[-1][-1])]
    iso_weeks = [weeks.week_of(week[0]) for week in shown]
    if answer := pages.unchanged(freshness.of(scopes, *iso_weeks), today, heads(child)):
        return answer
    all_notices = list(AbsenceNotice.of_student(student))
    return pages.page(
        "absence/listing.html",
        title=_("Отсутствие"),
        student=student,
        notices=all_notices,
        month=month,
        before=month_after(month, -1),
        after=month_after(month, 1),
        calendar=month_of(student, month, all_notices),
        today=today,
        may_give=child.acts and child.tie != "self",
    )


@bp.get("/students/<int:student_id>/absences/new")
@access(acts_for)
def new(student: Student) -> ResponseReturnValue:
    """The form of a notice; from and to in the query pick its days."""
    child = head_of(student, me())
    student = child.student
    local = clock.local(student.school)
    scopes = freshness.of([student.scope, student.school.scope, listing_scope(student.id)])
    if answer := pages.unchanged(scopes, local.date(), local.hour >= LESSONS_OVER, heads(child)):
        return answer
    return form_page(student, NoticeForm(formdata=None), url_for(".create", student_id=student.id))


@bp.post("/students/<int:student_id>/absences/")
@kept("student/{student_id}/absences", "Уведомление об отсутствии")
@access(acts_for)
def create(student: Student) -> ResponseReturnValue:
    """A guardian gives a notice."""
    form, here = NoticeForm(), url_for(".create", student_id=student.id)
    return save(
        form,
        lambda: {"notice": notices.give(student, form.claim, by=me(), made=made_at()).id},
        school=student.school_id,
        to=here,
        again=lambda status: form_page(student, form, here, status),
    )
