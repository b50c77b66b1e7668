"""OneRoster's users: people of ours, found among those of the school or added."""

from collections.abc import Callable, Iterable
from datetime import date

from webapp.changes.once import Refused
from webapp.imports.oneroster_roster import Person, Roster
from webapp.imports.persons import Given, add_user, correct
from webapp.imports.roster_marks import PREFIX, mark
from webapp.imports.stays import DAY
from webapp.imports.tally import CHANGED, GONE, NEW, UNCHANGED, Tally
from webapp.language import _
from webapp.names import folded
from webapp.people.closing import close_if_nothing_left, reopen
from webapp.people.contacts import kept_email
from webapp.people.models import Guardianship, Role, Student, User
from webapp.people.viewer import Viewer
from webapp.school.models import School


class Users:
    """People by sourcedId. schools: those of the package, by the sourcedId of their org."""

    def __init__(self, schools: dict[str, School], *, by: Viewer, tally: Tally) -> None:
        self.schools, self.by, self.tally = schools, by, tally
        self.found: dict[str, User] = {}
        ids = sorted({school.id for school in schools.values()})
        marked = [User.external_id.startswith(f"{PREFIX}{school}:") for school in ids]
        condition = marked[0]
        for one in marked[1:]:
            condition |= one
        self._by_mark = {user.external_id: user for user in User.select().where(condition)}
        self._students = {s.user_id: s for s in Student.select().where(Student.school.in_(ids))}
        self._namesakes: dict[tuple[str, object], list[User]] | None = None
        self._ids = ids

    def take(self, roster: Roster, at: dict[str, list[School]], step: Callable[[], None]) -> None:
        """Add and correct people; at: each one's schools. Who is at none of ours is left out, and told."""
        left_out = 0
        for person in roster.people:
            step()
            schools = at.get(person.id)
            if not schools:
                left_out += not person.deleted
                continue
            user = self._known(person, schools)
            if person.deleted:
                if user:
                    self.found[person.id] = user
                continue
            given = self._given(person)
            if user is None:
                user = add_user(given, mark(schools[0], person.id))
                self.tally.add("users", NEW, user.full_name)
            else:
                self._correct(user, given, schools)
            self.found[person.id] = user
        if left_out:
            self.tally.warnings.append(_("Людей из других школ файла пропущено: %(number)s", number=left_out))

    def find_known(self, person_ids: Iterable[str], schools: Iterable[School]) -> None:
        """People whom this package leans on and an earlier one brought."""
        for school in schools:
            for one in person_ids:
                if one not in self.found and (user := self._by_mark.get(mark(school, one))):
                    self.found[one] = user

    def of_school(self, school: School) -> list[User]:
        """Everybody who came by OneRoster for the school, now or earlier."""
        start = f"{PREFIX}{school.id}:"
        return [user for own, user in self._by_mark.items() if str(own).startswith(start)]

    def _known(self, person: Person, schools: list[School]) -> User | None:
        for school in schools:
            if user := self._by_mark.get(mark(school, person.id)):
                return user
        namesake = self._namesake(person)
        if namesake and namesake.external_id is None and not person.deleted:
            namesake.external_id = mark(schools[0], person.id)
            namesake.save()
        return namesake

    def _namesake(self, person: Person) -> User | None:
        """The one of the school, not from OneRoster, with this name: and this birth date, post or contact."""
        if self._namesakes is None:
            self._namesakes = self._read_namesakes()
        name = folded(f"{person.surname} {person.given_name} {person.patronymic}")
        kinds = {role.kind for role in person.roles}
        signs = (person.birth_date,) if "student" in kinds else ("staff", person.phone, person.email)
        for sign in filter(None, signs):
            same = self._namesakes.get((name, sign), [])
            if len(same) == 1:
                return same.pop()
        return None

    def _read_namesakes(self) -> dict[tuple[str, object], list[User]]:
        found: dict[tuple[str, object], list[User]] = {}

        def note(user: User, *signs: object) -> None:
            for sign in () if (user.external_id or "").startswith(PREFIX) else signs:
                found.setdefault((user.folded, sign), []).append(user)

        students = Student.select(Student, User).join(User).where(Student.school.in_(self._ids))
        for student in students:
            note(student.user, student.birth_date)
        for user in User.select().join(Role).where(Role.school.in_(self._ids)).distinct():
            note(user, "staff")
        guardians = User.select().join(Guardianship).join(Student).where(Student.school.in_(self._ids))
        for user in guardians.distinct():
            note(user, *filter(None, {user.phone, user.email}))
        return found

    def _given(self, person: Person) -> Given:
        try:
            email = kept_email(person.email) or ""
        except Refused:
            email = ""
            name = f"{person.surname} {person.given_name}"
            self.tally.warnings.append(
                _("%(name)s: адрес «%(email)s» не взят", name=name, email=person.email)
            )
        return Given(
            person.surname, person.given_name, person.patronymic, person.phone, email, person.birth_date
        )

    def close(self, gone: Iterable[User], on: date) -> None:
        """Accounts of those who are gone end where nothing holds them."""
        for user in gone:
            if user.ended_on is None:
                close_if_nothing_left(user.id, on - DAY)
                if User.get_by_id(user.id).ended_on is not None:
                    self.tally.add("users", GONE, user.full_name)

    def _correct(self, user: User, given: Given, schools: list[School]) -> None:
        again = user.ended_on is not None
        if again:
            user.ended_on = None
            reopen(user.id)
        try:
            told = correct(user, schools[0], given, self._students.get(user.id), by=self.by)
        except Refused as refusal:
            self.tally.warnings.append(f"{user.full_name}: {refusal.message}")
            told = None
        self.tally.add("users", CHANGED if told or again else UNCHANGED, told or user.full_name)


def schools_of_people(roster: Roster, schools: dict[str, School]) -> dict[str, list[School]]:
    """Each person's schools by person, posts, enrolments; the first one names the external id."""
    found: dict[str, dict[int, School]] = {}

    def note(person: str, org: str) -> None:
        if org in schools:
            found.setdefault(person, {})[schools[org].id] = schools[org]

    for person in roster.people:
        for org in (*person.org_ids, *(role.org_id for role in person.roles)):
            note(person.id, org)
    for enrolment in roster.enrolments:
        note(enrolment.person_id, enrolment.school_id)
    only = next(iter(schools.values())) if len({school.id for school in schools.values()}) == 1 else None
    others = {org.id for org in roster.orgs if org.kind.casefold() == "school"} - set(schools)
    for person in roster.people:
        elsewhere = any(org in others for org in person.org_ids)
        if only and person.id not in found and not elsewhere:
            found[person.id] = {only.id: only}
    return {person: list(at.values()) for person, at in found.items()}
