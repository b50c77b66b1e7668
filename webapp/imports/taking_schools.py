"""The schools of a OneRoster package: which of ours they are."""

from webapp.imports.countries import zone_of
from webapp.imports.oneroster_roster import Org, Roster
from webapp.imports.problems import ImportProblem, Problem, listed, quoted
from webapp.imports.roster_marks import school_mark
from webapp.imports.tally import NEW, UNCHANGED, Tally
from webapp.language import _
from webapp.names import folded
from webapp.school.models import School

FILE = "orgs.csv"


def take_schools(roster: Roster, school: School | None, country: str, tally: Tally) -> dict[str, School]:
    """Schools by the sourcedId of their org; school is the only one that may be written, when given.

    Raises ImportProblem where a package is of another school, or two schools would be mistaken for one.
    """
    orgs = [org for org in roster.orgs if org.kind.casefold() == "school" and not org.deleted]
    if not orgs:
        return _known(roster, school)
    if school is None:
        return {org.id: _find_or_make(org, country, tally) for org in orgs}
    org = _own(orgs, school)
    if school.external_id is None:
        school.external_id = school_mark(org.id)
        school.save()
    tally.add("schools", UNCHANGED, school.name)
    if folded(org.name) != folded(school.name):
        what = _(
            "Школа в файле называется «%(name)s»; всё войдёт в школу «%(school)s»",
            name=org.name, school=school.name,
        )  # fmt: skip
        tally.warnings.append(what)
    if len(orgs) > 1:
        others = listed(one.name for one in orgs if one.id != org.id)
        tally.warnings.append(_("Другие школы файла пропущены: %(list)s", list=others))
    return {org.id: school}


def _own(orgs: list[Org], school: School) -> Org:
    same = [org for org in orgs if school.external_id == school_mark(org.id)]
    named = [org for org in orgs if folded(org.name) == folded(school.name)]
    if same:
        return same[0]
    if (len(orgs) == 1 or named) and not school.external_id:
        return named[0] if named else orgs[0]
    what = _("это файл другой школы: %(list)s", list=listed(org.name for org in orgs))
    raise ImportProblem([Problem(FILE, what, _("файл школы «%(name)s»", name=school.name))])


def _find_or_make(org: Org, country: str, tally: Tally) -> School:
    named = next((s for s in School.select() if folded(s.name) == folded(org.name)), None)
    marked = School.get_or_none(external_id=school_mark(org.id))
    if marked and marked != named and folded(marked.name) != folded(org.name):
        what = _(
            "%(number)s — номер школы «%(ours)s», а в файле он у школы «%(theirs)s»",
            number=quoted(org.id), ours=marked.name, theirs=org.name,
        )  # fmt: skip
        raise ImportProblem([Problem(FILE, what, _("если это та же школа, укажите её: --school ИМЯ"))])
    found = marked or named
    tally.add("schools", UNCHANGED if found else NEW, org.name)
    if found is None:
        return School.create(
            name=org.name, country=country, timezone=zone_of(country), external_id=school_mark(org.id)
        )
    if found.external_id is None:
        found.external_id = school_mark(org.id)
        found.save()
    return found


def _known(roster: Roster, school: School | None) -> dict[str, School]:
    """The schools that an earlier package brought; a delta need not name them again."""
    ids = {one.school_id for one in roster.classes} | {one.school_id for one in roster.enrolments}
    ids |= {org for person in roster.people for org in person.org_ids}
    if school is not None and school.external_id is None and len(ids) == 1:
        return {ids.pop(): school}
    marks = {school_mark(org): org for org in ids}
    rows = School.select().where(School.external_id.in_(list(marks)))
    found = {marks[str(row.external_id)]: row for row in rows}
    kept = {org: s for org, s in found.items() if school is None or s.id == school.id}
    if not kept:
        what = _("в наборе файлов нет ни одной школы")
        raise ImportProblem([Problem(FILE, what, _("строка с type = school"))])
    return kept
