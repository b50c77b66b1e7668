"""A column of marks pasted into a lesson, for browsers without scripts: looked at, given, taken back.

With scripts the sheet shows the same by itself, and each mark goes its own way (static/js/column.js).
"""

from flask import Response
from flask.typing import ResponseReturnValue

from webapp import pages
from webapp.changes.once import Refused
from webapp.journal.access import Opened, enters_lesson
from webapp.journal.blueprint import bp
from webapp.journal.column import Column, column_of, give_column, take_back
from webapp.journal.forms import ColumnForm, ColumnUndoForm
from webapp.journal.lesson_page import chosen, lesson_page, sheet_url
from webapp.language import _
from webapp.offline import online_only
from webapp.people.access import access
from webapp.people.viewer import me
from webapp.saving import save
from webapp.timetable.entering import check_held


def _column_page(opened: Opened, form: ColumnForm, status: int = 200) -> Response:
    lesson, choice, column = opened.lesson, chosen(opened.lesson), Column([], {})
    try:
        check_held(lesson)
        column = column_of(lesson, form.column.data or "", choice, form.first.data)
    except Refused as refusal:
        form.refuse(refusal)
        status = 422
    return pages.page(
        "journal/column.html",
        title=_("Столбец оценок"),
        status=status,
        lesson=lesson,
        choice=choice,
        column=column,
        form=form,
        back=sheet_url(lesson.id),
    )


@bp.post("/lessons/<int:lesson_id>/column/preview")
@online_only("Без скриптов столбец разбирает сервер: для этого нужна связь.")
@access(enters_lesson)
def show_column(opened: Opened) -> ResponseReturnValue:
    """Who would get what. Nothing is written."""
    return _column_page(opened, ColumnForm())


@bp.post("/lessons/<int:lesson_id>/column")
@online_only("Без скриптов столбец ставит сервер: для этого нужна связь.")
@access(enters_lesson)
def confirm_column(opened: Opened) -> ResponseReturnValue:
    """Give what was looked at, all of it or nothing."""
    form, choice = ColumnForm(), chosen(opened.lesson)

    def act() -> dict[str, str]:
        marks, entered = give_column(
            opened.lesson,
            form.column.data or "",
            choice,
            by=me(),
            seen=form.seen.data or "",
            first=form.first.data,
        )
        register = "_".join(f"{one.student_id}.{one.version}.{one.before}" for one in entered)
        return {"marks": ".".join(map(str, marks)), "entered": register}

    url = sheet_url(opened.lesson.id)
    return save(
        form,
        act,
        school=opened.lesson.school_id,
        to=f"{url}{'&' if '?' in url else '?'}marks={{marks}}&entered={{entered}}#pupils",
        again=lambda status: _column_page(opened, form, status),
    )


@bp.post("/lessons/<int:lesson_id>/column/withdrawal")
@online_only("Без скриптов столбец отменяет сервер: для этого нужна связь.")
@access(enters_lesson)
def undo_column(opened: Opened) -> ResponseReturnValue:
    """Take back the column just given."""
    form = ColumnUndoForm()

    def act() -> None:
        take_back(opened.lesson, form.mark_ids, form.entries, by=me())

    return save(
        form,
        act,
        school=opened.lesson.school_id,
        to=f"{sheet_url(opened.lesson.id)}#pupils",
        again=lambda status: lesson_page(opened, status=status, undo_form=form),
    )
