"""OneRoster's courses and classes: subjects, classes (homerooms) and groups (scheduled classes)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from webapp.imports.class_name import parse_class_name, parse_grade
from webapp.imports.oneroster_roster import Course, Roster, RosterClass
from webapp.imports.oneroster_schema import BULK
from webapp.imports.roster_marks import mark, prefix
from webapp.imports.taking_sessions import DAY, Span, Years
from webapp.imports.tally import CHANGED, GONE, NEW, UNCHANGED, Tally
from webapp.names import folded
from webapp.people.models import Group, GroupStudent, SchoolClass
from webapp.school.models import AcademicYear, School, Subject

# Written as the name of a subject.
_FOREIGN_UNTITLED = "Без предмета"


@dataclass
class Classes:
    """What the classes of a package are here, by sourcedId: a homeroom's class, a scheduled one's group."""

    school: School
    on: date
    tally: Tally
    homerooms: dict[str, SchoolClass] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)

    def take(self, roster: Roster, own: Iterable[RosterClass], years: Years) -> None:
        """Bring classes, subjects and groups to what the file says; own are the classes of this school."""
        present = [one for one in own if not one.deleted]
        named = _names(present)
        subjects = _take_subjects(self.school, roster.courses, present, self.tally)
        known = self._known_groups()
        for one in present:
            self.spans[one.id] = years.span(one.session_ids)
            if one.homeroom:
                self.homerooms[one.id] = self._take_class(one, named[one.id])
            else:
                group = known.get(mark(self.school, one.id))
                self.groups[one.id] = self._take_group(group, one, named[one.id], subjects)
        deleted = {mark(self.school, one.id) for one in own if one.deleted}
        kept = {group.id for group in self.groups.values()}
        for group in known.values():
            gone = roster.modes.get("classes") == BULK or group.external_id in deleted
            if gone and group.id not in kept and group.ended_on is None:
                self._end(group)

    def find_known(self, class_ids: Iterable[str]) -> None:
        """Classes that this package leans on and an earlier one brought."""
        wanted = {mark(self.school, one): one for one in class_ids}
        for row in SchoolClass.select().where(
            SchoolClass.school == self.school, SchoolClass.external_id.in_(list(wanted))
        ):
            self.homerooms[wanted[str(row.external_id)]] = row
        for group in Group.select().where(Group.school == self.school, Group.external_id.in_(list(wanted))):
            self.groups[wanted[str(group.external_id)]] = group
        years = {one: row.year for one, row in self.homerooms.items()}
        for one, year in {**years, **{one: group.year for one, group in self.groups.items()}}.items():
            self.spans.setdefault(one, Span(year, year.starts, year.ends))

    def _take_class(self, one: RosterClass, name: str) -> SchoolClass:
        year, own = self.spans[one.id].year, mark(self.school, one.id)
        row = SchoolClass.get_or_none(school=self.school, external_id=own) or SchoolClass.get_or_none(
            year=year, name=name
        )
        grade = _grade(one, name)
        if row is None:
            self.tally.add("classes", NEW, name)
            return SchoolClass.create(school=self.school, year=year, name=name, grade=grade, external_id=own)
        before = (row.name, row.grade)
        if not SchoolClass.select().where(SchoolClass.year == row.year_id, SchoolClass.name == name).exists():
            row.name = name
        row.grade = grade or row.grade
        changed = (row.name, row.grade) != before
        self.tally.add("classes", CHANGED if changed else UNCHANGED, f"{before[0]} → {row.name}")
        if changed or row.external_id is None:
            row.external_id = row.external_id or own
            row.save()
        return row

    def _take_group(
        self, group: Group | None, one: RosterClass, name: str, subjects: dict[str, Subject]
    ) -> Group:
        subject = subjects[one.course_id]
        if group is None:
            self.tally.add("groups", NEW, name)
            own, year = mark(self.school, one.id), self.spans[one.id].year
            return Group.create(school=self.school, year=year, subject=subject, name=name, external_id=own)
        same = (group.name, group.subject_id, group.ended_on) == (name, subject.id, None)
        self.tally.add("groups", UNCHANGED if same else CHANGED, name)
        if not same:
            group.name, group.subject, group.ended_on = name, subject, None
            group.save()
        return group

    def _known_groups(self) -> dict[str, Group]:
        own = Group.select().where(Group.school == self.school)
        return {str(g.external_id): g for g in own.where(Group.external_id.startswith(prefix(self.school)))}

    def _end(self, group: Group) -> None:
        """The group is over since yesterday, or since its year was, and nobody learns in it longer."""
        group.ended_on = min(self.on - DAY, AcademicYear.get_by_id(group.year_id).ends)
        group.save()
        going_on = (GroupStudent.group == group) & (
            GroupStudent.ends.is_null() | (GroupStudent.ends > group.ended_on)
        )
        for later, ends in ((False, group.ended_on), (True, GroupStudent.starts)):
            begun = GroupStudent.starts > group.ended_on
            GroupStudent.update(ends=ends).where(going_on, begun if later else ~begun).execute()
        self.tally.add("groups", GONE, group.name)


def _take_subjects(
    school: School, courses: Iterable[Course], classes: list[RosterClass], tally: Tally
) -> dict[str, Subject]:
    """Subjects by the course's sourcedId. Courses of one title are one subject; homerooms learn none."""
    titles = {course.id: course.title for course in courses if not course.deleted}
    rows = list(Subject.select().where(Subject.school == school))
    by_name = {folded(row.name): row for row in rows}
    by_mark = {row.external_id: row for row in rows if row.external_id}
    found: dict[str, Subject] = {}
    for course in dict.fromkeys(one.course_id for one in classes if not one.homeroom):
        own = mark(school, course)
        marked = by_mark.get(own)
        title = titles.get(course) or (marked.name if marked else _FOREIGN_UNTITLED)
        row = by_name.get(folded(title))
        if row is None and marked and folded(marked.name) not in map(folded, titles.values()):
            tally.add("subjects", CHANGED, f"{marked.name} → {title}")
            marked.name = title
            marked.save()
            row = marked
        elif row is not None:
            tally.add("subjects", UNCHANGED)
        else:
            tally.add("subjects", NEW, title)
            row = Subject.create(school=school, name=title, external_id=own)
        by_name[folded(title)] = found[course] = row
    return found


def _names(classes: list[RosterClass]) -> dict[str, str]:
    """A name for each class that no other of its kind has."""
    plain = {}
    for one in classes:
        read = parse_class_name(one.title) or parse_class_name(one.code) if one.homeroom else None
        plain[one.id] = read.title if read else one.title
    times = Counter((one.homeroom, plain[one.id]) for one in classes)
    shared = {one.id for one in classes if times[one.homeroom, plain[one.id]] > 1}
    named = {one.id: f"{plain[one.id]} · {one.code or one.id}" for one in classes if one.id in shared}
    return {one.id: named.get(one.id, plain[one.id])[: 64 if one.homeroom else 255] for one in classes}


def _grade(one: RosterClass, name: str) -> int:
    said = parse_grade(one.grades[0]) if one.grades else None
    read = parse_class_name(name)
    return said if said is not None else (read.grade if read else 0)
