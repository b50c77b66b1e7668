"""A teacher gives a mark."""

from typing import Any

from webapp import clock
from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.language import _
from webapp.marks.forms_of_control import chosen_form
from webapp.marks.models import Mark, MarkVersion
from webapp.marks.scales import checked
from webapp.people.viewer import Viewer
from webapp.timetable.entering import check_held, check_listed
from webapp.timetable.models import Lesson

LONGEST_COMMENT = 1000


def give_mark(
    lesson: Lesson,
    student_id: int,
    *,
    by: Viewer,
    value: str,
    scale: str,
    form_id: int | None = None,
    counted: bool = True,
    comment: str = "",
) -> Mark:
    """Give the student a mark in the lesson. Each call is one more mark: a lesson may hold several.

    form_id: the form of control, the school's first unless given. Raises Refused.
    """
    lesson = check_held(lesson)
    check_listed(lesson, student_id)
    mark = Mark.create(
        lesson=lesson,
        student=student_id,
        form=chosen_form(lesson.school_id, form_id),
        scale=scale,
        value=checked(value, scale),
        counted=counted,
        comment=checked_comment(comment),
        by=by.id,
        at=clock.now(),
    )
    keep_version(mark, by=by)
    record_mark("mark.given", mark, lesson, by=by, after=state_of(mark))
    return mark


def checked_comment(comment: str) -> str:
    """The comment without blank edges. Raises Refused when it is too long."""
    text = comment.strip()
    if (over := len(text) - LONGEST_COMMENT) > 0:
        said = _(
            "Комментарий длиннее %(most)s знаков: сократите на %(over)s.", most=LONGEST_COMMENT, over=over
        )
        raise Refused(said, "comment")
    return text


def state_of(mark: Mark) -> dict[str, Any]:
    """What the change log keeps of a mark."""
    return {
        "value": mark.value,
        "scale": mark.scale,
        "form": mark.form.name,
        "counted": mark.counted,
        "comment": mark.comment,
    }


def keep_version(mark: Mark, *, by: Viewer, reason: str = "") -> None:
    """Write the mark's present state as a version of it, which nothing alters later."""
    MarkVersion.create(
        mark=mark,
        number=mark.version,
        form=mark.form_id,
        scale=mark.scale,
        value=mark.value,
        counted=mark.counted,
        comment=mark.comment,
        withdrawn=mark.withdrawn_at is not None,
        by=by.id,
        at=clock.now(),
        reason=reason,
    )


def record_mark(
    kind: str,
    mark: Mark,
    lesson: Lesson,
    *,
    by: Viewer,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write the change. It moves the student's week and the group's sheets, not the classmates' weeks."""
    record(
        kind,
        by=by.id,
        school=lesson.school_id,
        what=f"mark:{mark.id}",
        scopes=[f"student:{mark.student_id}", f"group:{lesson.group_id}"],
        week=lesson.week,
        student_id=mark.student_id,
        group_id=lesson.group_id,
        lesson_id=lesson.id,
        before=before,
        after=after,
    )
