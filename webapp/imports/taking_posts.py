"""What OneRoster's users are at a school: students, and staff with posts. Nobody vanishes: it ends."""

from datetime import date
from typing import NamedTuple

from webapp.changes.log import record
from webapp.imports.oneroster_roster import HeldRole, Person
from webapp.imports.persons import Given, add_student, come_again, leave_school
from webapp.imports.roster_marks import SOURCE, came_by_file
from webapp.imports.stays import DAY
from webapp.imports.tally import CHANGED, GONE, NEW, UNCHANGED, Tally
from webapp.language import _
from webapp.people.closing import close_if_nothing_left, reopen
from webapp.people.models import STAFF_KINDS, Role, Student, User
from webapp.people.viewer import Viewer
from webapp.school.models import School

Post = tuple[int, str]


class Present(NamedTuple):
    """Somebody who is in the file: what the file calls the person, and who it is here."""

    person: Person
    user: User


def take_students(
    school: School, present: list[Present], learning: set[str], tally: Tally, *, by: Viewer
) -> dict[int, Student]:
    """Students of the school by user; learning: sourcedIds of those who are students here."""
    known = {student.user_id: student for student in Student.select().where(Student.school == school)}
    for person, user in present:
        if person.id not in learning:
            continue
        student = known.get(user.id)
        if student is None:
            given = Given(user.surname, user.given_name, birth_date=person.birth_date)
            known[user.id] = add_student(user, school, given, source=SOURCE, by=by)
            tally.add("students", NEW, user.full_name)
        elif student.ended_on is not None:
            come_again(student, by=by)
            tally.add("students", CHANGED, _("%(name)s: снова в школе", name=user.full_name))
        else:
            tally.add("students", UNCHANGED)
    return known


def end_students(
    school: School, gone: list[User], students: dict[int, Student], on: date, tally: Tally, *, by: Viewer
) -> None:
    """Students whom the file no longer has left the school."""
    for user in gone:
        student = students.get(user.id)
        if student and student.ended_on is None:
            leave_school(student, on, by=by)
            tally.add("students", GONE, user.full_name)


class Posts:
    """The posts at a school."""

    def __init__(self, school: School, on: date, tally: Tally, *, by: Viewer) -> None:
        self._school, self._on, self._tally, self._by = school, on, tally, by
        self._rows: dict[Post, list[Role]] = {}
        for role in Role.select().where(Role.school == school).order_by(Role.id):
            self._rows.setdefault((role.user_id, role.kind), []).append(role)

    def take(self, user: User, held: HeldRole) -> None:
        """The user holds the post, in the days that the file gives."""
        ends = held.ends
        for role in self._rows.get((user.id, held.kind), []):
            if role.ends is None or role.ends >= self._on - DAY:
                changed = role.ends != ends
                if changed:
                    self._write(role, "post.begun" if ends is None else "post.ended", ends)
                self._tally.add("posts", CHANGED if changed else UNCHANGED, user.full_name)
                return
        if ends is not None and ends < self._on:
            return
        role = Role.create(user=user, school=self._school, kind=held.kind, starts=held.starts, ends=ends)
        self._rows.setdefault((user.id, held.kind), []).append(role)
        self._write(role, "post.begun", ends)
        self._tally.add("posts", NEW, user.full_name)

    def end_missing(self, present: list[Present], gone: list[User], wanted: set[Post]) -> None:
        """End the posts that files brought and this one leaves out, and all of those who are gone.

        The school's last operator and whoever imports stay, and that is told.
        """
        there = {one.user.id for one in present}
        open_posts = [row for rows in self._rows.values() for row in rows if self._goes_on(row)]
        left = [r for r in open_posts if r.user_id in there and (r.user_id, r.kind) not in wanted]
        by_file = came_by_file([f"role:{role.id}" for role in left], "post.begun")
        ids = {user.id for user in gone}
        ending = [r for r in left if f"role:{r.id}" in by_file]
        ending += [r for r in open_posts if r.user_id in ids and r.user_id not in there]
        for role in ending:
            self._end(role, User.get_by_id(role.user_id))

    def _end(self, role: Role, user: User) -> None:
        last_day = self._on - DAY
        if role.user_id == self._by.id or (role.kind == "operator" and not self._other_operator(role)):
            what = _("%(name)s: нет в файле, но должность оставлена", name=user.full_name)
            self._tally.warnings.append(what)
            return
        self._write(role, "post.ended", max(last_day, role.starts or last_day))
        close_if_nothing_left(role.user_id, last_day)
        self._tally.add("posts", GONE, user.full_name)

    def _goes_on(self, role: Role) -> bool:
        return role.kind in STAFF_KINDS and (role.ends is None or role.ends >= self._on)

    def _other_operator(self, role: Role) -> bool:
        rows = [row for rows in self._rows.values() for row in rows]
        return any(
            row.kind == "operator" and row.ends is None and row.user_id != role.user_id for row in rows
        )

    def _write(self, role: Role, kind: str, ends: date | None) -> None:
        before, role.ends = role.ends, ends
        role.save()
        if ends is None:
            reopen(role.user_id)
        record(
            kind, by=self._by.id, school=self._school.id, what=f"role:{role.id}",
            scopes=[f"user:{role.user_id}", f"teacher:{role.user_id}"], before={"ends": before},
            after={"kind": role.kind, "starts": role.starts, "ends": ends, "source": SOURCE},
        )  # fmt: skip
