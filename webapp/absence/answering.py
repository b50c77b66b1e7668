"""The class teacher's answer to an absence notice."""

from webapp import clock
from webapp.absence.models import ACCEPTED, DECLINED, STATES, WITHDRAWN, AbsenceNotice
from webapp.absence.notices import check_version, claim_of, fresh, told, write
from webapp.changes.once import Refused
from webapp.language import _
from webapp.people.viewer import Viewer


def answer(notice: AbsenceNotice, *, accept: bool, text: str, version: int, by: Viewer) -> AbsenceNotice:
    """Accept the notice, or decline it with an explanation; the same answer again changes nothing.

    Raises Conflict when version is not the notice's, Refused beside `text` or for a withdrawn notice.
    """
    notice, text = fresh(notice), text.strip()
    state = ACCEPTED if accept else DECLINED
    if (notice.state, notice.answer) == (state, text):
        return notice
    if notice.state == WITHDRAWN:
        raise Refused(_("Семья отозвала уведомление: отвечать на него не нужно."))
    theirs = f"{told(claim_of(notice))}; {_told(notice.state, notice.answer)}"
    check_version(notice, version, theirs=theirs, mine=_told(state, text))
    if not accept and not text:
        raise Refused(_("Напишите семье, почему уведомление отклонено."), "text")
    kind = "notice.accepted" if accept else "notice.declined"
    write(notice, kind, by, state=state, answer=text, answered_by=by.id, answered_at=clock.now())
    return notice


def _told(state: str, text: str) -> str:
    return f"{STATES[state]}: {text}" if text else str(STATES[state])
