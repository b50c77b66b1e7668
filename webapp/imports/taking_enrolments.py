"""OneRoster's enrolments: students into classes and groups, teachers to groups and homerooms."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from webapp.changes.log import record
from webapp.imports.oneroster_roster import RosterEnrolment
from webapp.imports.roster_marks import prefix
from webapp.imports.seats import Seats
from webapp.imports.stays import DAY, Stays
from webapp.imports.taking_classes import Classes
from webapp.imports.tally import GONE, NEW, UNCHANGED, Tally
from webapp.language import _
from webapp.people.models import Group, GroupClass, GroupTeacher, SchoolClass, Student, User
from webapp.people.viewer import Viewer
from webapp.school.models import School
from webapp.timetable.models import Lesson

KIND = "enrollments"


class Enrolling:
    """The enrolments of one school.

    people: users by sourcedId; students: by user; ours: ids of users whom files brought, now or earlier.
    """

    def __init__(
        self, school: School, classes: Classes, people: dict[str, User], students: dict[int, Student],
        ours: set[int], on: date, tally: Tally, *, by: Viewer,
    ) -> None:  # fmt: skip
        self._ours = ours
        self._school, self._classes, self._people, self._students = school, classes, people, students
        self._on, self._tally, self._by = on, tally, by
        self._seats = Seats(school, on, not_following=prefix(school))
        self._links = {
            (link.group_id, link.teacher_id): link
            for link in GroupTeacher.select().where(
                GroupTeacher.group.in_([group.id for group in classes.groups.values()])
            )
        }
        self._teachers: dict[int, list[int]] = {}
        self._named: set[tuple[str, int, int]] = set()

    def take(self, enrolments: Iterable[RosterEnrolment], step: Callable[[], None]) -> None:
        """Bring classes and groups to what the file says of those who are in it."""
        wanted = [one for one in enrolments if not one.deleted]
        homes = self._one_home(wanted)
        for one in sorted(wanted, key=lambda one: not one.primary):
            step()
            user = self._people.get(one.person_id)
            if user is None or not one.role:
                continue
            if one.class_id in self._classes.homerooms:
                self._take_home(one, user, homes)
            elif one.class_id in self._classes.groups:
                self._take_group(one, user)
        self._order_teachers()

    def end_missing(self, *, bulk: bool, deleted: Iterable[RosterEnrolment]) -> None:
        """End what a whole file leaves out, of people who came by files, and what a file says is no more."""
        ended = {found for one in deleted if (found := self._key(one))}
        ours = {student.id for user, student in self._students.items() if user in self._ours}
        for name, stays, places in self._places():
            for key in [key for key, row in stays.going_on()]:
                gone = key[0] in places and key[1] in ours if bulk else (name, *key) in ended
                if gone and (name, *key) not in self._named:
                    self._end_stay(name, stays, key)
        for (group, teacher), link in list(self._links.items()):
            gone = teacher in self._ours if bulk else ("teacher", group, teacher) in ended
            if gone and ("teacher", group, teacher) not in self._named:
                link.delete_instance()
                self._tally.add(KIND, GONE, User.get_by_id(teacher).full_name)

    def _end_stay(self, name: str, stays: Stays, key: tuple[int, int]) -> None:
        """In the groups where the whole class learns it ends too."""
        last_day = self._on - DAY
        if name == "class":
            self._seats.leave(key[1], last_day)
        else:
            stays.end(key, last_day)
        student = Student.get_by_id(key[1])
        self._tally.add(KIND, GONE, student.user.full_name)
        self._record(student, None)

    def flush(self) -> None:
        """Write the stays that began, and say which classes learn in which group."""
        self._seats.flush()
        learning: dict[int, set[int]] = {}
        for (group_id, student), _row in self._seats.groups.going_on():
            learning.setdefault(group_id, set()).add(student)
        sizes = Counter(key[0] for key, row in self._seats.classes.going_on())
        for group in self._classes.groups.values():
            self._link_classes(group, learning.get(group.id, set()), sizes)

    def _take_home(self, one: RosterEnrolment, user: User, homes: dict[int, str]) -> None:
        school_class = self._classes.homerooms[one.class_id]
        if one.role == "teacher":
            self._lead(school_class, user, first=one.primary or not school_class.class_teacher_id)
            return
        student = self._students.get(user.id)
        if student is None:
            return
        self._named.add(("class", school_class.id, student.id))
        if homes.get(user.id, one.class_id) != one.class_id:
            what = _("%(name)s: в файле сразу два класса, взят последний", name=user.full_name)
            self._tally.warnings.append(what)
            self._tally.add(KIND, UNCHANGED)
            return
        starts, ends = self._days(one)
        state = self._seats.enter(student.id, school_class.id, starts, said=one.starts, ends=ends)
        self._tally.add(KIND, state, user.full_name)
        if state != UNCHANGED:
            self._record(student, school_class)

    def _take_group(self, one: RosterEnrolment, user: User) -> None:
        group = self._classes.groups[one.class_id]
        if one.role == "teacher":
            self._teach(group.id, user)
            return
        student = self._students.get(user.id)
        if student is None:
            return
        starts, ends = self._days(one)
        key = (group.id, student.id)
        self._named.add(("group", *key))
        state = self._seats.groups.hold(key, starts, said=one.starts, ends=ends)
        self._tally.add(KIND, state, user.full_name)

    def _days(self, one: RosterEnrolment) -> tuple[date, date | None]:
        """From the first day of the class's sessions; to their last where that is past."""
        span = self._classes.spans[one.class_id]
        return one.starts or span.first, one.ends or (span.last if span.last < self._on else None)

    def _one_home(self, wanted: list[RosterEnrolment]) -> dict[int, str]:
        """The homeroom in which each student goes on: the last begun, where a file has several."""
        homes: dict[int, tuple[date, str]] = {}
        for one in wanted:
            user = self._people.get(one.person_id)
            if user and one.role == "student" and one.class_id in self._classes.homerooms:
                starts, ends = self._days(one)
                if ends is None or ends >= self._on:
                    homes[user.id] = max(homes.get(user.id, (starts, one.class_id)), (starts, one.class_id))
        return {user: class_id for user, (_, class_id) in homes.items()}

    def _lead(self, school_class: SchoolClass, user: User, *, first: bool) -> None:
        same = school_class.class_teacher_id == user.id
        if not first or ("lead", school_class.id, 0) in self._named:
            self._tally.add(KIND, UNCHANGED)
            return
        self._named.add(("lead", school_class.id, 0))
        self._tally.add(KIND, UNCHANGED if same else NEW, f"{user.full_name}: {school_class.name}")
        if not same:
            school_class.class_teacher = user
            school_class.save()

    def _teach(self, group: int, user: User) -> None:
        self._named.add(("teacher", group, user.id))
        self._teachers.setdefault(group, []).append(user.id)
        link = self._links.get((group, user.id))
        self._tally.add(KIND, UNCHANGED if link else NEW, user.full_name)
        if link is None:
            position = len(self._teachers[group]) - 1
            self._links[group, user.id] = GroupTeacher.create(group=group, teacher=user, position=position)

    def _order_teachers(self) -> None:
        """The primary teacher stands first, and gives the lessons that are still to come."""
        for group, teachers in self._teachers.items():
            for position, teacher in enumerate(dict.fromkeys(teachers)):
                link = self._links[group, teacher]
                if link.position != position:
                    link.position = position
                    link.save()
            coming = (
                (Lesson.group == group) & (Lesson.date >= self._on) & Lesson.state.in_(("planned", "moved"))
            )
            other = Lesson.teacher.is_null() | (Lesson.teacher != teachers[0])
            Lesson.update(teacher=teachers[0], version=Lesson.version + 1).where(coming, other).execute()

    def _link_classes(self, group: Group, learning: set[int], sizes: Counter[int]) -> None:
        """The classes from which students come; a class that learns there whole is the group's own."""
        classes = Counter(row.school_class_id for one in learning if (row := self._seats.present(one)))
        present = {link.school_class_id for link in GroupClass.select().where(GroupClass.group == group)}
        for school_class in sorted(set(classes) - present):
            GroupClass.create(group=group, school_class=school_class)
        whole = next(iter(classes)) if len(classes) == 1 and classes.total() == len(learning) else None
        if whole and sizes[whole] != len(learning):
            whole = None
        if group.whole_class_id != whole:
            Group.update(whole_class=whole).where(Group.id == group.id).execute()

    def _places(self) -> list[tuple[str, Stays, set[int]]]:
        """Where files put people: classes and groups with an external id of this school."""
        start = prefix(self._school)
        of_files = SchoolClass.select(SchoolClass.id).where(SchoolClass.external_id.startswith(start))
        classes = {row.id for row in (*of_files, *self._classes.homerooms.values())}
        groups = {row.id for row in self._classes.groups.values()}
        return [("class", self._seats.classes, classes), ("group", self._seats.groups, groups)]

    def _key(self, one: RosterEnrolment) -> tuple[str, int, int] | None:
        user = self._people.get(one.person_id)
        if user is None:
            return None
        student = self._students.get(user.id)
        if one.class_id in self._classes.homerooms and student:
            return ("class", self._classes.homerooms[one.class_id].id, student.id)
        if one.class_id in self._classes.groups:
            group = self._classes.groups[one.class_id].id
            is_student = one.role == "student" and student
            return ("group", group, student.id) if is_student and student else ("teacher", group, user.id)
        return None

    def _record(self, student: Student, to: SchoolClass | None) -> None:
        scopes = [student.scope, *([to.scope] if to else [])]
        record(
            "student.seated", by=self._by.id, school=self._school.id, what=student.scope, scopes=scopes,
            student_id=student.id, class_id=to.id if to else None,
            after={"class": to.id if to else None, "on": self._on},
        )  # fmt: skip
