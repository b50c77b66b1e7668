"""A teacher gives a student a remark in a lesson."""

from typing import Any

from webapp import clock
from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.language import _
from webapp.people.viewer import Viewer
from webapp.remarks.models import KINDS, Remark
from webapp.timetable.entering import check_held, check_listed
from webapp.timetable.models import Lesson

LONGEST_TEXT = 1000


def give_remark(lesson: Lesson, student_id: int, *, by: Viewer, kind: str, text: str) -> Remark:
    """Give a remark to a student on the lesson's list, from its day on.

    kind: behaviour or progress; text: 1 to LONGEST_TEXT characters. Raises Refused.
    """
    lesson = check_held(lesson)
    check_listed(lesson, student_id)
    remark = Remark.create(
        lesson=lesson,
        student=student_id,
        kind=checked_kind(kind),
        text=checked_text(text),
        by=by.id,
        at=clock.now(),
    )
    record_remark("remark.given", remark, lesson, by=by, after=state_of(remark))
    return remark


def checked_kind(kind: str) -> str:
    """The kind. Raises Refused for what is none."""
    if kind not in KINDS:
        raise Refused(_("Выберите, о чём замечание: поведение или успеваемость."), "kind")
    return kind


def checked_text(text: str) -> str:
    """The text without blank edges. Raises Refused when there is none, or too much of it."""
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Refused(_("Напишите, что передать семье."), "text")
    if (over := len(text) - LONGEST_TEXT) > 0:
        said = _("Замечание длиннее %(most)s знаков: сократите на %(over)s.", most=LONGEST_TEXT, over=over)
        raise Refused(said, "text")
    return text


def state_of(remark: Remark) -> dict[str, Any]:
    """What the change log keeps of a remark."""
    return {"kind": remark.kind, "text": remark.text}


def record_remark(
    kind: str,
    remark: Remark,
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
        what=f"remark:{remark.id}",
        scopes=[f"student:{remark.student_id}", f"group:{lesson.group_id}"],
        week=lesson.week,
        student_id=remark.student_id,
        group_id=lesson.group_id,
        lesson_id=lesson.id,
        before=before,
        after=after,
    )
