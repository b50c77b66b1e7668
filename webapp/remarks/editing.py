"""A remark is edited or taken back; what it said stays in the change log."""

from webapp import clock
from webapp.changes.once import Conflict, Now
from webapp.language import _, lazy
from webapp.people.overtaking import last_hand, now_stands
from webapp.people.viewer import Viewer
from webapp.remarks.giving import checked_kind, checked_text, record_remark, state_of
from webapp.remarks.models import KINDS, Remark

WITHDRAWN = lazy("убрано")


def edit_remark(remark: Remark, *, by: Viewer, version: int, kind: str, text: str) -> Remark:
    """Edit a remark that was seen as version. Raises Refused, and Conflict when somebody else was quicker."""
    kind, text = checked_kind(kind), checked_text(text)
    now = _seen(remark, version, _told(kind, text))
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
    now = _seen(remark, version, str(WITHDRAWN))
    now.withdrawn_at, now.version = clock.now(), version + 1
    now.save()
    record_remark("remark.withdrawn", now, now.lesson, by=by, before=state_of(now))
    return now


def _seen(remark: Remark, version: int, mine: str) -> Remark:
    """The remark as it stands now. Raises Conflict when it is not as seen; mine was to be instead."""
    now = Remark.get_by_id(remark.id)
    if now.withdrawn_at is not None:
        stands = _now_stands(now, str(WITHDRAWN), mine)
        text = _(
            "Пока вы правили, замечание убрали (%(by)s). У вас было: %(mine)s. "
            "Если оно нужно, напишите его заново.",
            by=stands.by,
            mine=mine,
        )
        raise Conflict(text, now=stands)
    if now.version != version:
        stands = _now_stands(now, _told(now.kind, now.text), mine, {"version": str(now.version)})
        text = _(
            "Пока вы правили, замечание изменили (%(by)s, %(at)s). Сейчас: %(theirs)s. "
            "У вас: %(mine)s. Проверьте и, если нужно, отправьте ещё раз.",
            by=stands.by,
            at=stands.at,
            theirs=stands.theirs,
            mine=mine,
        )
        raise Conflict(text, "text", stands)
    return now


def _told(kind: str, text: str) -> str:
    """«поведение: «Разговаривал»»."""
    return _("%(kind)s: «%(words)s»", kind=KINDS[kind].lower(), words=text)


def _now_stands(remark: Remark, theirs: str, mine: str, fields: dict[str, str] | None = None) -> Now:
    last = last_hand(f"remark:{remark.id}", lesson_id=remark.lesson_id) or (remark.by_id, remark.at)
    return now_stands(theirs, mine, school=remark.lesson.school, last=last, fields=fields)
