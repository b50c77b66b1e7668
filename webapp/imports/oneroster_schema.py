"""What OneRoster's CSV binding, 1.1 and 1.2 of 1EdTech, asks of each file that is read here.

Only columns whose values are required are asked for; the others may be left out, and more may be there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

BULK, DELTA, ABSENT = "bulk", "delta", "absent"
MODES = (BULK, DELTA, ABSENT)
VERSIONS = ("1.1", "1.2")
STATUSES = ("active", "tobedeleted")

USER_ROLES_1_1 = ("administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher")
USER_ROLES_1_2 = (
    "aide",
    "counselor",
    "districtAdministrator",
    "guardian",
    "parent",
    "principal",
    "proctor",
    "relative",
    "siteAdministrator",
    "student",
    "systemAdministrator",
    "teacher",
)
ENROLLMENT_ROLES = ("administrator", "proctor", "student", "teacher")


@dataclass(frozen=True, slots=True)
class FileSchema:
    """One file's rules.

    required: columns that must be there and filled; refers: column → the file whose sourcedId it holds;
    many: columns that hold several values with commas between; choices: column → the values allowed;
    span: the columns of a first and a last day.
    """

    required: tuple[str, ...]
    refers: Mapping[str, str] = field(default_factory=dict)
    many: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    span: tuple[str, str] | None = None


_TRUTH = ("true", "false")
_USERS = ("sourcedId", "enabledUser", "username", "givenName", "familyName")

SCHEMAS: Mapping[str, FileSchema] = {
    "orgs": FileSchema(("sourcedId", "name", "type"), {"parentSourcedId": "orgs"}),
    "academicSessions": FileSchema(
        ("sourcedId", "title", "type", "startDate", "endDate", "schoolYear"),
        {"parentSourcedId": "academicSessions"},
        dates=("startDate", "endDate"),
        span=("startDate", "endDate"),
    ),
    "courses": FileSchema(
        ("sourcedId", "title", "orgSourcedId"),
        {"orgSourcedId": "orgs", "schoolYearSourcedId": "academicSessions"},
    ),
    "classes": FileSchema(
        ("sourcedId", "title", "courseSourcedId", "classType", "schoolSourcedId", "termSourcedIds"),
        {"courseSourcedId": "courses", "schoolSourcedId": "orgs", "termSourcedIds": "academicSessions"},
        many=("termSourcedIds",),
        choices={"classType": ("homeroom", "scheduled")},
    ),
    "users": FileSchema(
        (*_USERS, "orgSourcedIds", "role"),
        {"orgSourcedIds": "orgs", "agentSourcedIds": "users"},
        many=("orgSourcedIds", "agentSourcedIds"),
        choices={"enabledUser": _TRUTH, "role": USER_ROLES_1_1},
    ),
    "userProfiles": FileSchema(("sourcedId", "userSourcedId"), {"userSourcedId": "users"}),
    "roles": FileSchema(
        ("sourcedId", "userSourcedId", "roleType", "role", "orgSourcedId"),
        {"userSourcedId": "users", "orgSourcedId": "orgs", "userProfileSourcedId": "userProfiles"},
        dates=("beginDate", "endDate"),
        choices={"roleType": ("primary", "secondary"), "role": USER_ROLES_1_2},
        span=("beginDate", "endDate"),
    ),
    "enrollments": FileSchema(
        ("sourcedId", "classSourcedId", "schoolSourcedId", "userSourcedId", "role"),
        {"classSourcedId": "classes", "schoolSourcedId": "orgs", "userSourcedId": "users"},
        dates=("beginDate", "endDate"),
        choices={"role": ENROLLMENT_ROLES, "primary": _TRUTH},
        span=("beginDate", "endDate"),
    ),
    "demographics": FileSchema(("sourcedId",), {"sourcedId": "users"}, dates=("birthDate",)),
}

USERS_1_2 = FileSchema(
    _USERS,
    {"primaryOrgSourcedId": "orgs", "agentSourcedIds": "users"},
    many=("agentSourcedIds",),
    choices={"enabledUser": _TRUTH},
)

# Named by the binding, of no use here yet: marks, tasks and teaching materials.
NOT_READ = (
    "categories",
    "classResources",
    "courseResources",
    "lineItemLearningObjectiveIds",
    "lineItems",
    "lineItemScoreScales",
    "resources",
    "resultLearningObjectiveIds",
    "results",
    "resultScoreScales",
    "scoreScales",
    "userResources",
)
OTHER_MANIFEST_LINES = ("manifest.version", "oneroster.version", "source.systemName", "source.systemCode")


def schema_of(name: str, version: str) -> FileSchema:
    """The rules of a file in a version of the binding."""
    return USERS_1_2 if name == "users" and version == "1.2" else SCHEMAS[name]
