"""The register entered on a lesson's sheet."""

from flask import Response
from flask.typing import ResponseReturnValue

from webapp import pages
from webapp.absence.registering import enter, enter_rest_present
from webapp.journal.access import Opened, enters_lesson
from webapp.journal.blueprint import bp
from webapp.journal.forms import RegisterForm, RestForm
from webapp.journal.lesson_page import Entering, lesson_page, pupil, sheet_url
from webapp.offline import kept
from webapp.people.access import access
from webapp.people.viewer import me
from webapp.saving import save


@bp.post("/lessons/<int:lesson_id>/students/<int:student_id>/register")
@kept("lesson/{lesson_id}/student/{student_id}", "Посещаемость")
@access(enters_lesson)
def enter_one(opened: Opened, student_id: int) -> ResponseReturnValue:
    """Enter one student as present, absent, late, excused, ill: the form carries the state wanted."""
    form = RegisterForm()

    def act() -> dict[str, int]:
        kind, seen, minutes = form.kind.data or "", form.seen.data or 0, form.minutes.data
        entry = enter(opened.lesson, student_id, by=me(), kind=kind, version=seen, minutes=minutes)
        return {"seen": entry.version}

    def again(status: int) -> Response:
        entering = Entering(student_id, form)
        if pages.wants_piece():
            return pupil(opened, student_id, status=status, entering=entering)
        return lesson_page(opened, status=status, entering=entering)

    return save(
        form,
        act,
        school=opened.lesson.school_id,
        to=f"{sheet_url(opened.lesson.id)}#pupil-{student_id}",
        again=again,
        piece=lambda ids: pupil(opened, student_id),
    )


@bp.post("/lessons/<int:lesson_id>/register")
@kept("lesson/{lesson_id}/student", "Остальные на уроке")
@access(enters_lesson)
def enter_rest(opened: Opened) -> ResponseReturnValue:
    """Enter as present everybody of whom nothing is known."""
    form = RestForm()

    def act() -> None:
        enter_rest_present(opened.lesson, by=me())

    return save(
        form,
        act,
        school=opened.lesson.school_id,
        to=f"{sheet_url(opened.lesson.id)}#pupils",
        again=lambda status: lesson_page(opened, status=status, rest_form=form),
    )
