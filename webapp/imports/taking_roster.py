"""A OneRoster package into the school: years, subjects, classes, people, who learns where, who acts."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from webapp import clock
from webapp.changes.log import record
from webapp.imports.acting import operator_of
from webapp.imports.oneroster_roster import HeldRole, Person, Roster, RosterEnrolment
from webapp.imports.oneroster_schema import BULK
from webapp.imports.roster_marks import SOURCE, came_by_file
from webapp.imports.taking_classes import Classes
from webapp.imports.taking_enrolments import Enrolling
from webapp.imports.taking_posts import Posts, Present, end_students, take_students
from webapp.imports.taking_schools import take_schools
from webapp.imports.taking_sessions import Years
from webapp.imports.taking_ties import PLAIN, TIED, Ties
from webapp.imports.taking_users import Users, schools_of_people
from webapp.imports.tally import Tally
from webapp.people.models import STAFF_KINDS, Student, User
from webapp.people.viewer import Viewer
from webapp.school.models import School

Progress = Callable[[int, int], None]


class _Place(NamedTuple):
    """One school, with all that its part of the package needs."""

    school: School
    orgs: frozenset[str]
    on: date
    by: Viewer
    tally: Tally
    step: Callable[[], None]


class _Steps:
    """Counts people and enrolments for progress."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)


def take_roster(
    roster: Roster,
    *,
    by: int = 0,
    school: School | None = None,
    country: str = "RU",
    progress: Progress | None = None,
) -> Tally:
    """Bring the schools of the package to what it says; with school given, that one alone.

    A repeat changes nothing. Of a whole file (bulk) whoever it leaves out ends, as does what any file marks
    as deleted; who comes again goes on. What the office gave by hand is not touched. country is for schools
    that are new. Raises ImportProblem for a package of another school. To be run in one transaction; rolled
    back, it is a preview.
    """
    tally = Tally(warnings=[str(warning) for warning in roster.warnings])
    schools = take_schools(roster, school, country, tally)
    viewer = operator_of(schools.values(), by)
    users = Users(schools, by=viewer, tally=tally)
    at = schools_of_people(roster, schools)
    steps = _Steps(progress, len(roster.people) + sum(not one.deleted for one in roster.enrolments))
    users.take(roster, at, steps.step)
    users.find_known(_leaned_on(roster), schools.values())
    own = {one.id: one for one in schools.values()}
    for one in own.values():
        orgs = frozenset(org for org, held in schools.items() if held.id == one.id)
        _take_school(_Place(one, orgs, clock.today(one), viewer, tally, steps.step), roster, users, at)
    for one in own.values() if not tally.is_unchanged else ():
        record(
            "roster.imported", by=by, school=one.id, what=one.scope, scopes=[one.scope], after=roster.counts()
        )
    return tally


def _take_school(place: _Place, roster: Roster, users: Users, at: dict[str, list[School]]) -> None:
    school, on, tally = place.school, place.on, place.tally
    years = Years(school, roster.sessions, on, tally)
    enrolments = [one for one in roster.enrolments if one.school_id in place.orgs]
    classes = Classes(school, on, tally)
    classes.take(roster, [one for one in roster.classes if one.school_id in place.orgs], years)
    classes.find_known({one.class_id for one in enrolments} - classes.spans.keys())
    here = [p for p in roster.people if not p.deleted and school.id in {s.id for s in at.get(p.id, ())}]
    present = [Present(person, users.found[person.id]) for person in here if person.id in users.found]
    gone = _gone(place, roster, users, present)
    learning = _learning(place, here, enrolments)
    students = take_students(school, present, learning, tally, by=place.by)
    _take_posts(place, roster, users, present, gone, enrolments)
    active = {one: user for one, user in users.found.items() if user.id not in {g.id for g in gone}}
    ours = {user.id for user in users.of_school(school)}
    enrolling = Enrolling(school, classes, active, students, ours, on, tally, by=place.by)
    enrolling.take(enrolments, place.step)
    enrolling.end_missing(
        bulk=roster.modes.get("enrollments") == BULK, deleted=[one for one in enrolments if one.deleted]
    )
    enrolling.flush()
    _take_ties(place, roster, users, students, gone)
    end_students(school, gone, students, on, tally, by=place.by)
    users.close(gone, on)


def _leaned_on(roster: Roster) -> set[str]:
    enrolled = {one.person_id for one in roster.enrolments}
    return enrolled | {one for tie in roster.ties for one in (tie.guardian_id, tie.student_id)}


def _gone(place: _Place, roster: Roster, users: Users, present: list[Present]) -> list[User]:
    """People who came by files and are no more: marked so, or left out by a whole file."""
    there = {one.user.id for one in present}
    deleted = {person.id for person in roster.people if person.deleted}
    marked = {users.found[one].id for one in deleted if one in users.found}
    bulk = roster.modes.get("users") == BULK
    known = users.of_school(place.school)
    return [user for user in known if user.id not in there and (bulk or user.id in marked)]


def _learning(place: _Place, here: list[Person], enrolments: list[RosterEnrolment]) -> set[str]:
    """SourcedIds of those who are students at the school: by a role there, or by an enrolment."""
    found = {one.person_id for one in enrolments if one.role == "student" and not one.deleted}
    for person in here:
        for role in person.roles:
            orgs = {role.org_id} if role.org_id else set(person.org_ids)
            if role.kind == "student" and (orgs & place.orgs or not orgs):
                found.add(person.id)
    return found


def _take_posts(
    place: _Place, roster: Roster, users: Users, present: list[Present], gone: list[User],
    enrolments: list[RosterEnrolment],
) -> None:  # fmt: skip
    teaching = {one.person_id for one in enrolments if one.role == "teacher" and not one.deleted}
    posts = Posts(place.school, place.on, place.tally, by=place.by)
    wanted: set[tuple[int, str]] = set()
    for person, user in present:
        held = {role.kind: role for role in person.roles if _is_post_here(role, person, place)}
        if person.id in teaching:
            held.setdefault("teacher", HeldRole("teacher"))
        for role in held.values():
            wanted.add((user.id, role.kind))
            posts.take(user, role)
    posts.end_missing(present, gone, wanted)


def _is_post_here(role: HeldRole, person: Person, place: _Place) -> bool:
    orgs = {role.org_id} if role.org_id else set(person.org_ids)
    return role.kind in STAFF_KINDS and bool(orgs & place.orgs or not orgs)


def _take_ties(
    place: _Place, roster: Roster, users: Users, students: dict[int, Student], gone: list[User]
) -> None:
    """Ties of the file begin; those that files brought, and a whole one leaves out, end; so do the gone's."""
    ties = Ties(place.school, SOURCE, place.on, place.tally, by=place.by)
    named: set[tuple[int, int]] = set()
    for tie in roster.ties:
        guardian, child = users.found.get(tie.guardian_id), users.found.get(tie.student_id)
        student = students.get(child.id) if child else None
        if guardian and student:
            named.add((guardian.id, student.id))
            ties.tie(guardian, student, PLAIN)
    bulk, ids = roster.modes.get("users") == BULK, {user.id for user in gone}
    left = [row for row in ties.going_on() if (row.guardian_id, row.student_id) not in named]
    left = [row for row in left if bulk or row.guardian_id in ids]
    by_file = came_by_file([f"guardianship:{row.id}" for row in left], TIED)
    by_id = {student.id: student for student in students.values()}
    for row in left:
        if f"guardianship:{row.id}" in by_file:
            ties.end(row, by_id[row.student_id])
