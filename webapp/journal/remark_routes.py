"""Remarks given, edited, taken back from a lesson's sheet."""

from flask import Response
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from webapp import pages
from webapp.journal.access import Opened, enters_lesson, open_lesson
from webapp.journal.blueprint import bp
from webapp.journal.lesson_page import Entering, OfRemark, lesson_page, pupil, sheet_url
from webapp.offline import kept
from webapp.people.access import access
from webapp.people.viewer import me
from webapp.remarks.access import keeps_remark
from webapp.remarks.editing import edit_remark, withdraw_remark
from webapp.remarks.forms import RemarkEditForm, RemarkForm, RemarkWithdrawalForm
from webapp.remarks.giving import give_remark
from webapp.remarks.models import Remark
from webapp.saving import Act, save


def _save_line(
    opened: Opened, student_id: int, form: OfRemark, act: Act, *, remark_id: int | None = None
) -> ResponseReturnValue:
    """Save what was sent for one student, and answer with the student's line or the sheet."""

    def again(status: int) -> Response:
        entering = Entering(student_id, form, remark_id=remark_id)
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


@bp.post("/lessons/<int:lesson_id>/students/<int:student_id>/remarks")
@kept("lesson/{lesson_id}/student/{student_id}/remark", "Замечание")
@access(enters_lesson)
def remark(opened: Opened, student_id: int) -> ResponseReturnValue:
    """Give a remark."""
    form = RemarkForm()

    def act() -> dict[str, int]:
        given = give_remark(
            opened.lesson, student_id, by=me(), kind=form.kind.data or "", text=form.text.data or ""
        )
        return {"remark": given.id}

    return _save_line(opened, student_id, form, act)


def _of(remark: Remark) -> Opened:
    opened = open_lesson(me(), remark.lesson_id)
    if opened is None:
        raise NotFound
    return opened


@bp.post("/remarks/<int:remark_id>")
@kept("remark/{remark_id}", "Правка замечания")
@access(keeps_remark)
def edit_one(remark: Remark) -> ResponseReturnValue:
    """Edit a remark; what it said stays in the change log."""
    form = RemarkEditForm()

    def act() -> dict[str, int]:
        edited = edit_remark(
            remark,
            by=me(),
            version=form.version.data or 0,
            kind=form.kind.data or "",
            text=form.text.data or "",
        )
        return {"version": edited.version}

    return _save_line(_of(remark), remark.student_id, form, act, remark_id=remark.id)


@bp.post("/remarks/<int:remark_id>/withdrawal")
@kept("remark/{remark_id}", "Отмена замечания")
@access(keeps_remark)
def withdraw_one(remark: Remark) -> ResponseReturnValue:
    """Take a remark back."""
    form = RemarkWithdrawalForm()

    def act() -> dict[str, int]:
        return {"version": withdraw_remark(remark, by=me(), version=form.version.data or 0).version}

    return _save_line(_of(remark), remark.student_id, form, act, remark_id=remark.id)
