"""A mark is corrected or taken back; what it was stays in its versions (the base of M7)."""

from datetime import datetime, timedelta
from typing import Any

from webapp import clock
from webapp.changes.once import Conflict, Now, Refused
from webapp.language import _, lazy
from webapp.marks.forms_of_control import chosen_form
from webapp.marks.giving import checked_comment, keep_version, record_mark, state_of
from webapp.marks.models import FormOfControl, Mark, MarkVersion
from webapp.marks.scales import checked
from webapp.people.overtaking import now_stands
from webapp.people.viewer import Viewer
from webapp.timetable.models import Lesson

# The button is there for five seconds; a slow network gets the rest.
UNDO_TIME = timedelta(seconds=20)
# A lesson without a network, and the break after it.
UNDO_WAIT = timedelta(hours=1)
WITHDRAWN = lazy("убрана")
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
    mark = _standing(mark, value)
    value, before = checked(value, mark.scale), state_of(mark)
    form = chosen_form(mark.lesson.school_id, form_id) if form_id not in (None, mark.form_id) else mark.form
    after = {**before, "value": value, "form": form.name, "counted": counted}
    text = checked_comment(comment)
    if mark.version != version:
        raise _overtaken(mark, {**after, "comment": text})
    if {**after, "comment": text} == before:
        raise Refused(_("Вы ничего не изменили: оценка осталась прежней."), "value")
    kept_reason = checked_reason(reason, needed=after != before)
    mark.value, mark.form, mark.counted, mark.comment = value, form, counted, text
    return _changed("mark.corrected", mark, before, by=by, reason=kept_reason)


def withdraw_mark(
    mark: Mark, *, by: Viewer, version: int, reason: str = "", made: datetime | None = None
) -> Mark:
    """Take a mark back: at once without a reason by who gave it, later with one. Taken back, it stays so.

    made: when it was withdrawn on a device that had no network. Raises Refused and Conflict.
    """
    if (now := Mark.get_by_id(mark.id)).withdrawn_at is not None:
        return now
    mark = _standing(mark)
    if mark.version != version:
        raise _overtaken(mark, None)
    kept_reason = checked_reason(reason, needed=not may_undo(mark, by, made))
    before = state_of(mark)
    mark.withdrawn_at = clock.now()
    return _changed("mark.withdrawn", mark, before, by=by, reason=kept_reason)


def may_undo(mark: Mark, by: Viewer, made: datetime | None = None) -> bool:
    """Whether the viewer had only just given the mark at the moment made; of a wait an hour is believed."""
    now = clock.now()
    moment = max(made or now, now - UNDO_WAIT)
    return mark.version == 1 and mark.by_id == by.id and moment - mark.at <= UNDO_TIME


def checked_reason(reason: str, *, needed: bool) -> str:
    """The reason without blank edges. Raises Refused when it is missing or too long."""
    text = reason.strip()
    if needed and not text:
        raise Refused(_("Напишите, почему: прежняя оценка и причина останутся в истории."), "reason")
    if len(text) > LONGEST_REASON:
        said = _("Причина длиннее %(most)s знаков: напишите короче.", most=LONGEST_REASON)
        raise Refused(said, "reason")
    return text


def _standing(mark: Mark, wanted: str = "") -> Mark:
    """The mark as it stands now, which may be newer than what the page showed."""
    now = (
        Mark.select(Mark, FormOfControl, Lesson).join(FormOfControl).switch(Mark).join(Lesson)
        .where(Mark.id == mark.id).get()
    )  # fmt: skip
    if now.withdrawn_at is not None:
        text = _(
            "Пока вы исправляли, оценку %(value)s убрали. Если она нужна, поставьте её заново.",
            value=_(now.value),
        )
        raise Conflict(text, now=_now_stands(now, str(WITHDRAWN), wanted))
    return now


def _overtaken(mark: Mark, wanted: dict[str, Any] | None) -> Conflict:
    """wanted: the mark as it was to be, None where it was to be withdrawn."""
    before = state_of(mark)
    theirs, mine = _told(before, wanted or before), _told(wanted, before) if wanted else str(WITHDRAWN)
    now = _now_stands(mark, theirs, mine, {"version": str(mark.version)})
    if wanted:
        text = _(
            "Пока вы исправляли, оценку изменили: сейчас %(theirs)s (%(by)s, %(at)s), вы ставили %(mine)s. "
            "Проверьте и, если нужно, отправьте ещё раз.",
            theirs=theirs,
            by=now.by,
            at=now.at,
            mine=mine,
        )
    else:
        text = _(
            "Пока вы исправляли, оценку изменили: сейчас %(theirs)s (%(by)s, %(at)s), вы убирали прежнюю. "
            "Проверьте и, если нужно, отправьте ещё раз.",
            theirs=theirs,
            by=now.by,
            at=now.at,
        )
    return Conflict(text, "value", now)


def _told(state: dict[str, Any], other: dict[str, Any]) -> str:
    """The value, and in words whatever else differs from the other state."""
    value, comment = state["value"], state["comment"]
    said = [_(value)]
    if state["form"] != other["form"]:
        said.append(state["form"])
    if state["counted"] != other["counted"]:
        said.append(_("в счёт") if state["counted"] else _("не в счёт"))
    if state["comment"] != other["comment"]:
        said.append(_("«%(words)s»", words=comment) if comment else _("без комментария"))
    return ", ".join(said)


def _now_stands(mark: Mark, theirs: str, mine: str, fields: dict[str, str] | None = None) -> Now:
    last = MarkVersion.select().where(MarkVersion.mark == mark).order_by(MarkVersion.number.desc()).get()
    return now_stands(theirs, mine, school=mark.lesson.school, last=(last.by_id, last.at), fields=fields)


def _changed(kind: str, mark: Mark, before: dict[str, object], *, by: Viewer, reason: str) -> Mark:
    mark.version += 1
    mark.save()
    keep_version(mark, by=by, reason=reason)
    after = None if mark.withdrawn_at else state_of(mark)
    record_mark(kind, mark, mark.lesson, by=by, before=before, after=after)
    return mark
