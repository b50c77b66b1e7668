"""A guardian signs a week of the diary."""

from datetime import datetime

from webapp import clock
from webapp.changes.log import record
from webapp.changes.once import Refused
from webapp.language import _
from webapp.people import ties
from webapp.people.models import Student
from webapp.people.viewer import Viewer
from webapp.signatures.models import WeekSignature
from webapp.signatures.opening import had_lessons, opens
from webapp.words import moment


def sign(
    student: Student,
    week: str,
    *,
    by: Viewer,
    made_at: datetime | None = None,
    device_at: datetime | None = None,
) -> dict[str, int]:
    """Put the guardian's signature under the week; a second one changes nothing. Returns {"signature"}.

    made_at is when it was made, as far as the server believes it (None: now); the rule of Friday noon is
    judged by it and by the server's own clock, never by device_at, which is only kept. Raises Refused for
    who is no guardian, for a week that is not over or has no lessons, for one signed too early.
    """
    now = clock.now()
    made = min(made_at or now, now)
    if not ties.acted_for_by(by).where(Student.id == student.id).exists():
        raise Refused(_("Подписать дневник может только родитель или опекун ученика."))
    own = WeekSignature.get_or_none(student=student, week=week, guardian=by.id)
    if own:
        return {"signature": own.id}
    _check(student, week, now, made)
    signature = WeekSignature.create(
        student=student, week=week, guardian=by.id, signed_at=now, made_at=made, device_at=device_at
    )
    record(
        "signature.given",
        by=by.id,
        school=student.school_id,
        what=f"signature:{signature.id}",
        scopes=[student.scope],
        week=week,
        student_id=student.id,
        after={"made_at": made, "device_at": device_at},
    )
    return {"signature": signature.id}


def _check(student: Student, week: str, now: datetime, made: datetime) -> None:
    opened = opens(week, student.school)
    since = moment(opened, student.school)
    if now < opened:
        text = _("Эту неделю можно подписать с пятницы: %(since)s. Подпись не записана.", since=since)
        raise Refused(text)
    if made < opened:
        text = _(
            "Подпись сделана %(made)s, а неделю можно подписать с пятницы: %(since)s. "
            "Посмотрите неделю целиком и подпишите ещё раз.",
            made=moment(made, student.school),
            since=since,
        )
        raise Refused(text)
    if not had_lessons(student, week):
        raise Refused(_("На этой неделе у ученика не было уроков: подпись не нужна."))
