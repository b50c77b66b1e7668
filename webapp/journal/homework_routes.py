"""Homework set, edited and taken back on a lesson's sheet."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from webapp import pages
from webapp.homework.models import Homework
from webapp.homework.setting import edit_homework, set_homework, withdraw_homework
from webapp.journal.access import Opened, enters_lesson, keeps_homework, open_lesson
from webapp.journal.blueprint import bp
from webapp.journal.forms import HomeworkForm, HomeworkWithdrawalForm
from webapp.journal.lesson_page import homework_piece, lesson_page, sheet_url
from webapp.offline import kept
from webapp.people.access import access
from webapp.people.viewer import me
from webapp.saving import Act, save


def _save_homework(
    opened: Opened,
    form: HomeworkForm | HomeworkWithdrawalForm,
    act: Act,
    *,
    edited: int | None = None,
) -> ResponseReturnValue:
    """Save, and answer with the sheet or its part. edited: the homework whose form is shown again."""

    def again(status: int) -> Response:
        if pages.wants_piece():
            return homework_piece(opened, status=status, homework_form=form, edited=edited)
        return lesson_page(opened, status=status, homework_form=form, edited=edited)

    return save(
        form,
        act,
        school=opened.lesson.school_id,
        to=f"{sheet_url(opened.lesson.id)}#homework",
        again=again,
        piece=lambda ids: homework_piece(opened),
    )


@bp.post("/lessons/<int:lesson_id>/homework")
@kept("lesson/{lesson_id}/homework", "Домашнее задание")
@access(enters_lesson)
def set_one(opened: Opened) -> ResponseReturnValue:
    """Set homework: for the next lesson unless a later one is chosen."""
    form = HomeworkForm()

    def act() -> dict[str, int]:
        homework = set_homework(
            opened.lesson,
            by=me(),
            text=form.text.data or "",
            kind=form.kind.data or "",
            student_id=form.pupil.data,
            due_lesson_id=form.due.data,
        )
        return {"homework": homework.id}

    return _save_homework(opened, form, act)


def sheet_of(homework: Homework) -> Opened:
    """The sheet that the form was sent from, else the one of the lesson in which it was set, or is due."""
    sent_from = request.form.get("sheet", type=int)
    for lesson_id in (sent_from, homework.set_in_id, homework.lesson_id):
        opened = open_lesson(me(), lesson_id) if lesson_id else None
        if opened and opened.lesson.group_id == homework.group_id:
            return opened
    raise NotFound


@bp.post("/homework/<int:homework_id>")
@kept("homework/{homework_id}", "Правка задания")
@access(keeps_homework)
def edit(homework: Homework) -> ResponseReturnValue:
    """Edit homework; families see when it was edited."""
    form = HomeworkForm()

    def act() -> dict[str, int]:
        edited = edit_homework(
            homework,
            by=me(),
            version=form.version.data or 0,
            text=form.text.data or "",
            kind=form.kind.data or "",
            due_lesson_id=form.due.data,
        )
        return {"version": edited.version}

    return _save_homework(sheet_of(homework), form, act, edited=homework.id)


@bp.post("/homework/<int:homework_id>/withdrawal")
@kept("homework/{homework_id}", "Отмена задания")
@access(keeps_homework)
def take_back(homework: Homework) -> ResponseReturnValue:
    """Take homework back."""
    form = HomeworkWithdrawalForm()

    def act() -> dict[str, int]:
        return {"version": withdraw_homework(homework, by=me(), version=form.version.data or 0).version}

    return _save_homework(sheet_of(homework), form, act, edited=homework.id)
