"""What a lesson needs in the bag, planned on its sheet."""

from flask import Response
from flask.typing import ResponseReturnValue

from webapp import pages
from webapp.journal.access import Opened, enters_lesson
from webapp.journal.blueprint import bp
from webapp.journal.forms import BagItemForm, NewItemForm
from webapp.journal.lesson_page import bag_piece, lesson_page, sheet_url
from webapp.offline import kept
from webapp.people.access import access
from webapp.people.viewer import me
from webapp.saving import Act, save
from webapp.schoolbag.planning import add_item, plan_item, require_always


def _save_bag(opened: Opened, act: Act, name: str, form: BagItemForm | NewItemForm) -> ResponseReturnValue:
    def again(status: int) -> Response:
        show = bag_piece if pages.wants_piece() else lesson_page
        return show(opened, status=status, **{name: form})  # type: ignore[arg-type]

    return save(
        form,
        act,
        school=opened.lesson.school_id,
        to=f"{sheet_url(opened.lesson.id)}#bag",
        again=again,
        piece=lambda ids: bag_piece(opened),
    )


@bp.post("/lessons/<int:lesson_id>/bag")
@kept("lesson/{lesson_id}/bag", "Что взять на урок")
@access(enters_lesson)
def plan_bag(opened: Opened) -> ResponseReturnValue:
    """Say whether an item is needed, in this lesson or in every one."""
    form = BagItemForm()

    def act() -> dict[str, int]:
        say = require_always if form.always.data else plan_item
        return say(opened.lesson, form.item_id.data or 0, form.needed.data, by=me())

    return _save_bag(opened, act, "bag_form", form)


@bp.post("/lessons/<int:lesson_id>/bag/items")
@kept("lesson/{lesson_id}/bag", "Новый предмет в портфель")
@access(enters_lesson)
def add_to_bag(opened: Opened) -> ResponseReturnValue:
    """Add an item that the school's list lacks."""
    form = NewItemForm()

    def act() -> dict[str, int]:
        return add_item(
            opened.lesson,
            name=form.name.data or "",
            grams=form.grams.data or 0,
            kind=form.kind.data or "other",
            always=form.always.data,
            by=me(),
        )

    return _save_bag(opened, act, "item_form", form)
