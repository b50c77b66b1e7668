"""A lesson's sheet and its topic."""

from flask import Response
from flask.typing import ResponseReturnValue

from webapp import clock, pages
from webapp.journal.access import Opened, enters_lesson, opens_lesson
from webapp.journal.blueprint import bp
from webapp.journal.forms import TopicForm
from webapp.journal.lesson_page import lesson_page, sheet_url, topic_piece
from webapp.journal.sheet import around, strip_owner
from webapp.journal.topic import enter_topic
from webapp.offline import kept
from webapp.people.access import access
from webapp.people.viewer import me
from webapp.saving import save


@bp.get("/lessons/<int:lesson_id>")
@access(opens_lesson)
def lesson(opened: Opened) -> ResponseReturnValue:
    """The sheet: the day's lessons, the class list, topic, homework, what to bring."""
    near = around(opened, me())
    today = clock.today(opened.lesson.school)
    held = pages.unchanged(near.scopes(opened, strip_owner(opened, me())), today)
    return held or lesson_page(opened, near=near)


@bp.post("/lessons/<int:lesson_id>/topic")
@kept("lesson/{lesson_id}/topic", "Тема урока")
@access(enters_lesson)
def set_topic(opened: Opened) -> ResponseReturnValue:
    """Enter the topic."""
    form = TopicForm()

    def act() -> dict[str, str]:
        entered = enter_topic(opened.lesson, form.topic.data or "", by=me(), seen=form.seen.data or "")
        return {"seen": entered.topic or ""}

    def again(status: int) -> Response:
        if pages.wants_piece():
            return topic_piece(opened, status=status, topic_form=form)
        return lesson_page(opened, status=status, topic_form=form)

    return save(
        form,
        act,
        school=opened.lesson.school_id,
        to=f"{sheet_url(opened.lesson.id)}#topic",
        again=again,
        piece=lambda ids: topic_piece(opened),
    )
