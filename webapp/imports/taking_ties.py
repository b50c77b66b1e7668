"""Guardians and the students for whom they act, as a file names them."""

from collections.abc import Iterable
from datetime import date

from webapp.changes.log import record
from webapp.changes.models import Change
from webapp.imports.stays import DAY
from webapp.imports.tally import CHANGED, GONE, NEW, UNCHANGED, Tally
from webapp.language import _
from webapp.people.closing import close_if_nothing_left, reopen
from webapp.people.models import Guardianship, Student, User
from webapp.people.viewer import Viewer
from webapp.school.models import School

TIED, ENDED, BY_HAND = "guardian.tied", "guardian.gone", "guardian.untied"
# What a file says that says nothing more than that somebody acts for the child.
PLAIN = "guardian"


class Ties:
    """The ties to students of a school, read at once; source names the file's kind in the change log."""

    def __init__(self, school: School, source: str, on: date, tally: Tally, *, by: Viewer) -> None:
        self._school, self._source, self._on, self._tally, self._by = school, source, on, tally, by
        ties = Guardianship.select(Guardianship, Student).join(Student).where(Student.school == school)
        self.rows = {(tie.guardian_id, tie.student_id): tie for tie in ties}

    def of_student(self, student: int) -> list[Guardianship]:
        """The student's ties, ended ones too."""
        return [row for (_, one), row in self.rows.items() if one == student]

    def tie(self, guardian: User, student: Student, kind: str) -> None:
        """The guardian acts for the student. A tie that was ended by hand stays so, and that is told."""
        row = self.rows.get((guardian.id, student.id))
        name = f"{guardian.full_name} — {student.user.full_name}"
        if guardian.id == student.user_id:
            return
        if row is None:
            row = Guardianship.create(guardian=guardian, student=student, kind=kind, starts=self._on)
            self.rows[guardian.id, student.id] = row
            self._record(TIED, row, student, {"kind": kind})
            self._tally.add("ties", NEW, name)
            return
        ended = row.ends is not None and row.ends < self._on
        if ended and self._was_untied(row):
            what = _("%(name)s: доступ закрыт вручную, он не открывается", name=name)
            self._tally.warnings.append(what)
            self._tally.add("ties", UNCHANGED)
            return
        better = kind != PLAIN and row.kind not in (kind, "proxy")
        if not ended and not better:
            self._tally.add("ties", UNCHANGED)
            return
        row.kind, row.ends = kind if better else row.kind, None if ended else row.ends
        row.save()
        self._record(TIED, row, student, {"kind": row.kind})
        self._tally.add("ties", CHANGED, name)

    def end(self, row: Guardianship, student: Student) -> None:
        """The guardian sees nothing of the student from today on."""
        last_day = self._on - DAY
        row.ends = max(last_day, row.starts) if row.starts else last_day
        row.save()
        close_if_nothing_left(row.guardian_id, last_day)
        self._record(ENDED, row, student, {"ends": row.ends})
        name = User.get_by_id(row.guardian_id).full_name
        self._tally.add("ties", GONE, f"{name} — {student.user.full_name}")

    def going_on(self) -> Iterable[Guardianship]:
        """Ties that do not end before today."""
        return [row for row in self.rows.values() if row.ends is None or row.ends > self._on]

    def _was_untied(self, row: Guardianship) -> bool:
        changes = Change.select(Change.kind).where(Change.what == f"guardianship:{row.id}")
        last = changes.order_by(Change.id.desc()).first()
        return last is not None and last.kind == BY_HAND

    def _record(self, kind: str, row: Guardianship, student: Student, after: dict) -> None:
        if kind == TIED:
            reopen(row.guardian_id)
        record(
            kind, by=self._by.id, school=self._school.id, what=f"guardianship:{row.id}",
            scopes=[student.scope, f"user:{row.guardian_id}"], student_id=student.id,
            after={"guardian": row.guardian_id, "source": self._source, **after},
        )  # fmt: skip
