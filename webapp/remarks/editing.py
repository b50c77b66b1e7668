"""A remark is edited or taken back; what it said stays in the change log."""

from webapp import clock
from webapp.changes.once import Conflict
from webapp.people.viewer import Viewer
from webapp.remarks.giving import checked_kind, checked_text, record_remark, state_of
from webapp.remarks.models import Remark


def edit_remark(remark: Remark, *, by: Viewer, version: int, kind: str, text: str) -> Remark:
    """Edit a remark that was seen as version. Raises Refused, and Conflict when somebody else was quicker."""
    kind, text = checked_kind(kind), checked_text(text)
    now = _seen(remark, version, yours=text)
    before = state_of(now)
    if before == {"kind": kind, "text": text}:
        return now
    now.kind, now.text, now.version = kind, text, version + 1
    now.save()
    record_remark("remark.edited", now, now.lesson, by=by, before=before, after=state_of(now))
    return now


def withdraw_remark(remark: Remark, *, by: Viewer, version: int) -> Remark:
    """Take a remark back; the row stays. Taken back, it stays so. Raises Conflict."""
    if (now := Remark.get_by_id(remark.id)).withdrawn_at is not None:
        return now
    now = _seen(remark, version)
    now.withdrawn_at, now.version = clock.now(), version + 1
    now.save()
    record_remark("remark.withdrawn", now, now.lesson, by=by, before=state_of(now))
    return now


def _seen(remark: Remark, version: int, *, yours: str = "") -> Remark:
    """The remark as it stands now. Raises Conflict when it is not as it was seen."""
    now = Remark.get_by_id(remark.id)
    if now.withdrawn_at is not None:
        raise Conflict(
            f"Пока вы правили, замечание убрали. Ваш текст: «{yours}». Если оно нужно, напишите его заново."
        )
    if now.version != version:
        wanted = f"вы писали: «{yours}»" if yours else "вы убирали прежнее"
        raise Conflict(
            f"Пока вы правили, замечание изменили. Сейчас: «{now.text}» ({now.word.lower()}), {wanted}. "
            "Проверьте и, если нужно, отправьте ещё раз.",
            "text",
        )
    return now
