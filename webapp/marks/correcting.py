"""A mark is corrected or taken back; what it was stays in its versions (the base of M7)."""

from datetime import timedelta

from webapp import clock
from webapp.changes.once import Conflict, Refused
from webapp.marks.forms_of_control import chosen_form
from webapp.marks.giving import checked_comment, keep_version, record_mark, state_of
from webapp.marks.models import FormOfControl, Mark, MarkVersion
from webapp.marks.scales import checked
from webapp.people.models import User
from webapp.people.viewer import Viewer
from webapp.timetable.models import Lesson
from webapp.words import wall_time

# The button is there for five seconds; a slow network gets the rest.
UNDO_TIME = timedelta(seconds=20)
LONGEST_REASON = 500


def correct_mark(
    mark: Mark,
    *,
    by: Viewer,
    version: int,
    value: str,
    form_id: int | None = None,
    counted: bool = True,
    comment: str = "",
    reason: str = "",
) -> Mark:
    """Correct a mark that was seen as version. Only a comment may change without a reason.

    form_id: None leaves the form of control. Raises Refused, and Conflict when somebody else was quicker.
    """
    mark = _standing(mark)
    value, before = checked(value, mark.scale), state_of(mark)
    form = chosen_form(mark.lesson.school_id, form_id) if form_id not in (None, mark.form_id) else mark.form
    after = {**before, "value": value, "form": form.name, "counted": counted}
    if mark.version != version:
        raise _overtaken(mark, value)
    if {**after, "comment": (text := checked_comment(comment))} == before:
        raise Refused("Ничего не изменено: оценка уже такая.", "value")
    kept_reason = checked_reason(reason, needed=after != before)
    mark.value, mark.form, mark.counted, mark.comment = value, form, counted, text
    return _changed("mark.corrected", mark, before, by=by, reason=kept_reason)


def withdraw_mark(mark: Mark, *, by: Viewer, version: int, reason: str = "") -> Mark:
    """Take a mark back: at once without a reason by who gave it, later with one. Taken back, it stays so.

    Raises Refused and Conflict.
    """
    if (now := Mark.get_by_id(mark.id)).withdrawn_at is not None:
        return now
    mark = _standing(mark)
    if mark.version != version:
        raise _overtaken(mark, "")
    kept_reason = checked_reason(reason, needed=not may_undo(mark, by))
    before = state_of(mark)
    mark.withdrawn_at = clock.now()
    return _changed("mark.withdrawn", mark, before, by=by, reason=kept_reason)


def may_undo(mark: Mark, by: Viewer) -> bool:
    """Whether the viewer has only just given the mark."""
    return mark.version == 1 and mark.by_id == by.id and clock.now() - mark.at <= UNDO_TIME


def checked_reason(reason: str, *, needed: bool) -> str:
    """The reason without blank edges. Raises Refused when it is missing or too long."""
    text = reason.strip()
    if needed and not text:
        raise Refused("Напишите, почему: прежняя оценка и причина останутся в истории.", "reason")
    if len(text) > LONGEST_REASON:
        raise Refused(f"Причина длиннее {LONGEST_REASON} знаков: напишите короче.", "reason")
    return text


def _standing(mark: Mark) -> Mark:
    """The mark as it stands now, which may be newer than what the page showed."""
    now = (
        Mark.select(Mark, FormOfControl, Lesson).join(FormOfControl).switch(Mark).join(Lesson)
        .where(Mark.id == mark.id).get()
    )  # fmt: skip
    if now.withdrawn_at is not None:
        raise Conflict(f"Пока вы исправляли, оценку {now.value} убрали. Если она нужна, поставьте её заново.")
    return now


def _overtaken(mark: Mark, wanted: str) -> Conflict:
    last = (
        MarkVersion.select(MarkVersion, User).join(User).where(MarkVersion.mark == mark)
        .order_by(MarkVersion.number.desc()).get()
    )  # fmt: skip
    when = clock.local(mark.lesson.school, last.at)
    yours = f"вы ставили {wanted}" if wanted else "вы убирали прежнюю"
    return Conflict(
        f"Пока вы исправляли, оценку изменили: сейчас {mark.value} "
        f"({last.by.short_name}, {when:%d.%m} {wall_time(when)}), {yours}. "
        "Проверьте и, если нужно, отправьте ещё раз.",
        "value",
    )


def _changed(kind: str, mark: Mark, before: dict[str, object], *, by: Viewer, reason: str) -> Mark:
    mark.version += 1
    mark.save()
    keep_version(mark, by=by, reason=reason)
    after = None if mark.withdrawn_at else state_of(mark)
    record_mark(kind, mark, mark.lesson, by=by, before=before, after=after)
    return mark
