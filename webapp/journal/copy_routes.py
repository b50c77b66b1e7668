"""Homework copied to parallel groups: where to, and for which day there."""

from flask import Response
from flask.typing import ResponseReturnValue

from webapp import pages
from webapp.homework.copying import copy_homework, copy_targets
from webapp.homework.models import Homework
from webapp.journal.access import keeps_homework
from webapp.journal.blueprint import bp
from webapp.journal.forms import CopyForm
from webapp.journal.homework_routes import sheet_of
from webapp.journal.lesson_page import sheet_url
from webapp.language import _
from webapp.offline import kept
from webapp.people.access import access
from webapp.people.viewer import me
from webapp.saving import save


def _copies_page(homework: Homework, form: CopyForm, status: int = 200) -> Response:
    return pages.page(
        "journal/copies.html",
        title=_("Копировать задание"),
        status=status,
        homework=homework,
        targets=copy_targets(homework, me().id),
        form=form,
        back=sheet_of(homework).lesson,
    )


@bp.get("/homework/<int:homework_id>/copies")
@access(keeps_homework)
def copies(homework: Homework) -> ResponseReturnValue:
    """Parallel groups of the teacher, each with the day of its next lesson."""
    return _copies_page(homework, CopyForm(data={"group": []}))


@bp.post("/homework/<int:homework_id>/copies")
@kept("homework/{homework_id}", "Копия задания")
@access(keeps_homework)
def copy(homework: Homework) -> ResponseReturnValue:
    """Copy the homework to the groups chosen."""
    form = CopyForm()

    def act() -> None:
        copy_homework(homework, form.group.data or [], by=me())

    return save(
        form,
        act,
        school=homework.group.school_id,
        to=f"{sheet_url(sheet_of(homework).lesson.id)}#homework",
        again=lambda status: _copies_page(homework, form, status),
    )
