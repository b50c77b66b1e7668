"""Marks given, corrected, taken back from a lesson's sheet."""

from flask import Response
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from webapp import pages
from webapp.journal.access import Opened, enters_lesson, open_lesson
from webapp.journal.blueprint import bp
from webapp.journal.lesson_page import Entering, lesson_page, pupil, sheet_url
from webapp.marks.access import corrects_mark
from webapp.marks.correcting import correct_mark, withdraw_mark
from webapp.marks.forms import CorrectionForm, MarkForm, WithdrawalForm
from webapp.marks.giving import give_mark
from webapp.marks.models import Mark
from webapp.offline import kept, made_at
from webapp.people.access import access
from webapp.people.viewer import me
from webapp.saving import Act, save


def _save_line(
    opened: Opened,
    student_id: int,
    form: MarkForm | CorrectionForm | WithdrawalForm,
    act: Act,
    *,
    mark_id: int | None = None,
) -> ResponseReturnValue:
    """Save what was sent for one student, and answer with the student's line or the sheet."""

    def again(status: int) -> Response:
        entering = Entering(student_id, form, mark_id)
        if pages.wants_piece():
            return pupil(opened, student_id, status=status, entering=entering)
        return lesson_page(opened, status=status, entering=entering)

    fresh = mark_id or "{mark}"
    url = sheet_url(opened.lesson.id)
    return save(
        form,
        act,
        school=opened.lesson.school_id,
        to=f"{url}{'&' if '?' in url else '?'}mark={fresh}#pupil-{student_id}",
        again=again,
        piece=lambda ids: pupil(opened, student_id, fresh=mark_id or ids["mark"]),
    )


@bp.post("/lessons/<int:lesson_id>/students/<int:student_id>/marks")
@kept("lesson/{lesson_id}/student/{student_id}", "Оценка")
@access(enters_lesson)
def give(opened: Opened, student_id: int) -> ResponseReturnValue:
    """Give a mark."""
    form = MarkForm()

    def act() -> dict[str, int]:
        mark = give_mark(
            opened.lesson,
            student_id,
            by=me(),
            value=form.value.data or "",
            scale=form.scale.data or "",
            form_id=form.work.data,
            counted=not form.uncounted.data,
            comment=form.comment.data or "",
        )
        return {"mark": mark.id}

    return _save_line(opened, student_id, form, act)


def _of(mark: Mark) -> Opened:
    opened = open_lesson(me(), mark.lesson_id)
    if opened is None:
        raise NotFound
    return opened


@bp.post("/marks/<int:mark_id>/corrections")
@kept("mark/{mark_id}", "Исправление оценки")
@access(corrects_mark)
def correct(mark: Mark) -> ResponseReturnValue:
    """Correct a mark; what it was stays in its versions."""
    form = CorrectionForm()

    def act() -> dict[str, int]:
        corrected = correct_mark(
            mark,
            by=me(),
            version=form.version.data or 0,
            value=form.value.data or "",
            form_id=form.control.data,
            counted=not form.uncounted.data,
            comment=form.comment.data or "",
            reason=form.reason.data or "",
        )
        return {"version": corrected.version}

    return _save_line(_of(mark), mark.student_id, form, act, mark_id=mark.id)


@bp.post("/marks/<int:mark_id>/withdrawal")
@kept("mark/{mark_id}", "Отмена оценки")
@access(corrects_mark)
def withdraw(mark: Mark) -> ResponseReturnValue:
    """Undo a mark just given, or take one back with a reason."""
    form, made = WithdrawalForm(), made_at()

    def act() -> dict[str, int]:
        version, reason = form.version.data or 0, form.reason.data or ""
        return {"version": withdraw_mark(mark, by=me(), version=version, reason=reason, made=made).version}

    return _save_line(_of(mark), mark.student_id, form, act, mark_id=mark.id)
