"""Which role a OneRoster user has here.

parent, guardian and relative are guardians; a principal is the head. An administrator becomes an operator,
who sees people and no marks: the word says too little to open the whole school's marks by it. An aide, a
counselor, a proctor and the administrators of a district or a system come in as people without a role, with
a warning.

Where users and enrollments disagree whether somebody teaches or learns, the enrollments decide; a role that
says nothing about that (a teacher may be a parent) stays beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from webapp.imports.csv_table import Row
from webapp.imports.oneroster_checks import day, is_deleted, several
from webapp.imports.oneroster_package import Package
from webapp.imports.oneroster_roster import HeldRole
from webapp.imports.problems import Problems, listed
from webapp.language import _

KINDS: Mapping[str, str] = {
    "student": "student",
    "teacher": "teacher",
    "guardian": "guardian",
    "parent": "guardian",
    "relative": "guardian",
    "principal": "head",
    "administrator": "operator",
    "siteadministrator": "operator",
}
_LEARN_OR_TEACH = ("student", "teacher")


def roles_of_people(package: Package, problems: Problems) -> dict[str, tuple[HeldRole, ...]]:
    """The roles that count, by sourcedId; warns where files disagree and where a role is none of ours."""
    said = _said(package, problems)
    enrolled = _enrolled(package)
    disagreeing: list[str] = []
    both: list[str] = []
    result: dict[str, tuple[HeldRole, ...]] = {}
    for number, roles in said.items():
        kinds = enrolled.get(number, set())
        result[number] = _decided(roles, kinds)
        if kinds and {role.kind for role in roles if role.kind in _LEARN_OR_TEACH} - kinds:
            disagreeing.append(number)
        if len(kinds) > 1:
            both.append(number)
    if disagreeing:
        files = "roles.csv" if package.version == "1.2" else "users.csv"
        problems.warn(
            _(
                "роль в %(file)s и в enrollments.csv различается, %(people)s; взята роль из enrollments.csv",
                file=files, people=_people(disagreeing),
            )
        )  # fmt: skip
    if both:
        what = _("и учатся, и учат, %(people)s; взяты обе роли", people=_people(both))
        problems.warn(what, file="enrollments.csv")
    if package.version == "1.2" and "roles" not in package.tables:
        problems.warn(_("файла нет; роли взяты только из enrollments.csv"), file="roles.csv")
    return result


def enrolled_kind(row: Row) -> str:
    """student or teacher; empty for an enrollment that makes nobody a member of a class."""
    kind = row["role"].casefold()
    return kind if kind in _LEARN_OR_TEACH else ""


def _decided(roles: Iterable[HeldRole], enrolled: set[str]) -> tuple[HeldRole, ...]:
    if not enrolled:
        return tuple(roles)
    kept = [role for role in roles if role.kind not in _LEARN_OR_TEACH or role.kind in enrolled]
    added = [HeldRole(kind) for kind in sorted(enrolled - {role.kind for role in kept})]
    return (*added, *kept)


def _said(package: Package, problems: Problems) -> dict[str, list[HeldRole]]:
    """The roles by users.csv of 1.1, or roles.csv of 1.2."""
    said: dict[str, list[HeldRole]] = {}
    left_out: dict[str, list[str]] = defaultdict(list)
    for row in package.tables["users"].rows if "users" in package.tables else ():
        said[row["sourcedId"]] = []
        if row["role"] and not is_deleted(row):
            for org in several(row["orgSourcedIds"]) or [""]:
                _hold(said, left_out, row["sourcedId"], row["role"], HeldRole("", org))
    for row in package.tables["roles"].rows if "roles" in package.tables else ():
        if not is_deleted(row):
            held = HeldRole("", row["orgSourcedId"], day(row["beginDate"]), day(row["endDate"]))
            _hold(said, left_out, row["userSourcedId"], row["role"], held)
    for word, numbers in left_out.items():
        what = _(
            "роли %(role)s здесь нет, %(people)s; они войдут в список без неё",
            role=word, people=_people(numbers),
        )  # fmt: skip
        problems.warn(what)
    return said


def _hold(
    said: dict[str, list[HeldRole]], left_out: dict[str, list[str]], number: str, word: str, held: HeldRole
) -> None:
    kind = KINDS.get(word.casefold())
    if kind:
        said.setdefault(number, []).append(HeldRole(kind, held.org_id, held.starts, held.ends))
    else:
        left_out[word].append(number)
        said.setdefault(number, [])


def _enrolled(package: Package) -> dict[str, set[str]]:
    enrolled: dict[str, set[str]] = defaultdict(set)
    for row in package.tables["enrollments"].rows if "enrollments" in package.tables else ():
        if enrolled_kind(row) and not is_deleted(row):
            enrolled[row["userSourcedId"]].add(enrolled_kind(row))
    return dict(enrolled)


def _people(numbers: list[str]) -> str:
    return _("людей: %(number)s (%(list)s)", number=len(numbers), list=listed(numbers))
