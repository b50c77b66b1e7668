"""The school's side: the notices of a class, and calls taken down at the school."""

from datetime import timedelta

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from webapp import clock, pages
from webapp.absence import access as rules
from webapp.absence import notices
from webapp.absence.blueprint import bp, form_page
from webapp.absence.finding import find_students
from webapp.absence.forms import AnswerForm, CallForm
from webapp.absence.models import SENT, AbsenceNotice
from webapp.language import _
from webapp.offline import kept
from webapp.people.access import access, found
from webapp.people.models import SchoolClass, Student
from webapp.people.viewer import me
from webapp.saving import save
from webapp.school.models import School

SHOWN_AFTER = timedelta(days=14)


@bp.get("/classes/<int:class_id>/absences/")
@access(rules.watches_class)
def of_class(school_class: SchoolClass) -> ResponseReturnValue:
    """Notices of the class: those that wait first, then who is away, then the last two weeks."""
    today = clock.today(school_class.school)
    listed = list(AbsenceNotice.of_class(school_class.id, today - SHOWN_AFTER, today))
    waiting = sorted((n for n in listed if n.state == SENT), key=lambda n: (n.starts, n.id))
    others = sorted((n for n in listed if n.state != SENT), key=lambda n: (n.ends < today, n.starts, n.id))
    return pages.page(
        "absence/of_class.html",
        title=_("Кого нет, %(name)s", name=school_class.name),
        school_class=school_class,
        waiting=waiting,
        others=others,
        today=today,
        form=AnswerForm(formdata=None),
    )


def _student(school: School) -> Student | None:
    """The student whom query or form names, within the viewer's reach. Raises NotFound for another."""
    text = request.values.get("student_id", "")
    if not text:
        return None
    if not text.isdigit():
        raise NotFound
    return found(rules.students_in_reach(me(), school.id), int(text))


def _search_page(school: School) -> Response:
    text = request.args.get("q", "")
    return pages.page(
        "absence/find_student.html",
        title=_("Звонок об отсутствии"),
        school=school,
        text=text,
        students=find_students(me(), school, text, clock.today(school)),
    )


@bp.get("/office/<int:school_id>/absences/new")
@access(rules.takes_calls)
def call(school: School) -> ResponseReturnValue:
    """Find the student by name, then the form of a notice taken by phone."""
    student = _student(school)
    if student is None:
        return _search_page(school)
    student.school = school
    form = CallForm(formdata=None, data={"student_id": student.id})
    return form_page(student, form, url_for(".take_call", school_id=school.id))


@bp.post("/office/<int:school_id>/absences/new")
@kept("school/{school_id}/absences", "Звонок об отсутствии")
@access(rules.takes_calls)
def take_call(school: School) -> ResponseReturnValue:
    """Take down a notice for the family that called."""
    student = _student(school)
    if student is None:
        raise NotFound
    student.school = school
    form = CallForm()

    def act() -> dict[str, int]:
        claim, caller = form.claim, form.phoned_by.data or ""
        return {"notice": notices.give(student, claim, by=me(), phoned_by=caller).id}

    return save(
        form,
        act,
        school=school.id,
        to="/absences/{notice}",
        again=lambda status: form_page(student, form, url_for(".take_call", school_id=school.id), status),
    )
