"""Where the students of a school sit: their classes, and the groups in which a whole class learns."""

from datetime import date

from webapp.imports.stays import DAY, Stays
from webapp.people.models import Enrolment, Group, GroupStudent, SchoolClass
from webapp.school.models import School


class Seats:
    """Classes and groups of the school with their students, read at once.

    not_following: the start of external ids of groups that do not follow their class, since a file names
    their students one by one.
    """

    def __init__(self, school: School, on: date, *, not_following: str = "") -> None:
        self._on = on
        groups = list(Group.select().where(Group.school == school, Group.ended_on.is_null()))
        ids = [row.id for row in SchoolClass.select(SchoolClass.id).where(SchoolClass.school == school)]
        self.classes = Stays(Enrolment, ids, on)
        self.groups = Stays(GroupStudent, [group.id for group in groups], on)
        self._whole: dict[int, list[int]] = {}
        marks = {group.id: group.external_id or "" for group in groups}
        self._by_name = {g for g, own in marks.items() if not_following and own.startswith(not_following)}
        for group in groups:
            if group.whole_class_id and group.id not in self._by_name:
                self._whole.setdefault(group.whole_class_id, []).append(group.id)

    def present(self, student: int) -> Enrolment | None:
        """The enrolment that goes on, or begins later; the last of several."""
        rows = [self.classes.rows[key][-1] for key in self.classes.of_student(student)]
        rows = [row for row in rows if row.ends is None or row.ends >= self._on]
        return max(rows, key=lambda row: row.starts, default=None)

    def enter(
        self, student: int, school_class: int, starts: date, *, said: date | None = None,
        ends: date | None = None,
    ) -> str:  # fmt: skip
        """The student is in the class and its whole groups from starts; who is in another class moves.

        A move is from said, a day that the file gives, else from today; it is at least a day after the
        present class began. Returns the state for a tally.
        """
        present = self.present(student)
        if present and present.school_class_id != school_class and (ends is None or ends >= self._on):
            starts = max(said or self._on, present.starts + DAY)
            self.leave(student, starts - DAY)
        key = (school_class, student)
        was_open = self._goes_on(key)
        only = self.classes.of_student(student) in ([], [key])
        state = self.classes.hold(key, starts, said=said if only else None, ends=ends)
        if self._goes_on(key) and not was_open:
            for group in self._whole.get(school_class, ()):
                self.groups.hold((group, student), self.classes.rows[key][-1].starts, ends=ends)
        elif ends is not None:
            for group in self._whole.get(school_class, ()):
                self.groups.end((group, student), ends)
        return state

    def leave(self, student: int, last_day: date) -> None:
        """Class and groups end after last_day."""
        for key in self.classes.of_student(student):
            self.classes.end(key, last_day)
        for key in self.groups.of_student(student):
            if key[0] not in self._by_name:
                self.groups.end(key, last_day)

    def _goes_on(self, key: tuple[int, int]) -> bool:
        rows = self.classes.rows.get(key)
        return rows is not None and (rows[-1].ends is None or rows[-1].ends >= self._on)

    def flush(self) -> None:
        """Write the rows that began."""
        self.classes.flush()
        self.groups.flush()
