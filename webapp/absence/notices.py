"""Absence notices: given, changed, withdrawn by the family, or taken by phone at the school."""

from dataclasses import dataclass
from datetime import date, datetime

from webapp import clock
from webapp.absence.days import check_begun, check_days, earliest
from webapp.absence.models import ACCEPTED, REASONS, SENT, WITHDRAWN, AbsenceNotice
from webapp.absence.telling import tell, values
from webapp.changes.once import Conflict, Refused
from webapp.language import _
from webapp.people.models import Student
from webapp.people.overtaking import last_hand, now_stands
from webapp.people.viewer import Viewer
from webapp.words import span

NO_ANSWER: dict[str, object] = {"answered_by": None, "answered_at": None, "answer": ""}


@dataclass(frozen=True)
class Claim:
    """What a family says: days, both ends included; lesson numbers, none for whole days; why."""

    starts: date
    ends: date
    reason: str
    comment: str = ""
    numbers: tuple[int, ...] = ()

    @property
    def fields(self) -> dict[str, object]:
        """The values of a notice's columns."""
        numbers = ",".join(map(str, sorted(set(self.numbers))))
        return {
            "starts": self.starts,
            "ends": self.ends,
            "numbers": numbers,
            "reason": self.reason,
            "comment": self.comment.strip(),
        }


def give(
    student: Student,
    claim: Claim,
    *,
    by: Viewer,
    phoned_by: str | None = None,
    made: datetime | None = None,
) -> AbsenceNotice:
    """A new notice about the student. phoned_by says who called when the school takes it down.

    A family may go back three school days from when it was made (now unless given), the school any number.
    Raises Refused beside `starts`, `ends`, `numbers`, `reason`, `comment` or `phoned_by`.
    """
    school, today = student.school, clock.local(student.school, made).date()
    if phoned_by is not None and not phoned_by.strip():
        raise Refused(_("Напишите, кто позвонил."), "phoned_by")
    _check_reason(claim)
    check_days(
        school,
        claim.starts,
        claim.ends,
        today=today,
        back_to=earliest(school, today) if phoned_by is None else None,
    )
    _check_overlap(student, claim, besides=None)
    notice = AbsenceNotice.create(
        student=student, by=by.id, phoned_by=(phoned_by or "").strip(), created_at=clock.now(), **claim.fields
    )
    tell("notice.given", notice, None, by=by)
    return notice


def change(
    notice: AbsenceNotice,
    claim: Claim,
    *,
    version: int,
    by: Viewer,
    at_school: bool = False,
    made: datetime | None = None,
) -> AbsenceNotice:
    """Other days, reason or words; the notice waits for an answer again, and its change is kept.

    A family leaves the days that had passed when it was made as they are; at_school lifts that. Raises
    Conflict when version is not the notice's, Refused as give() does.
    """
    notice = fresh(notice)
    if notice.state == WITHDRAWN:
        raise Refused(_("Уведомление отозвано. Подайте новое."))
    if all(getattr(notice, name) == value for name, value in claim.fields.items()):
        return notice
    check_version(notice, version, theirs=told(claim_of(notice)), mine=told(claim))
    school = notice.student.school
    today = clock.local(school, made).date()
    _check_reason(claim)
    if not at_school:
        check_begun(notice, claim.starts, claim.ends, today)
    back_to = None if at_school else min(notice.starts, earliest(school, today))
    check_days(school, claim.starts, claim.ends, today=today, back_to=back_to)
    _check_overlap(notice.student, claim, besides=notice)
    write(notice, "notice.changed", by, edited_at=clock.now(), state=SENT, **claim.fields, **NO_ANSWER)
    return notice


def withdraw(
    notice: AbsenceNotice, *, by: Viewer, at_school: bool = False, made: datetime | None = None
) -> None:
    """Take the notice back; one that is withdrawn stays so.

    Raises Refused when accepted days had passed at the moment made (now unless given).
    """
    notice = fresh(notice)
    if notice.state == WITHDRAWN:
        return
    begun = notice.starts < clock.local(notice.student.school, made).date()
    if notice.state == ACCEPTED and begun and not at_school:
        raise Refused(
            _(
                "Уведомление принято, и часть дней уже прошла: отозвать его нельзя. "
                "Если ребёнок вышел раньше, измените последний день."
            )
        )
    write(notice, "notice.withdrawn", by, state=WITHDRAWN, edited_at=clock.now())


def check_version(notice: AbsenceNotice, version: int, *, theirs: str, mine: str) -> None:
    """Raises Conflict when the notice has changed since the version that was seen: it is theirs, not mine."""
    if notice.version == version:
        return
    last = last_hand(f"notice:{notice.id}", student_id=notice.student_id)
    raise Conflict(
        _("Уведомление тем временем изменили. Ниже — как оно записано сейчас; проверьте и повторите."),
        now=now_stands(
            theirs, mine, school=notice.student.school, last=last, fields={"version": str(notice.version)}
        ),
    )


def claim_of(notice: AbsenceNotice) -> Claim:
    """What the notice says."""
    numbers = tuple(notice.lesson_numbers)
    return Claim(notice.starts, notice.ends, notice.reason, notice.comment, numbers)


def told(claim: Claim) -> str:
    """«18–20 ноября, уроки 1, 2, болезнь»."""
    return ", ".join(filter(None, (_days_and_reason(claim), claim.comment.strip())))


def _days_and_reason(claim: Claim) -> str:
    said = span(claim.starts, claim.ends)
    if claim.numbers:
        numbers = ", ".join(map(str, sorted(claim.numbers)))
        one, some = _("%(days)s, урок %(numbers)s"), _("%(days)s, уроки %(numbers)s")
        said = (one if len(claim.numbers) == 1 else some) % {"days": said, "numbers": numbers}
    return ", ".join(filter(None, (said, REASONS.get(claim.reason, "").lower())))


def fresh(notice: AbsenceNotice) -> AbsenceNotice:
    """As it is within this transaction."""
    return AbsenceNotice.whole().where(AbsenceNotice.id == notice.id).get()


def write(notice: AbsenceNotice, kind: str, by: Viewer, **fields: object) -> None:
    """Set the fields, raise the notice's version and record the change under its kind."""
    before = values(notice)
    for name, value in fields.items():
        setattr(notice, name, value)
    notice.version += 1
    notice.save()
    tell(kind, notice, before, by=by)


def _check_reason(claim: Claim) -> None:
    if claim.reason not in REASONS:
        raise Refused(_("Выберите причину."), "reason")
    if claim.reason == "other" and not claim.comment.strip():
        raise Refused(_("Напишите, в чём причина."), "comment")


def _check_overlap(student: Student, claim: Claim, besides: AbsenceNotice | None) -> None:
    """Two standing notices never speak of the same lesson."""
    near = AbsenceNotice.of_student(student).where(
        AbsenceNotice.starts <= claim.ends, AbsenceNotice.ends >= claim.starts
    )
    for other in near:
        if not other.stands or (besides and other.id == besides.id):
            continue
        shared = set(other.lesson_numbers) & set(claim.numbers)
        if shared or not other.numbers or not claim.numbers:
            text = _(
                "На эти дни уже есть уведомление: %(said)s (%(name)s). Измените его или выберите другие дни.",
                said=_days_and_reason(claim_of(other)),
                name=other.by.address_name,
            )
            raise Refused(text, "starts")
