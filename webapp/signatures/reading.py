"""Who has signed a week, as its page shows it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from webapp import clock, weeks
from webapp.people.children import Child
from webapp.people.models import User
from webapp.people.viewer import Viewer
from webapp.signatures.opening import opens
from webapp.statements import Statement, as_instant

# A difference of no more than this tells nothing that a reader would want to know.
SAME_TIME = timedelta(minutes=5)

_SIGNED = Statement("""
    SELECT w.student_id, w.guardian_id, w.made_at, w.signed_at, w.device_at,
     u.surname, u.given_name, u.patronymic
    FROM week_signature w JOIN users u ON u.id = w.guardian_id
    WHERE w.week = ? AND w.student_id IN (?*)
    ORDER BY w.made_at, w.id
""")


class Signed(NamedTuple):
    """A signature: the guardian's id and «Фамилия И. О.», and the times of models.WeekSignature."""

    guardian_id: int
    name: str
    made_at: datetime
    signed_at: datetime
    device_at: datetime | None

    def made_on(self, school: clock.Placed) -> date:
        """The day on which it was made where the school is."""
        return clock.local(school, self.made_at).date()

    @property
    def waited(self) -> bool:
        """Whether it arrived later than it was made."""
        return self.signed_at - self.made_at > SAME_TIME

    @property
    def clock_was_off(self) -> bool:
        """Whether the device's clock told another time than ours."""
        return self.device_at is not None and abs(self.made_at - self.device_at) > SAME_TIME


@dataclass(frozen=True)
class Signing:
    """What stands under a week. opens is on the school's clock; signs: the viewer is one who signs.

    is_near tells the present week, not yet open: its page says when it will be.
    """

    week: str
    opens: datetime
    is_open: bool
    is_near: bool
    signs: bool
    has_signed: bool
    signed: list[Signed]


def signed(guardian_id: int, made: Any, arrived: Any, device: Any, *name: str) -> Signed:
    """A signature from its columns; name is surname, given name, patronymic."""
    short = User(surname=name[0], given_name=name[1], patronymic=name[2]).short_name
    return Signed(guardian_id, short, as_instant(made), as_instant(arrived), as_instant(device))  # type: ignore[arg-type]


def signatures_of(student_ids: list[int], week: str) -> dict[int, list[Signed]]:
    """The signatures under the week by student, in the order in which they were made."""
    found: dict[int, list[Signed]] = {number: [] for number in student_ids}
    for student, *row in _SIGNED.rows(week, student_ids) if student_ids else ():
        found[student].append(signed(*row))
    return found


def signing_of(child: Child, week: str, viewer: Viewer, known: list[Signed] | None = None) -> Signing:
    """What stands under the child's week for this viewer; known are its signatures, if they were read.

    Raises ValueError for text that names no week.
    """
    school = child.student.school
    opened = opens(week, school)
    is_open = opened <= clock.now()
    found = signatures_of([child.student.id], week)[child.student.id] if known is None else known
    return Signing(
        week,
        opened,
        is_open,
        is_near=not is_open and week == weeks.week_of(clock.today(school)),
        signs=child.acts and child.tie != "self",
        has_signed=any(one.guardian_id == viewer.id for one in found),
        signed=found,
    )
